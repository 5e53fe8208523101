"""What teaching did, in words."""

from dataclasses import replace

from spotter.notifier.views.v1.exercises.teaching_words import judged_words, ready_words
from spotter.wire.catalog.exercises.exercises import Activation, ExerciseCounts, ExerciseInfo
from spotter.wire.catalog.exercises.teaching import Calibrated, Judged, RepJudgement

COUNTS = ExerciseCounts(5, 1, 1, 0, 0, 0.05)
INFO = ExerciseInfo("id", "squat", 0, 0, Activation("b" * 64, 0, "ida", "", COUNTS))
BEFORE = Calibrated(0.74, 0.46, 5, 1, 0, 0, "at most 5% of anybody's, estimated")
AFTER = replace(BEFORE, threshold=0.9, false_alarms=0, faulty_judged=2, misses=1)


def test_an_exercise_that_is_ready_tells_its_thresholds_and_false_alarms() -> None:
    assert ready_words(INFO, BEFORE) == [
        "squat is ready, with 5 good reps.",
        "The threshold is 0.74, and 0.46 for whoever recorded it.",
        "False alarms: at most 5% of anybody's, estimated.",
    ]
    several = replace(BEFORE, own_threshold=0.0)
    assert ready_words(INFO, several)[1] == "The threshold is 0.74."


def test_a_word_on_a_rep_tells_what_moved_and_what_stayed() -> None:
    assert judged_words(Judged(INFO, "a" * 64, BEFORE, AFTER), RepJudgement.WRONG) == [
        "The threshold for anybody is 0.90 instead of 0.74.",
        "The threshold for whoever recorded it stays at 0.46.",
        "Of 5 known good reps, 0 would be called faulty (before: 1).",
        "Of 2 known faulty reps, 1 would be missed (before: 0).",
    ]


def test_that_a_rep_was_fine_tells_what_is_good_from_now_on() -> None:
    words = judged_words(Judged(INFO, "a" * 64, BEFORE, BEFORE), RepJudgement.FINE)
    assert words[:2] == [
        "This rep and reps like it are good from now on.",
        "The threshold for anybody stays at 0.74.",
    ]


def test_a_word_that_was_known_tells_so() -> None:
    known = Judged(INFO, INFO.digest, BEFORE, BEFORE)
    assert judged_words(known, RepJudgement.FINE) == [
        "This is known of squat already: nothing changed."
    ]
