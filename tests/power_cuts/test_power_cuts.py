"""The power fails at any moment: what people saw or hold is in the ledger, and no number repeats.

``./check`` makes 2,240 images here, ``./check --full`` 26,360. The same judge must find kiosks that
are broken on purpose, or its silence would prove nothing.
"""

from __future__ import annotations

import pytest

from tests.power_cuts.evidence import read_evidence
from tests.power_cuts.kiosks import ACTIONS, VISITS, record_busy_kiosk, record_desk
from tests.power_cuts.recorder import Recorder
from tests.power_cuts.recording import Sync
from tests.power_cuts.trial import Verdict, choose_cuts, facts_until, images, told, try_cuts

FURTHER = [pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 20)]


def test_900_power_cuts_take_nothing_that_the_desk_gave(recorder, judge):
    steps = record_desk(recorder, VISITS)
    verdict = try_cuts(steps, choose_cuts(steps, 900, seed=1), judge)
    assert verdict.faults == {}, told(verdict, recorder.log)
    assert verdict.images == 900
    assert verdict.distinct > 500
    assert verdict.started > 100


@pytest.mark.parametrize("seed", [1, *FURTHER])
def test_1100_power_cuts_take_nothing_that_a_busy_kiosk_gave(recorder, judge, seed):
    steps = record_busy_kiosk(recorder, seed, ACTIONS)
    verdict = try_cuts(steps, choose_cuts(steps, 1100, seed), judge)
    assert verdict.faults == {}, told(verdict, recorder.log)
    assert verdict.images == 1100
    assert verdict.distinct > 600
    assert verdict.started > 100


@pytest.mark.parametrize("seed", [1, *FURTHER])
def test_the_power_may_fail_again_while_the_kiosk_starts(library, tmp_path, judge, seed):
    (tmp_path / "first").mkdir()
    first = Recorder.begin(library, tmp_path / "first")
    steps = record_busy_kiosk(first, seed, actions=3, endings=("sending", "closed"))
    evidence = read_evidence(steps)
    for cut, image in images(steps, choose_cuts(steps, 4, seed)):
        (tmp_path / str(cut)).mkdir()
        again = Recorder.begin_on(library, tmp_path / str(cut), image)
        further = record_busy_kiosk(again, seed, actions=1, endings=("issued",))
        cuts = choose_cuts(further, 60, seed, since=further.index(Sync(None)) + 1)
        verdict = try_cuts(further, cuts, judge, facts_until(evidence, cut.after))
        assert verdict.faults == {}, f"after {cut}: {told(verdict, again.log)}"


BROKEN = {
    "synchronous_normal": ("was shown and is lost", "was given again"),
    "shown_before_the_commit": ("was shown and is lost",),
    "sent_before_it_is_written_down": ("began to come out and is not_printed",),
    "a_key_that_is_not_kept": ("is no code of this mall any more",),
}


@pytest.mark.parametrize(("fault", "words"), BROKEN.items(), ids=BROKEN)
def test_a_kiosk_that_is_broken_on_purpose_is_found(recorder, judge, fault, words):
    verdict = short_trial(recorder, judge, fault)
    found = [fault for faults in verdict.faults.values() for fault in faults]
    assert all(any(word in fault for fault in found) for word in words), str(verdict)


def test_the_same_kiosk_without_its_fault_is_not_found(recorder, judge):
    verdict = short_trial(recorder, judge, "none")
    assert verdict.faults == {}, told(verdict, recorder.log)


def short_trial(recorder, judge, fault) -> Verdict:
    steps = record_busy_kiosk(recorder, seed=3, actions=3, endings=("closed",), fault=fault)
    return try_cuts(steps, choose_cuts(steps, 100, seed=3), judge)
