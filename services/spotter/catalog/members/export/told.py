"""What is told of kept reps, in words and numbers. Pure."""

import math
from datetime import UTC, datetime
from typing import Any

import numpy as np

from spotter.alerting.values import Alert, Silence
from spotter.movement.values import EquipmentEnd, Hands, Joint, Rep
from spotter.movement.wording.hints import hint
from spotter.movement.wording.verdict_words import hints, in_a_line
from spotter.training.following.values import FollowedSet
from spotter.wire.verdicts import RepVerdict

Told = dict[str, Any]


def time_of(at_us: int | None) -> str | None:
    """A time in UTC as ISO 8601 writes it, to the microsecond; None for none."""
    if at_us is None:
        return None
    seconds, microseconds = divmod(at_us, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds).isoformat()


def told_rep(judged: RepVerdict, load_kg: float | None = None) -> Told:
    """A rep with its verdict and faults in words; ``load_kg`` is what was lifted, if known."""
    verdict, lifting = judged.verdict, judged.verdict.measures.lifting
    tempo, moved = verdict.measures.tempo, verdict.measures.motion_range
    return {
        "rep_id": judged.rep_id,
        "session_id": judged.session_id,
        "station_id": judged.station_id,
        "exercise": judged.exercise,
        "exercise_version": judged.reference_digest,
        "started": time_of(judged.started_us),
        "ended": time_of(judged.ended_us),
        "set": judged.set_number,
        "rep": judged.rep_number,
        "outcome": verdict.outcome.value,
        "score": _finite(verdict.score),
        "threshold": _finite(verdict.threshold),
        "verdict": in_a_line(verdict),
        "faults": list(hints(verdict)),
        "out_s": None if tempo is None else _finite(tempo.out_s),
        "turn_s": None if tempo is None else _finite(tempo.turn_s),
        "back_s": None if tempo is None else _finite(tempo.back_s),
        "range_of_motion_tl": None if moved is None else _finite(moved.range_tl),
        "usual_range_of_motion_tl": None if moved is None else _finite(moved.usual_tl),
        "mean_speed_tl_s": None if lifting is None else lifting.mean_tl_s,
        "peak_speed_tl_s": None if lifting is None else lifting.peak_tl_s,
        "mean_speed_m_s": None if lifting is None else lifting.mean_m_s,
        "peak_speed_m_s": None if lifting is None else lifting.peak_m_s,
        "metres_by": lifting.scale.source.value if lifting and lifting.scale else None,
        "load_kg": load_kg,
        "mean_power_w": None if lifting is None else lifting.mean_w(load_kg),
    }


def told_poses(rep: Rep) -> Told:
    """A rep's poses: pixels with confidence, metres and equipment if there are any.

    None where unseen.
    """
    told: Told = {
        "rep_id": rep.rep_id,
        "joints": [joint.name.lower() for joint in Joint],
        "captured_us": rep.poses.captured_us.tolist(),
        "x_y_confidence": _numbers(rep.poses.keypoints, 2),
    }
    if rep.poses.world_m is not None:
        told["world_m"] = _numbers(rep.poses.world_m, 3)
    if rep.poses.equipment is not None:
        told["equipment_ends"] = [end.name.lower() for end in EquipmentEnd]
        told["equipment_x_y_confidence"] = _numbers(rep.poses.equipment, 2)
    if rep.poses.hands is not None:
        told["hands"] = [Hands(number).words for number in rep.poses.hands.tolist()]
    return told


def told_alert(alert: Alert) -> Told:
    """What asked for a trainer, the fault in words, and what came of it."""
    taking, ending = alert.taking, alert.ending
    return {
        "alert_id": alert.alert_id,
        "kind": alert.kind.value,
        "priority": alert.priority.name.lower(),
        "station_id": alert.whose.station_id,
        "session_id": alert.whose.session_id,
        "class_id": alert.whose.class_id,
        "exercise": alert.exercise,
        "fault": hint(alert.fault) if alert.fault else "",
        "opened": time_of(alert.opened_us),
        "ended": time_of(alert.ended_us or None),
        "ending": ending.value if ending else "",
        "taken_by": taking.author if taking else "",
        "taken": time_of(taking.at_us) if taking else None,
        "rep_ids": list(alert.evidence.rep_ids),
    }


def told_silence(silence: Silence) -> Told:
    """For how long somebody wanted quiet about what, and why."""
    return {
        "silence_id": silence.silence_id,
        "station_id": silence.station_id,
        "alert_id": silence.alert_id,
        "author": silence.author,
        "reason": silence.reason,
        "begun": time_of(silence.begun_us),
        "until": time_of(silence.until_us),
        "ended_by": silence.ended_by,
    }


def _numbers(values: np.ndarray, digits: int) -> list[Any]:
    rounded = np.round(values.astype(float), digits).tolist()
    unseen = np.isnan(values).any(axis=-1).tolist()
    return [
        [None if is_unseen else joint for joint, is_unseen in zip(*frame, strict=True)]
        for frame in zip(rounded, unseen, strict=True)
    ]


def _finite(number: float | None) -> float | None:
    return None if number is None or not math.isfinite(number) else number


def told_set(one: FollowedSet) -> Told:
    """A set of a workout that was followed."""
    return {
        "exercise": one.exercise,
        "set": one.number,
        "state": one.state.value,
        "reps_planned": one.reps_planned,
        "seconds_planned": one.seconds_planned,
        "load_kg": one.load_kg,
        "reps": one.reps,
        "good_reps": one.good_reps,
        "faulty_reps": one.faulty_reps,
        "held_s": one.held_s,
        "unbroken_s": one.unbroken_s,
        "reps_left": one.reps_left,
        "fastest_tl_s": None if one.speed is None else one.speed.fastest_tl_s,
        "latest_tl_s": None if one.speed is None else one.speed.latest_tl_s,
        "broke": None if one.broke is None else one.broke.name.lower(),
        "begun": time_of(one.began_us or None),
        "ended": time_of(one.last_us or None),
        "ticked_off_by_hand": one.is_by_hand,
    }
