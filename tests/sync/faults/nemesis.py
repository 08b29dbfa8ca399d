"""The nemesis on the line: a transport that does to requests and replies what the weather says.

It stands between a real agent and the province's real front. What it really did is written down;
what the agent can know of it is only the answer, or that none came.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import NoReturn

from sync.agent.ports import Answer, LineDown
from tests.sync.faults import kinds, mail
from tests.sync.faults.asgi import NoReply
from tests.sync.faults.clocks import TrueTime
from tests.sync.faults.history import Asked, Fault, History, Told
from tests.sync.faults.mail import Letter
from tests.sync.faults.province_side import ProvinceSide, ServerGone
from tests.sync.faults.replies import epoch_of, fields, problem_code
from tests.sync.faults.weather import CALM, Weather

SHORT_S = (0.05, 2.0)
LONG_S = (10.0, 120.0)
MOST_KEPT = 200
LATENESS = (0.5, 0.1, 0.01)
"""Chance of a late request to arrive before the next one leaves."""


class Nemesis:
    """One terminal's way to the province; implements ``sync.agent.ports.Transport``."""

    base = "https://anjungan.contoh.go.id"

    def __init__(
        self,
        terminal: str,
        province: ProvinceSide,
        true: TrueTime,
        history: History,
        chance: random.Random,
        before_each: Callable[[], object],
        machine: int = 1,
    ) -> None:
        """Stand in the way of ``terminal``; call ``before_each`` request of its agent."""
        self._terminal, self._machine, self._province = terminal, machine, province
        self._before_each = before_each
        self._true, self._history, self._chance = true, history, chance
        self.weather: Weather = CALM
        self._sent: list[Letter] = []
        self._late: list[tuple[Letter, float]] = []
        self._replies: list[Answer] = []
        self._genuine: list[Answer] = []
        self._ways: dict[str, Callable[[Letter], Answer]] = {
            kinds.REFUSED: self._refuse,
            kinds.LOST_REQUEST: self._lose_request,
            kinds.LOST_REPLY: self._lose_reply,
            kinds.DUPLICATED: self._duplicate,
            kinds.DELAYED: self._delay,
            kinds.REPLAYED: self._replay,
            kinds.CUT_REQUEST: self._cut_request,
            kinds.BENT_REQUEST: self._bend_request,
            kinds.CUT_REPLY: self._cut_reply,
            kinds.BENT_REPLY: self._bend_reply,
            kinds.OTHER_REPLY: self._swap_reply,
            kinds.LOGIN_PAGE: self._login_page,
            kinds.LOGIN_PAGE_AFTER: self._login_page_after,
            kinds.REDIRECT: self._redirect,
            kinds.PROXY_ERROR: self._proxy_error,
            kinds.PROXY_ERROR_AFTER: self._proxy_error_after,
            kinds.FORGED_REFUSAL: self._forge_refusal,
            kinds.DATABASE_FAILS: self._fail_before,
            kinds.DATABASE_FAILS_AFTER: self._fail_after,
        }

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send one request, or have it fail; raises ``LineDown`` where no answer comes."""
        letter = Letter(path, dict(headers), body)
        self._before_each()
        self._write("invoke", letter)
        self._deliver_late()
        self._genuine = []
        try:
            answer = self._try(letter)
        except LineDown as down:
            self._write("info", letter, why=down.reason)
            raise
        finally:
            self._sent = [*self._sent, letter][-MOST_KEPT:]
        self._tell(letter, answer)
        return answer

    def deliver_all(self) -> None:
        """Deliver every request that is still on its way, however old."""
        self._late = [(letter, 1.0) for letter, _ in self._late]
        self._deliver_late()

    def replay(self) -> None:
        """Send some request of any age again, by itself."""
        if self._sent:
            self._fault(kinds.REPLAYED)
            self._quietly(self._chance.choice(self._sent))

    def _try(self, letter: Letter) -> Answer:
        kind = self.weather.draw(self._chance)
        if kind is None:
            return self._carry(letter)
        self._fault(kind, letter.path)
        return self._ways[kind](letter)

    def _carry(self, letter: Letter, *, whole: bool = True) -> Answer:
        """Have a request carried out, and keep the reply."""
        self._wait(SHORT_S)
        try:
            answer = self._province.answer(letter, whole=whole)
        except (NoReply, ServerGone) as gone:
            raise LineDown("broken", "the server went away") from gone
        self._replies = [*self._replies, answer][-MOST_KEPT:]
        self._genuine.append(answer)
        self._overhear(letter, answer)
        return answer

    def _overhear(self, letter: Letter, answer: Answer) -> None:
        """Write down the province's verdict on an epoch, before anybody bends its answer."""
        said = fields(answer)
        verdict = said.get("verdict", "forked" if said.get("code") == "forked" else None)
        if verdict is not None:
            told = Told(self._terminal, epoch_of(letter), verdict)
            self._history.add(self._true.s, "ok", told)

    def _quietly(self, letter: Letter) -> None:
        """Have a request carried out whose reply nobody waits for."""
        try:
            self._carry(letter)
        except LineDown:
            return

    def _deliver_late(self) -> None:
        """Deliver some of what is still on its way; some of it takes very long."""
        for late in list(self._late):
            letter, share = late
            if self._chance.random() < share:
                self._late.remove(late)
                self._quietly(letter)

    def _refuse(self, _letter: Letter) -> NoReturn:
        self._wait(SHORT_S)
        raise LineDown("refused", "connection refused")

    def _lose_request(self, _letter: Letter) -> NoReturn:
        self._time_out()

    def _lose_reply(self, letter: Letter) -> NoReturn:
        self._carry(letter)
        self._time_out()

    def _duplicate(self, letter: Letter) -> Answer:
        answers = [self._carry(letter), self._carry(letter)]
        return self._chance.choice(answers)

    def _delay(self, letter: Letter) -> NoReturn:
        self._late.append((letter, self._chance.choice(LATENESS)))
        self._time_out()

    def _replay(self, letter: Letter) -> Answer:
        for old in self._chance.sample(self._sent, min(len(self._sent), 3)):
            self._quietly(old)
        return self._carry(letter)

    def _cut_request(self, letter: Letter) -> Answer:
        part = Letter(letter.path, letter.headers, mail.cut(letter.body, self._chance))
        return self._carry(part, whole=self._chance.random() < 0.5)

    def _bend_request(self, letter: Letter) -> Answer:
        return self._carry(mail.bent_letter(letter, self._chance))

    def _cut_reply(self, letter: Letter) -> Answer:
        return mail.cut_answer(self._carry(letter), self._chance)

    def _bend_reply(self, letter: Letter) -> Answer:
        return mail.bent_answer(self._carry(letter), self._chance)

    def _swap_reply(self, letter: Letter) -> Answer:
        older = list(self._replies)
        if self._chance.random() < 0.5:
            self._carry(letter)
        return self._chance.choice(older) if older else mail.login_page()

    def _login_page(self, _letter: Letter) -> Answer:
        self._wait(SHORT_S)
        return mail.login_page()

    def _login_page_after(self, letter: Letter) -> Answer:
        self._carry(letter)
        return mail.login_page()

    def _redirect(self, _letter: Letter) -> Answer:
        return mail.redirect(self._chance)

    def _proxy_error(self, _letter: Letter) -> Answer:
        self._wait(SHORT_S)
        return mail.proxy_error(self._chance)

    def _proxy_error_after(self, letter: Letter) -> Answer:
        self._carry(letter)
        return mail.proxy_error(self._chance)

    def _forge_refusal(self, letter: Letter) -> Answer:
        self._wait(SHORT_S)
        return mail.forged_refusal(letter, self._chance)

    def _fail_before(self, letter: Letter) -> Answer:
        with self._province.failing(after_commit=False):
            return self._carry(letter)

    def _fail_after(self, letter: Letter) -> Answer:
        with self._province.failing(after_commit=True):
            return self._carry(letter)

    def _time_out(self) -> NoReturn:
        self._wait(LONG_S)
        raise LineDown("timeout", "no answer in time")

    def _wait(self, between: tuple[float, float]) -> None:
        self._true.pass_(self._chance.uniform(*between))

    def _tell(self, letter: Letter, answer: Answer) -> None:
        """Write down how a request ended, as it was meant by the province if it is its word."""
        genuine = any(answer is reply for reply in self._genuine)
        if genuine and answer.status == 200:
            self._write("ok", letter, answer.status)
        else:
            why = problem_code(answer) if genuine else "not the province's word"
            self._write("fail", letter, answer.status, why)

    def _write(self, outcome: str, letter: Letter, status: int = 0, why: str = "") -> None:
        now, epoch = self._true.s, epoch_of(letter)
        whose = (self._machine, epoch)
        asked = Asked(self._terminal, letter.path, now, status, why, *whose)
        self._history.add(now, outcome, asked)

    def _fault(self, kind: str, words: str = "") -> None:
        self._history.add(self._true.s, "info", Fault(kind, self._terminal, words))
