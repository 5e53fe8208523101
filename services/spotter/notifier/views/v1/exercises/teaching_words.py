"""What teaching an exercise did, in words."""

from spotter.movement.values.text import counted
from spotter.wire.catalog.exercises.exercises import ExerciseInfo
from spotter.wire.catalog.exercises.teaching import Calibrated, Judged, RepJudgement


def ready_words(info: ExerciseInfo, calibrated: Calibrated) -> list[str]:
    """What an exercise that was recorded does, as sentences."""
    own = calibrated.own_threshold
    threshold = f"The threshold is {calibrated.threshold:.2f}"
    reps = counted(info.live.counts.good_reps, "good rep")
    return [
        f"{info.name} is ready, with {reps}.",
        f"{threshold}, and {own:.2f} for whoever recorded it." if own else f"{threshold}.",
        f"False alarms: {calibrated.false_alarm_words}.",
    ]


def judged_words(judged: Judged, judgement: RepJudgement) -> list[str]:
    """What a trainer's word on a rep changed, as sentences."""
    if not judged.is_changed:
        return [f"This is known of {judged.exercise.name} already: nothing changed."]
    before, after = judged.before, judged.after
    is_fine = judgement is RepJudgement.FINE
    words = ["This rep and reps like it are good from now on."] if is_fine else []
    words += [_moved("The threshold for anybody", before.threshold, after.threshold)]
    if before.own_threshold and after.own_threshold:
        words.append(
            _moved(
                "The threshold for whoever recorded it", before.own_threshold, after.own_threshold
            )
        )
    words.append(
        f"Of {counted(after.good_judged, 'known good rep')}, {after.false_alarms} would be called "
        f"faulty (before: {before.false_alarms})."
    )
    if after.faulty_judged:
        words.append(
            f"Of {counted(after.faulty_judged, 'known faulty rep')}, {after.misses} would be "
            f"missed (before: {before.misses})."
        )
    return words


def _moved(what: str, before: float, after: float) -> str:
    said_before, said_after = f"{before:.2f}", f"{after:.2f}"
    if said_before == said_after:
        return f"{what} stays at {said_after}."
    return f"{what} is {said_after} instead of {said_before}."
