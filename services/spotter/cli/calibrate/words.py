"""The output of ``spotter calibrate`` in words."""

from collections.abc import Sequence

from spotter.cli.replay.words import transitions
from spotter.exercise_store.teaching.trial import Trial
from spotter.exercise_store.versions import SHOWN_DIGITS, Version
from spotter.movement.assessment import Calibration
from spotter.movement.values import Exercise
from spotter.movement.values.text import counted
from spotter.teaching.known import false_alarm_words, known_rows
from spotter.wire.replays import ReplayedReps

_INDENT = "  "


def state_words(
    exercise: Exercise, calibration: Calibration, own: Calibration | None, digest: str
) -> str:
    """What Spotter knows of an exercise, and how well that judges the known reps."""
    lines = [
        *known_rows(exercise),
        ("False alarms", false_alarm_words(exercise, calibration)),
        *([("", false_alarm_words(exercise, own))] if own else []),
        ("Threshold", _thresholds(calibration, own)),
        (
            "Check",
            f"{_alarms(calibration)} known good reps called faulty, each judged by the others",
        ),
    ]
    if calibration.faulty_scores:
        lines.append(("", f"{_misses(calibration)} known faulty reps missed"))
    return "\n".join([f"{exercise.name}, version {digest[:SHOWN_DIGITS]}", *_table(lines)])


def change_words(
    what: Sequence[str],
    exercises: tuple[Exercise, Exercise],
    calibrations: tuple[Calibration, Calibration],
) -> str:
    """A change, and what to expect before and after it."""
    before, after = calibrations
    rows = [
        ("", "before", "after"),
        ("Good reps called faulty", _alarms(before), _alarms(after)),
        ("Faulty reps missed", _misses(before), _misses(after)),
        ("Threshold", f"{before.threshold:.3f}", f"{after.threshold:.3f}"),
    ]
    width = max(len(row[1]) for row in rows)
    return "\n".join(
        [
            "Change:",
            *(f"{_INDENT}{line}" for line in what),
            "",
            *(f"{row[0]:<25}{row[1]:<{width}}   {row[2]}".rstrip() for row in rows),
            f"False alarms before: {false_alarm_words(exercises[0], before)}",
            f"              after: {false_alarm_words(exercises[1], after)}",
        ]
    )


def trial_words(trial: Trial) -> str:
    """How the verdicts on a recording would change."""
    if not trial.reps:
        return f"{trial.name}: no rep of this exercise was found"
    changed = [rep for rep in trial.reps if rep.is_changed]
    lines = [f"{trial.name}: {len(changed)} of {counted(len(trial.reps), 'rep')} change"]
    lines += [
        f"{_INDENT}rep {rep.number} ({rep.start_s:.1f} s): {rep.before} -> {rep.after}"
        for rep in changed
    ]
    return "\n".join(lines)


def tried_words(found: ReplayedReps) -> str:
    """How the verdicts on the gym's latest reps would change."""
    members = counted(len({one.member_id for one in found.changes} - {""}), "member")
    judged = counted(found.scored, "verdict")
    lines = [f"The gym's reps: {len(found.changes)} of {judged} change, of {members}"]
    lines += [
        f"{_INDENT}{before} -> {after}: {counted(reps, 'rep')}"
        for (before, after), reps in transitions(found).most_common()
    ]
    if found.without_poses:
        lines.append(f"{_INDENT}{counted(found.without_poses, 'rep')} without poses not judged")
    return "\n".join([*lines, *(f"{_INDENT}{problem}" for problem in found.problems)])


def history_words(name: str, versions: Sequence[Version]) -> str:
    """The versions of an exercise, the live one last."""
    lines = [f"{name}: {counted(len(versions), 'version')}, the last is live"]
    for version in versions:
        since = version.since or "unknown time"
        lines.append(f"{version.digest[:SHOWN_DIGITS]}  {since}  {_size(version)}")
        lines += [f"{_INDENT}{line}" for line in version.what]
    return "\n".join(lines)


def _size(version: Version) -> str:
    people = f"{version.people} {'person' if version.people == 1 else 'people'}"
    return (
        f"{counted(version.good_reps, 'good rep')} of {people}, {version.faulty_reps} faulty, "
        f"{counted(version.cues, 'cue')}, {100 * version.false_alarm_ratio:g}%"
    )


def _thresholds(calibration: Calibration, own: Calibration | None) -> str:
    said = f"{calibration.threshold:.3f}"
    return f"{said}, {own.threshold:.3f} for whoever recorded it" if own else said


def _alarms(calibration: Calibration) -> str:
    return f"{calibration.false_alarms} of {len(calibration.good_scores)}"


def _misses(calibration: Calibration) -> str:
    return f"{calibration.misses} of {len(calibration.faulty_scores)}"


def _table(lines: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{_INDENT}{heading:<14}{said}" for heading, said in lines]
