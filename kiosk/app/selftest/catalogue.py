"""What the kiosk knows of services: the catalogue, the mall file, the holidays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from kiosk.app.foundation import DEMO_MALL
from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.catalogue.faults import Fault, FaultyData
from kiosk.catalogue.files import HOLIDAYS, INDEX, MALLS
from kiosk.catalogue.loading import BUNDLED, load_catalogue, load_holidays, load_mall
from kiosk.catalogue.mall_rules import mall_faults
from kiosk.clock import JAKARTA
from kiosk.health.check import Check
from kiosk.wording.measures import moment, whole

CATALOGUE = Subject("catalogue", "Katalog")
MALL = Subject("mall", "Berkas mal")
HOLIDAYS_KNOWN = Subject("holidays", "Hari libur")

SOON = timedelta(days=45)
"""How long before a year's end the list of the next should be there."""

_CATALOGUE = "Pasang katalog lagi dari USB di Setelan."
_MALL = "Perbaiki berkas mal, lalu pasang dari USB di Setelan."
_LIST = "Pasang katalog baru yang berisi hari libur tahun itu."


def look_at_catalogue(site: Site) -> Check:
    """Load the catalogue whole."""
    ground, folder = site.ground, _folder(site)
    try:
        found = ground.premises.catalogue if ground.premises else load_catalogue(folder)
    except FaultyData as reason:
        return CATALOGUE.failed(_faulty(reason.faults), _CATALOGUE)
    if ground.stands_in_for("mall.catalogue"):
        return CATALOGUE.warned(f"yang baru salah, dipakai versi {found.version}", _CATALOGUE)
    counts = f"{whole(len(found.agencies))} instansi, {whole(len(found.services))} layanan"
    return CATALOGUE.passed(f"versi {found.version} · {counts}{_since(folder / INDEX)}")


def look_at_mall(site: Site) -> Check:
    """Load the mall file and hold it against the catalogue."""
    ground, path = site.ground, _mall_file(site)
    if ground.premises is None:
        return _why_no_mall(site, path)
    mall = ground.premises.mall
    if ground.stands_in_for("mall.file"):
        return MALL.warned(f"yang baru salah, dipakai yang terakhir baik: {mall.name_id}", _MALL)
    if mall.id == DEMO_MALL:
        return MALL.warned(
            "masih berkas contoh: loket dan jamnya tidak nyata",
            "Pasang berkas mal ini dari USB di Setelan.",
        )
    return MALL.passed(f"{mall.name_id} · {whole(len(mall.agencies))} instansi{_since(path)}")


def look_at_holidays(site: Site) -> Check:
    """Look which years have a list of holidays."""
    try:
        holidays = load_holidays(_folder(site) / HOLIDAYS)
    except FaultyData as reason:
        return HOLIDAYS_KNOWN.failed(_faulty(reason.faults), _CATALOGUE)
    return judge_holidays(set(holidays.years), site.clock.now().date())


def judge_holidays(years: set[str], today: date) -> Check:
    """Judge which years' lists are known; a year without one closes on the fixed dates only."""
    if str(today.year) not in years:
        return HOLIDAYS_KNOWN.warned(
            f"daftar {today.year} belum ada: tutup pada tanggal tetap saja", _LIST
        )
    following = (today + SOON).year
    if str(following) not in years:
        return HOLIDAYS_KNOWN.warned(f"daftar {following} belum ada", _LIST)
    return HOLIDAYS_KNOWN.passed(f"dikenal s.d. akhir {max(years)}")


def _why_no_mall(site: Site, path: Path) -> Check:
    """Say what is wrong with the mall file, or that another file keeps it from being used."""
    try:
        faults = mall_faults(load_mall(path), load_catalogue(_folder(site)), path.name)
    except FaultyData as reason:
        faults = list(reason.faults)
    if faults:
        return MALL.failed(_faulty(faults), _MALL)
    return MALL.skipped("menunggu setelan dan katalog yang benar")


def _folder(site: Site) -> Path:
    return site.ground.standing.settings.catalogue or BUNDLED


def _mall_file(site: Site) -> Path:
    return site.ground.standing.settings.mall or _folder(site) / MALLS / f"{DEMO_MALL}.json"


def _faulty(faults: Sequence[Fault]) -> str:
    first = faults[0]
    where = f"{first.file}: {first.place}" if first.place else first.file
    return f"{len(faults)} kesalahan, pertama di {where}"


def _since(path: Path) -> str:
    """Return from when a file is, where it is not the program's own."""
    if path.is_relative_to(BUNDLED):
        return ""
    return f" · {moment(datetime.fromtimestamp(path.stat().st_mtime, JAKARTA))}"
