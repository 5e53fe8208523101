"""What came of a trial, in words."""

from spotter.movement.values import Outcome
from spotter.notifier.views.v1.exercises.trial_words import result_words
from spotter.wire.replays import RepChange, ReplayedReps, Said

GOOD, FAULTY = Said(Outcome.GOOD, 0.7, 0.74), Said(Outcome.FAULTY, 0.7, 0.6)


def change(member_id: str, before: Said = GOOD, after: Said = FAULTY) -> RepChange:
    return RepChange("rack-1_1_5", member_id, "squat", 5, before, after)


def test_it_tells_how_many_verdicts_change_which_way_and_whose() -> None:
    changes = (change("a"), change("a"), change("b"), change("", FAULTY, GOOD))
    (words,) = result_words(ReplayedReps(same_outcome=6, changes=changes), 0)
    assert words == (
        "Of 10 reps, 4 would get another verdict: 3 from good to faulty, 1 from faulty to good. "
        "They are of 2 members; 1 are nobody's in particular."
    )
    nobodys = result_words(ReplayedReps(changes=(change(""),)), 0)
    assert nobodys[0].endswith("They are nobody's in particular.")


def test_it_tells_what_was_not_judged_again_and_why() -> None:
    result = ReplayedReps(same=1, without_poses=2, without_baseline=1, problems=("visit a: lost",))
    assert result_words(result, 7) == [
        "Of 1 rep, no verdict would change.",
        "2 reps not judged again: their poses are not kept.",
        "1 rep not judged again: their person's own first reps are not kept.",
        "7 reps not judged again: there are so many, and these are the oldest.",
        "Not judged again: visit a: lost.",
    ]
    assert result_words(ReplayedReps(without_poses=3), 0)[0] == "No rep could be judged again."
