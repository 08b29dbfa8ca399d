"""The ways of a whole visit through the window: by services, or by a life event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.app.rehearsal import Rehearsal
from kiosk.errors import UsageError
from kiosk.visits.issuing import NothingToIssue
from kiosk.visits.session import events as ev
from kiosk.visits.session.transitions import askable_conditions


def visit_services(
    rehearsal: Rehearsal, services: Sequence[str], answers: Mapping[str, bool]
) -> None:
    """Choose services one by one, by agency, up to the page with "Ambil nomor"."""
    for number, service in enumerate(services):
        _open_service(rehearsal, service, first=number == 0)
        if number == 0 and answers:
            _answer_for_service(rehearsal, answers)
        if len(services) == 1:
            return
        _keep(rehearsal, first=number == 0, last=number == len(services) - 1)
    rehearsal.picture("ringkasan")


def visit_life_event(
    rehearsal: Rehearsal, life_event: str, answers: Mapping[str, bool], *, all_steps: bool
) -> None:
    """Choose a life event, answer its conditions and tick its steps."""
    rehearsal.picture("beranda")
    rehearsal.touch("other_life_events")
    rehearsal.picture("keperluan")
    rehearsal.touch_on_some_page(f"life_event_{life_event}")
    if rehearsal.screen == "conditions":
        _answer(rehearsal, answers)
    elif answers:
        rehearsal.say(ev.ConditionsAnswered(tuple(answers.items())))
    if all_steps:
        _tick_every_step(rehearsal)
    rehearsal.picture("paket")


def choose_priority(rehearsal: Rehearsal, group: str) -> None:
    """Say which special help is needed."""
    rehearsal.touch("special_help")
    rehearsal.picture("bantuan-khusus")
    rehearsal.touch(f"group_{group}")


def look_at_documents(rehearsal: Rehearsal) -> None:
    """Look at the merged list and come back."""
    if rehearsal.sees("open_documents"):
        rehearsal.touch("open_documents")
        rehearsal.picture("berkas")
        rehearsal.touch("dock_back")


def _keep(rehearsal: Rehearsal, *, first: bool, last: bool) -> None:
    if not first:
        rehearsal.touch("add_to_visit")
    if not last:
        rehearsal.touch("add_service")


def _open_service(rehearsal: Rehearsal, service: str, *, first: bool) -> None:
    premises = rehearsal.conductor.scene.premises
    agency = premises.service(service).agency
    if first:
        rehearsal.picture("beranda")
    rehearsal.touch("all_agencies")
    if first:
        rehearsal.picture("semua-instansi")
    rehearsal.touch_on_some_page(f"agency_{agency}")
    if first:
        rehearsal.picture("instansi")
    rehearsal.touch_on_some_page(f"service_{service}")
    rehearsal.picture("layanan")


def _answer_for_service(rehearsal: Rehearsal, answers: Mapping[str, bool]) -> None:
    if rehearsal.sees("adjust"):
        rehearsal.touch("adjust")
        _answer(rehearsal, answers)
    else:
        raise UsageError("This service asks no condition.", "Leave --answer out.")


def _answer(rehearsal: Rehearsal, answers: Mapping[str, bool]) -> None:
    """Answer on the conditions screen, by touches where touches can say just that.

    "Lanjut" reads every unticked box as no, so answers that leave some open are said as the
    screen itself would report them.
    """
    session = rehearsal.conductor.session
    asked = askable_conditions(session, rehearsal.conductor.scene.premises)
    for condition in asked:
        if answers.get(condition):
            rehearsal.touch(f"condition_{condition}")
    rehearsal.picture("keadaan")
    if not answers:
        rehearsal.touch("skip_conditions")
    elif set(asked) == set(answers):
        rehearsal.touch("confirm_conditions")
    else:
        rehearsal.say(ev.ConditionsAnswered(tuple(answers.items())))


def _tick_every_step(rehearsal: Rehearsal) -> None:
    conductor = rehearsal.conductor
    event = conductor.scene.premises.life_event(conductor.session.life_event or "")
    denied = {name for name, answer in conductor.session.answers if not answer}
    for step in event.steps:
        if step.service not in conductor.session.steps and step.condition not in denied:
            rehearsal.say(ev.PageChosen(0))
            rehearsal.touch_on_some_page(f"step_{step.service}")
    rehearsal.say(ev.PageChosen(0))


def refuse_without_number(rehearsal: Rehearsal) -> None:
    """Raise ``NothingToIssue`` where the page offers no number, after a picture of it."""
    if rehearsal.sees("take_number"):
        return
    rehearsal.picture("tanpa-nomor")
    raise NothingToIssue(rehearsal.conductor.scene.plan)
