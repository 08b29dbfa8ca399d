"""What the nemesis does to requests and replies: always something, never by mistake nothing."""

from __future__ import annotations

import pytest

from sync.agent.ports import Answer
from sync.wire.messages import read_problem
from sync.wire.problems import STATUS
from tests.sync.faults import kinds, mail
from tests.sync.faults.chances import seeded
from tests.sync.faults.mail import Letter
from tests.sync.faults.replies import fields, problem_code
from tests.sync.faults.weather import CALM, EVERYTHING, Weather

LETTER = Letter("/v1/x", {"Signature": "line=:" + "k" * 86 + "==:"}, b"0123456789")
SEEDS = range(300)


@pytest.mark.parametrize("length", [1, 2, 500])
def test_what_is_cut_is_shorter_and_a_beginning(length):
    body = bytes(range(256)) * 2
    for seed in SEEDS:
        part = mail.cut(body[:length], seeded(seed))
        assert len(part) < length
        assert body.startswith(part)


def test_what_is_bent_differs_in_one_bit():
    for seed in SEEDS:
        bent = mail.bent(LETTER.body, seeded(seed))
        (pair,) = [(a, b) for a, b in zip(LETTER.body, bent, strict=True) if a != b]
        assert (pair[0] ^ pair[1]).bit_count() == 1


def test_nothing_can_be_neither_cut_nor_bent():
    assert mail.cut(b"", seeded(1)) == b""
    assert mail.bent(b"", seeded(1)) == b""


def test_a_bent_letter_or_answer_is_another_one():
    answer = Answer(200, LETTER.headers, LETTER.body)
    for seed in SEEDS:
        assert mail.bent_letter(LETTER, seeded(seed)) != LETTER
        assert mail.bent_answer(answer, seeded(seed)) != answer
        assert mail.cut_answer(answer, seeded(seed)) != answer


def test_without_a_signature_there_is_none_to_bend():
    assert mail.bent_signature({"a": "b"}, seeded(1)) == {"a": "b"}


def test_login_pages_redirects_and_proxies_say_nothing_a_province_says():
    for seed in SEEDS:
        chance = seeded(seed)
        for answer in (mail.login_page(), mail.redirect(chance), mail.proxy_error(chance)):
            assert "signature" not in answer.headers
            assert fields(answer) == {}
            assert problem_code(answer) == ""
    assert fields(Answer(409, {}, b"[1]")) == {}
    assert problem_code(Answer(409, {}, b'{"code":"gap"}')) == "gap"


def test_a_forged_refusal_is_worded_as_a_real_one_and_signed_by_nobody():
    sent = Letter("/v1/x", {"Signature-Input": 'line=();nonce="abc"'}, b"")
    codes = set()
    for seed in SEEDS:
        answer = mail.forged_refusal(sent, seeded(seed))
        assert read_problem(answer.body).nonce == "abc"
        assert STATUS[problem_code(answer)] == answer.status
        assert set(answer.headers) == {"content-type"}
        codes.add(problem_code(answer))
    assert len(codes) == 5


def test_weather_draws_every_kind_of_fault_and_calm_never_any():
    seen: set[str | None] = set()
    for seed in SEEDS:
        chance = seeded(seed)
        weather = EVERYTHING.draw(chance)
        seen |= {weather.draw(chance) for _ in range(20)}
        assert CALM.draw(chance) is None
    assert seen >= {None, *kinds.ON_THE_WAY, kinds.DATABASE_FAILS, kinds.DATABASE_FAILS_AFTER}


def test_a_rate_of_one_spares_no_request():
    storm = Weather(1.0, [kinds.LOST_REPLY])
    assert {storm.draw(seeded(seed)) for seed in SEEDS} == {kinds.LOST_REPLY}


def test_every_kind_has_its_own_words():
    assert len(set(kinds.ALL)) == len(kinds.ALL)
