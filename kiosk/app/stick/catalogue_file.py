"""A catalogue on a stick: all of its files in one packed JSON, named as in its folder.

``{"kind": "anjungan-catalogue-1", "files": {"catalogue.json": {…}, "agencies/samsat.json": {…}}}``,
as one gzip member. It has no signature yet: whoever holds the PIN vouches for it.
"""

from __future__ import annotations

import gzip
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.app.stick.fault_words import stick_faults
from kiosk.app.stick.force import catalogue_in_force, mall_in_force
from kiosk.app.stick.handler import MB, Brought, Findings
from kiosk.app.stick.keeping import fill_folder, keep_folder
from kiosk.app.stick.mall_file import read_mall
from kiosk.app.stick.pointing import point
from kiosk.catalogue.checking import check_catalogue
from kiosk.catalogue.faults import FaultyData
from kiosk.catalogue.files import AGENCIES, LIFE_EVENTS, MALLS
from kiosk.catalogue.loading import load_catalogue, read_catalogue
from kiosk.catalogue.model import Catalogue
from kiosk.stick.inflating import GZIP, inflated
from kiosk.stick.preview import Change, Fault, Kind
from kiosk.stick.reading import Unfit

LARGEST: int = 4 * MB
LARGEST_UNPACKED = 32 * MB
SETTING = "mall.catalogue"
FORMAT = "anjungan-catalogue-1"

_SUFFIX = ".gz"
_NAME = re.compile(r"(?:(?:agencies|life_events|malls)/)?[a-z0-9][a-z0-9_-]{0,63}\.json")
_TITLE = "Katalog layanan"
_DAMAGED = Fault("", "it is no catalogue", "Pack it again.", "Bukan katalog, atau rusak.")


class _Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The packed file; what each file holds is looked at by the catalogue's own rules."""

    kind: str
    files: dict[str, msgspec.Raw]


def fits(brought: Brought) -> Kind | None:
    """Return "catalogue" for everything packed that is not sealed (``sealed_file`` is first)."""
    packed = brought.content.startswith(GZIP)
    return "catalogue" if packed or brought.path.suffix.lower() == _SUFFIX else None


def findings(brought: Brought, data: Path) -> Findings:
    """Hold the catalogue against its own rules, and the mall of this terminal against it."""
    files, faults = _unpacked(brought.content)
    if not files:
        return Findings(_TITLE, faults)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "catalogue"
        fill_folder(root, files)
        faults = stick_faults(check_catalogue(root))
        if faults:
            return Findings(_TITLE, faults)
        catalogue = read_catalogue(root)
        faults = _mall_faults(data, root, catalogue)
    title = f"{_TITLE} versi {catalogue.version}"
    return Findings(title, faults, () if faults else tuple(_changes(brought, data, catalogue)))


def apply(brought: Brought, data: Path) -> None:
    """Keep the catalogue's folder under the file's hash and have the settings name it."""
    files, _faults = _unpacked(brought.content)
    point(data, SETTING, keep_folder(data, _kept_name(brought), files))


def packed(folder: Path) -> bytes:
    """Return the catalogue in ``folder`` as one packed file, the same bytes each time.

    Raises ``FaultyData`` where it has faults.
    """
    faults = check_catalogue(folder)
    if faults:
        raise FaultyData("catalogue", faults)
    paths = [path for sub in ("", AGENCIES, LIFE_EVENTS, MALLS) for path in _json_in(folder / sub)]
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    files = {name: msgspec.Raw(path.read_bytes()) for name, path in sorted(names.items())}
    return gzip.compress(msgspec.json.encode(_Bundle(FORMAT, files)), mtime=0)


def _unpacked(content: bytes) -> tuple[dict[str, bytes], tuple[Fault, ...]]:
    try:
        bundle = msgspec.json.decode(inflated(content, LARGEST_UNPACKED), type=_Bundle)
    except Unfit as reason:
        return {}, (reason.fault,)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}, (_DAMAGED,)
    if bundle.kind != FORMAT or not all(map(_NAME.fullmatch, bundle.files)):
        return {}, (_DAMAGED,)
    files = {name: bytes(raw) for name, raw in bundle.files.items()}
    return files, () if files else (_DAMAGED,)


def _mall_faults(data: Path, root: Path, catalogue: Catalogue) -> tuple[Fault, ...]:
    """Return what the mall of this terminal lacks in another catalogue."""
    path = mall_in_force(data, root)
    if not path.is_file():
        return (
            Fault(
                MALLS,
                "it has no mall for this terminal",
                "Import the mall file first.",
                "Katalog ini tidak memuat mal untuk mesin ini. Pasang berkas mal dulu.",
            ),
        )
    _mall, faults = read_mall(path.read_bytes(), catalogue)
    return faults


def _changes(brought: Brought, data: Path, after: Catalogue) -> Iterator[Change]:
    folder = catalogue_in_force(data)
    if folder.name == _kept_name(brought):
        return
    try:
        before = load_catalogue(folder)
    except FaultyData:
        before = None
    yield Change("version", "Versi", str(before.version) if before else "", str(after.version))
    for name, title in (
        ("agencies", "Instansi"),
        ("services", "Layanan"),
        ("life_events", "Keperluan"),
        ("documents", "Dokumen"),
    ):
        old, new = (len(getattr(one, name)) if one else 0 for one in (before, after))
        if old != new:
            yield Change(name, title, str(old) if before else "", str(new))


def _kept_name(brought: Brought) -> str:
    return f"catalogue-{brought.sha256[:16]}"


def _json_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))
