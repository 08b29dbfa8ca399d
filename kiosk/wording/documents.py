"""Lines of a document list in words: "KTP ayah dan ibu", "asli + 2 fotokopi"."""

from __future__ import annotations

import re

from kiosk.catalogue.checklist import Checklist, Choice, Line
from kiosk.catalogue.model import Catalogue
from kiosk.language import Translator

_LINKS = frozenset({"dan", "atau", "the", "and", "of"})
"""Words of a holder that say nothing by themselves: "Foto anak" names the child already."""

APPLICANT = "pemohon"
"""The holder who stands at the kiosk and is not named on the list."""


def document_name(catalogue: Catalogue, choice: Choice, tr: Translator) -> str:
    """Return the document's short name with its holder, where that is not the applicant."""
    return _of_holder(catalogue, _short(catalogue, choice, tr), choice.holder, tr)


def line_name(catalogue: Catalogue, line: Line, tr: Translator) -> str:
    """Return a line's name; choices follow after "atau", a common holder is named once."""
    options = (line.first, *line.choices)
    if len({choice.holder for choice in options}) > 1:
        return _either([document_name(catalogue, choice, tr) for choice in options], tr)
    names = _either([_short(catalogue, choice, tr) for choice in options], tr)
    return _of_holder(catalogue, names, line.first.holder, tr)


def pieces_text(choice: Choice, tr: Translator) -> str:
    """Return what to bring of a document: "asli + 2 fotokopi", "4 lembar", "diisi di loket"."""
    parts: list[str] = []
    if choice.original:
        only_shown = not {"asli", "fotokopi"} & set(choice.forms)
        parts.append(tr("diperlihatkan") if only_shown else tr("asli"))
    if choice.copies:
        parts.append(tr.plural("{n} fotokopi", choice.copies))
    if choice.sheets:
        parts.append(tr.plural("{n} lembar", choice.sheets))
    if "digital" in choice.forms:
        parts.append(tr("berkas digital"))
    if not parts and "isi-di-loket" in choice.forms:
        parts.append(tr("diisi di loket"))
    if not parts and "hadir" in choice.forms:
        parts.append(tr("hadir sendiri"))
    return " + ".join(parts)


def condition_text(catalogue: Catalogue, choice: Choice, tr: Translator) -> str:
    """Return "jika sudah menikah"; several conditions are joined by "atau"; empty without."""
    texts = [catalogue.conditions[name] for name in choice.conditions]
    return f" {tr('atau')} ".join(tr.pick(text.text_id, text.text_en) for text in texts)


def line_detail(catalogue: Catalogue, line: Line, tr: Translator) -> str:
    """Return pieces and condition of a line: "asli + 2 fotokopi, jika sudah menikah"."""
    if not line.choices:
        return choice_detail(catalogue, line.first, tr)
    options = (line.first, *line.choices)
    details = list(dict.fromkeys(choice_detail(catalogue, choice, tr) for choice in options))
    if len(details) == 1:
        return tr("{detail}, pilih satu", detail=details[0])
    named = (
        f"{_short(catalogue, choice, tr)}: {choice_detail(catalogue, choice, tr)}"
        for choice in options
    )
    return tr("pilih satu") + " · " + " · ".join(named)


def heading_text(checklist: Checklist, tr: Translator, *, later: bool = False) -> str:
    """Return "Cukup 8 berkas, bukan 12" of one part; "bukan" only where that is more.

    A part that asks for nothing reads "Tanpa berkas", and nothing is counted.
    """
    count = len(checklist.part(later=later))
    if not count:
        return tr("Tanpa berkas")
    apart = checklist.unmerged_later if later else checklist.unmerged_today
    if later and apart > count:
        return tr.plural("Untuk nanti: cukup {n} berkas, bukan {apart}", count, apart=apart)
    if later:
        return tr.plural("Untuk nanti: {n} berkas", count)
    if apart > count:
        return tr.plural("Cukup {n} berkas, bukan {apart}", count, apart=apart)
    return tr.plural("Siapkan {n} berkas", count)


def choice_detail(catalogue: Catalogue, choice: Choice, tr: Translator) -> str:
    """Return pieces and condition of one document: "asli + 2 fotokopi, jika hilang"."""
    parts = (pieces_text(choice, tr), condition_text(catalogue, choice, tr))
    return ", ".join(part for part in parts if part)


def _short(catalogue: Catalogue, choice: Choice, tr: Translator) -> str:
    document = catalogue.documents[choice.document]
    return tr.pick(document.short_id, document.short_en)


def _of_holder(catalogue: Catalogue, name: str, holder: str, tr: Translator) -> str:
    if holder == APPLICANT:
        return name
    found = catalogue.holders[holder]
    whose = tr.pick(found.text_id, found.text_en)
    if _words(name) & _words(whose) - _LINKS:
        return name
    return tr("{document} {holder}", document=name, holder=whose)


def _either(names: list[str], tr: Translator) -> str:
    if len(names) == 1:
        return names[0]
    return tr("{some} atau {last}", some=", ".join(names[:-1]), last=names[-1])


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))
