"""The whole agent over real files and a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from kiosk.errors import NotEnrolled, NotPermitted, SecondWriter, UsageError
from sync.agent.loop import open_agent
from sync.agent.ports import Answer
from sync.agent.standing import read_standing
from sync.agent.uploader import attempt_once
from sync.agent.watched_files import WAKE_FILE, WatchedFiles, ask_agent
from sync.enrolled import read_enrolment, save_enrolment
from sync.line_store import LineStore, read_line_store
from sync.wire.keys import save_key
from tests.store.ledgers import HandClock, opened, take, without_privileges
from tests.sync.agent.office import Office
from tests.sync.agent.raw_server import RawServer, reply

APP = "anjungan test"


class Front:
    """The office behind a socket: one reply for each request that comes."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.server = RawServer(self._serve)
        self._turn = threading.Lock()

    def _serve(self, wire) -> None:
        with self._turn:
            head, _, body = self.server.requests[-1].partition(b"\r\n\r\n")
            first, *fields = head.decode().split("\r\n")
            headers = dict(field.split(": ", 1) for field in fields)
            answer = self.office.post(first.split(" ")[1], headers, body)
            wire.sendall(spoken(answer))


def spoken(answer: Answer) -> bytes:
    fields = [f"{name}: {value}" for name, value in answer.headers.items()]
    return reply(answer.body, f"{answer.status} X", *fields)


@pytest.fixture
def front(office) -> Iterator[Front]:
    front = Front(office)
    yield front
    front.server.close()


@pytest.fixture
def folder(tmp_path, front, office):
    """A terminal's folder: two visits, a key, an enrolment at the office behind the socket."""
    folder = tmp_path / "data"
    store = opened(folder, HandClock(given=True))
    take(store)
    take(store)
    store.close()
    save_key(folder / "terminal.key", office.terminal_key)
    server = type(office.enrolment)(
        front.server.base,
        office.enrolment.server_key,
        office.enrolment.terminal,
        office.enrolment.enrolled,
    )
    save_enrolment(folder, server)
    return folder


def test_one_attempt_brings_everything(folder, office):
    outcome = attempt_once(folder, app=APP)
    assert (outcome.code, outcome.empty, outcome.events) == ("working", True, 5)
    standing = read_standing(folder)
    assert (standing["state"], standing["backlog"], standing["acked"]) == ("working", 0, 5)
    assert standing["last_contact"] == "2026-11-24T09:41:06+07:00"
    assert [day["state"] for day in standing["days"]] == ["open"]
    assert office.hellos()[0].free_mb > 0


def test_the_agent_brings_everything_and_ends_when_it_is_told_to(folder, office):
    agent = open_agent(folder, app=APP)
    arrived = threading.Event()
    office.always = lambda honest: _told(honest(), office, arrived)
    thread = threading.Thread(target=agent.run)
    thread.start()
    assert arrived.wait(60)
    agent.stop()
    thread.join(60)
    assert not thread.is_alive()
    LineStore(folder).close()


def _told(answer: Answer, office: Office, arrived: threading.Event) -> Answer:
    if office.batches():
        arrived.set()
    return answer


def test_an_agent_keeps_the_folder_for_itself(folder):
    agent = open_agent(folder, app=APP)
    with pytest.raises(SecondWriter):
        attempt_once(folder, app=APP)
    agent.stop()
    agent.run()
    assert attempt_once(folder, app=APP).empty


def test_an_attempt_that_takes_too_long_is_broken_off_and_what_arrived_is_kept(folder, office):
    hangs = threading.Event()

    def answer(honest):
        if office.hellos():  # The batch hangs, behind a hello that was answered.
            hangs.wait(60)
        return honest()

    office.always = answer
    try:
        outcome = attempt_once(folder, app=APP, longest_s=0.5)
    finally:
        hangs.set()
    assert (outcome.code, outcome.reason, outcome.empty) == ("waiting", "stopped", False)
    office.always = None
    assert attempt_once(folder, app=APP, longest_s=60).empty


def test_an_attempt_that_fails_says_so_and_keeps_everything(folder, front):
    front.server.close()
    outcome = attempt_once(folder, app=APP)
    assert (outcome.code, outcome.reason, outcome.empty) == ("offline", "refused", False)
    assert read_line_store(folder).status.code == "offline"


@pytest.mark.parametrize("what", [open_agent, attempt_once])
def test_without_a_key_nothing_begins_and_the_folder_stays_free(folder, what):
    (folder / "terminal.key").unlink()
    with pytest.raises(NotEnrolled) as told:
        what(folder, app=APP)
    assert "kiosk enroll" in told.value.remedy
    LineStore(folder).close()


@pytest.mark.parametrize("what", [open_agent, attempt_once])
def test_without_an_address_nothing_begins_and_the_folder_stays_free(folder, what):
    server = read_enrolment(folder)
    save_enrolment(folder, type(server)("", server.server_key, server.terminal, server.enrolled))
    with pytest.raises(UsageError):
        what(folder, app=APP)
    LineStore(folder).close()


def test_a_wish_for_an_attempt_is_a_file_that_changes(tmp_path):
    files = WatchedFiles(tmp_path)
    seen = {files.marks()}
    for _ in range(3):
        ask_agent(tmp_path)
        seen.add(files.marks())
    assert len(seen) >= 3
    assert (tmp_path / WAKE_FILE).exists()


def test_who_may_not_write_there_is_told(open_folder):
    with without_privileges(), pytest.raises(NotPermitted):
        ask_agent(open_folder)
