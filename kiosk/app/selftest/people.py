"""The technicians: is there anybody who can enter, and is anybody locked out."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.errors import DataProblem, NotPermitted
from kiosk.health.check import Check
from kiosk.technicians.people import Person
from kiosk.technicians.register import Register
from kiosk.wording.measures import whole

PEOPLE = Subject("people", "Teknisi")


def look_at_people(site: Site) -> Check:
    """Read the register of technicians; a folder that is not there is not made for that."""
    if not site.data.is_dir():
        return PEOPLE.skipped("folder data belum ada")
    try:
        return judge_people(Register(site.data, site.machine.mono_ms).people())
    except NotPermitted:
        return PEOPLE.skipped(
            "pengguna ini tidak boleh membacanya", "Periksa sebagai pengguna kios."
        )
    except DataProblem:
        return PEOPLE.failed(
            "daftar teknisi rusak", "Jalankan kiosk pin list, lalu buat PIN yang baru."
        )


def judge_people(people: Sequence[Person]) -> Check:
    """Judge who may enter."""
    if not people:
        return PEOPLE.warned("belum ada yang punya PIN", "Tambah orang di Setelan, Orang & PIN.")
    locked = [person.name for person in people if person.locked]
    words = f"{whole(len(people))} orang punya PIN"
    if locked:
        return PEOPLE.warned(
            f"{words}, dikunci: {', '.join(locked)}", "Buka kuncinya di Setelan, Orang & PIN."
        )
    return PEOPLE.passed(words)
