from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.local_stack.watchdog.hanging import Hanging, Patience, Sign

PATIENCE = Patience(stopped_s=2, complains_s=5, silent_s=20, starts_s=120)
TURN_S = 0.25


def turns(hanging: Hanging, sign: Sign, start_s: float, duration_s: float) -> Iterator[str | None]:
    """What is said at each turn."""
    for number in range(1, round(duration_s / TURN_S) + 1):
        yield hanging.turn(sign, start_s + number * TURN_S, "main loop: last iteration 61.0 s ago")


@pytest.mark.parametrize(
    ("sign", "patience_s", "words"),
    [
        (Sign.STOPPED, 2, "it has been stopped (SIGSTOP) for 2 s"),
        (Sign.COMPLAINS, 5, "main loop: last iteration 61.0 s ago"),
        (Sign.SILENT, 20, "no answer for 20 s"),
        (Sign.STARTS, 120, "it has not begun to answer within 120 s"),
    ],
)
def test_each_sign_counts_once_it_has_lasted_as_long_as_patience(
    sign: Sign, patience_s: float, words: str
) -> None:
    said = list(turns(Hanging(PATIENCE, 0.0), sign, 0.0, patience_s))
    assert said[-1] == words
    assert set(said[:-1]) == {None}


def test_an_answer_ends_a_silence() -> None:
    hanging = Hanging(PATIENCE, 0.0)
    assert set(turns(hanging, Sign.SILENT, 0.0, 19)) == {None}
    assert hanging.turn(Sign.ANSWERS, 19.25) is None
    assert set(turns(hanging, Sign.SILENT, 19.25, 19)) == {None}


def test_a_process_in_a_debugger_is_left_alone() -> None:
    assert set(turns(Hanging(PATIENCE, 0.0), Sign.TRACED, 0.0, 3600)) == {None}


def test_a_process_that_is_continued_and_stopped_again_has_its_time_again() -> None:
    hanging = Hanging(PATIENCE, 0.0)
    assert set(turns(hanging, Sign.STOPPED, 0.0, 1.75)) == {None}
    assert set(turns(hanging, Sign.SILENT, 1.75, 1)) == {None}
    assert set(turns(hanging, Sign.STOPPED, 2.75, 1.75)) == {None}


def test_a_watcher_that_did_not_run_accuses_nobody() -> None:
    hanging = Hanging(PATIENCE, 0.0)
    assert hanging.turn(Sign.SILENT, 3600.0) is None
    assert hanging.turn(Sign.STOPPED, 7200.0) is None


@given(late_s=st.floats(0.5, 60), sign=st.sampled_from([Sign.STOPPED, Sign.SILENT]))
def test_the_later_the_watcher_the_more_patient_it_is(late_s: float, sign: Sign) -> None:
    hanging, now_s = Hanging(PATIENCE, 0.0), 0.0
    patience_s = PATIENCE.stopped_s if sign is Sign.STOPPED else PATIENCE.silent_s
    while hanging.turn(sign, now_s := now_s + late_s) is None:
        pass
    assert now_s == pytest.approx(patience_s * late_s / 0.5)
