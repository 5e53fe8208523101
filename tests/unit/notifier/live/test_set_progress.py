"""What the page says of faults that have gone."""

import numpy as np

from spotter.movement.values.poses import PoseSeries
from spotter.movement.values.rep import Rep
from spotter.movement.values.verdict import Outcome, Verdict
from spotter.notifier.live.set_progress import SetProgress
from spotter.wire.verdicts import RepVerdict, rep_verdict

DEEP = "Deep enough now."
POSES = PoseSeries(np.arange(3), np.zeros((3, 25, 3), dtype=np.float32))


def said(  # noqa: PLR0913 - what tells sets apart
    rep_number: int,
    outcome: Outcome,
    *,
    station_id: str = "rack-1",
    track_id: int = 1,
    set_number: int = 1,
    exercise: str = "squat",
) -> RepVerdict:
    praises = (DEEP,) if outcome is Outcome.FAULTY else ()
    rep = Rep(station_id, track_id, exercise, "d", set_number, rep_number, 0, "", POSES)
    return rep_verdict(rep, Verdict(outcome, 0.3, 1.0, praises=praises))


def test_a_good_rep_after_a_faulty_one_of_the_same_set_is_praised_once() -> None:
    progress = SetProgress()
    words = [
        progress.fixed(said(number, outcome))
        for number, outcome in enumerate([Outcome.FAULTY, Outcome.GOOD, Outcome.GOOD], start=1)
    ]
    assert words == [(), (DEEP,), ()]


def test_another_person_station_set_or_exercise_is_no_progress() -> None:
    progress = SetProgress()
    progress.fixed(said(1, Outcome.FAULTY))
    assert progress.fixed(said(2, Outcome.GOOD, track_id=2)) == ()
    assert progress.fixed(said(2, Outcome.GOOD, station_id="rack-2")) == ()
    assert progress.fixed(said(2, Outcome.GOOD, set_number=2)) == ()
    assert progress.fixed(said(2, Outcome.GOOD, exercise="lunge")) == ()
    assert progress.fixed(said(2, Outcome.GOOD)) == (DEEP,)


def test_a_rep_that_is_judged_late_is_compared_with_those_before_it() -> None:
    progress = SetProgress()
    assert progress.fixed(said(1, Outcome.FAULTY)) == ()
    assert progress.fixed(said(3, Outcome.GOOD)) == (DEEP,)
    assert progress.fixed(said(2, Outcome.FAULTY)) == ()
    assert progress.fixed(said(4, Outcome.GOOD)) == ()
    assert progress.fixed(said(6, Outcome.FAULTY)) == ()
    assert progress.fixed(said(5, Outcome.GOOD)) == ()
    assert progress.fixed(said(7, Outcome.GOOD)) == (DEEP,)
