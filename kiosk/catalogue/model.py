"""The catalogue as typed, frozen records: the shape of its files and of everything inside.

The same records are decoded from the files under ``assets/catalogue`` (msgspec, strict: an
unknown or missing key is a fault) and used everywhere else, so no value is ever converted twice.
Every ``*_id`` text is Indonesian, every ``*_en`` text English. Money is whole rupiah.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Confidence = Literal["high", "medium", "low"]
Scope = Literal["penuh", "penerimaan", "informasi"]
Form = Literal["asli", "fotokopi", "tunjukkan", "lembar", "isi-di-loket", "digital", "hadir"]
DurationUnit = Literal["menit", "jam", "hari-kerja", "hari", "bulan"]
FeeKind = Literal["gratis", "tetap", "bervariasi"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen record of the catalogue; unknown keys are refused, so a typo is found."""


class FeeItem(Record, frozen=True):
    """One priced line of a fee, in rupiah."""

    label: str
    amount: int


class Fee(Record, frozen=True):
    """What a service costs. ``amount`` is None where it varies; ``items`` then may list prices."""

    kind: FeeKind
    amount: int | None
    text_id: str
    text_en: str
    basis: str
    items: tuple[FeeItem, ...]


class Duration(Record, frozen=True):
    """How long a service takes: ``value`` is "3" or a range "1-3" or "bervariasi"."""

    value: str
    unit: DurationUnit
    text_id: str
    text_en: str


class Output(Record, frozen=True):
    """What a service makes: ``doc`` names a document of the catalogue where it is one."""

    doc: str | None
    text_id: str


class Requirement(Record, frozen=True):
    """One line a service asks for: document + holder + form + copies + condition.

    ``copies`` counts sheets a person (``per_person`` persons) for the forms ``fotokopi`` and
    ``lembar``. Requirements of one service with the same ``any_of`` are choices of one line.
    """

    doc: str
    holder: str
    form: Form
    copies: int
    also_original: bool
    condition: str | None
    any_of: str | None
    note: str
    per_person: int
    text_id: str
    text_en: str


class PrivateSlip(Record, frozen=True):
    """The only text paper and call may say of a service whose name must stay private."""

    short_id: str
    short_en: str


class Service(Record, frozen=True):
    """One service of one agency, with everything a citizen is told about it."""

    id: str
    agency: str
    name_id: str
    name_en: str
    short_id: str
    short_en: str
    requirements: tuple[Requirement, ...]
    fee: Fee
    duration: Duration
    duration_from_source: bool
    output: Output
    legal_basis: str
    online_alternative: str
    mpp_scope: Scope
    keywords: tuple[str, ...]
    note: str
    counter_minutes_est: int
    confidence: Confidence
    needs_local_check: bool
    source: tuple[str, ...]
    source_ids: tuple[str, ...]
    procedure_id: tuple[str, ...] = ()
    procedure_en: tuple[str, ...] = ()
    procedure_from_source: bool = False
    procedure_source_ids: tuple[str, ...] = ()
    private_slip: PrivateSlip | None = None


class Agency(Record, frozen=True):
    """An agency (instansi). ``queue_letter`` is its queue: agencies that share it share a queue."""

    id: str
    queue_letter: str
    queue_code: str
    name_id: str
    name_en: str
    short: str
    short_id: str
    short_en: str
    level: str
    keywords: tuple[str, ...]
    seen_in_mpp: tuple[str, ...]
    default_days: str
    default_hours: str
    note: str
    source: str


class Document(Record, frozen=True):
    """A kind of document (jenis berkas)."""

    id: str
    name_id: str
    name_en: str
    short_id: str
    short_en: str
    category: str
    default_form: str
    issuer: str
    note: str
    keywords: tuple[str, ...]
    produced_by: tuple[str, ...]
    required_by_count: int


class Condition(Record, frozen=True):
    """Something that holds for a visitor or not, as "jika sudah menikah"."""

    id: str
    text_id: str
    text_en: str


class Holder(Record, frozen=True):
    """Whose document it is; ``persons`` counts the people behind the word."""

    id: str
    text_id: str
    text_en: str
    persons: int


class Step(Record, frozen=True):
    """One step of a life event."""

    order: int
    service: str
    agency: str
    depends_on: tuple[str, ...]
    optional: bool
    condition: str | None
    why_id: str
    why_en: str


class ExpectedLine(Record, frozen=True):
    """One line (or one choice of a line) of a merged list that was worked out by hand."""

    doc: str
    holder: str
    copies: int
    sheets: int
    original: bool
    any_of: str | None
    conditions: tuple[str, ...]
    services: tuple[str, ...]
    text_id: str


class Obtained(Record, frozen=True):
    """A document that an earlier step makes, so that nobody brings it."""

    doc: str
    from_: str = msgspec.field(name="from")
    used_in: str


class ExpectedChecklist(Record, frozen=True):
    """The merged list a life event must come to: the catalogue's own check on the merge."""

    count_unmerged: int
    count_merged: int
    count_to_bring: int
    lines: tuple[ExpectedLine, ...] = ()
    obtained_during: tuple[Obtained, ...] = ()


class SharedDocument(Record, frozen=True):
    """A document that several core steps of a life event ask for."""

    doc: str
    holder: str
    used_in_core_steps: int


class LifeEvent(Record, frozen=True):
    """A life event (keperluan): the steps people usually take together, in their order."""

    id: str
    name_id: str
    name_en: str
    short_id: str
    short_en: str
    for_id: str
    keywords: tuple[str, ...]
    steps: tuple[Step, ...]
    outside_steps_id: tuple[str, ...]
    tips_id: str
    shared_documents: tuple[SharedDocument, ...]
    checklist_core: ExpectedChecklist
    checklist_with_optional: ExpectedChecklist
    source: tuple[str, ...]
    source_ids: tuple[str, ...]
    confidence: Confidence
    role_aliases: dict[str, str] = {}


class Source(Record, frozen=True):
    """Where a fact of the catalogue was read."""

    id: str
    title: str
    url: str
    kind: str


class Catalogue(Record, frozen=True):
    """Everything a kiosk knows of services. Mappings keep the order of the catalogue's files."""

    version: int
    name_id: str
    name_en: str
    agencies: dict[str, Agency]
    services: dict[str, Service]
    documents: dict[str, Document]
    conditions: dict[str, Condition]
    holders: dict[str, Holder]
    life_events: dict[str, LifeEvent]
    sources: dict[str, Source]
