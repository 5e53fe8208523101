"""Which exercise a person is doing: what was found of each candidate, weighed over several reps.

Reps of every candidate are cut side by side. What is done stays the same for a while, so the reps
speak together: each moment in which any candidate had a rep counts for or against every candidate,
by the mismatch of its own rep there, or as much against it as can be where it had none.
"""

from base64 import b64decode, b64encode
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Any, Self

import numpy as np

from spotter.movement.recognition.rep_recognition import (
    NONE_MISMATCH,
    Candidate,
    Recognition,
    checked,
    mismatch,
)
from spotter.movement.segmentation import RepCutter, RepEnded, RepEvent, cut_reps
from spotter.movement.segmentation.snapshot import from_plain, to_plain
from spotter.movement.values.poses import Pose, PoseSeries
from spotter.movement.values.skeleton import JOINT_COUNT

_MOST_AGAINST = log(4)
"""No rep says more against a candidate, for it may have been a bad one."""
_REPS_ALIKE = 0.5
"""Reps of one person before one camera say much the same: the correlation of what they say."""
_MEMORY_US = 15_000_000
_SETTLED_US = 300_000
"""Candidates whose rep ends a little later are heard too."""
_CLEARLY = 0.7
"""What was recognised stays so until something else is as likely as this."""
_KEPT_US = 30_000_000
"""Of a rep that takes longer, this much is looked at."""


@dataclass(frozen=True, slots=True)
class FoundRep:
    """A rep that a candidate's cutter has found, and the log odds that it is one, over none."""

    rep: RepEnded
    log_odds: float

    @classmethod
    def of(cls, rep: RepEnded, poses: PoseSeries, candidate: Candidate) -> "FoundRep":
        """``poses`` are those of the rep, and may be more."""
        found = mismatch(poses.between(rep.started_us, rep.ended_us), candidate)
        return cls(rep, max(log(NONE_MISMATCH) - log(found), -_MOST_AGAINST))


@dataclass(frozen=True, slots=True)
class RecognisedRep:
    """A rep of what the person is doing, and how sure that is by now.

    Its numbers count what has been reported: another exercise is another set.
    """

    rep: RepEnded
    exercise: str
    recognition: Recognition


@dataclass(slots=True)
class _Count:
    """Counts the reps of a set that begins with another exercise, or when its cutter says so."""

    exercise: str = ""
    set_by_cutter: int = 0
    set_number: int = 0
    rep_number: int = 0
    set_started_us: int = 0

    def number(self, exercise: str, rep: RepEnded) -> RepEnded:
        if (exercise, rep.set_number) != (self.exercise, self.set_by_cutter):
            self.exercise, self.set_by_cutter = exercise, rep.set_number
            self.set_number, self.rep_number = self.set_number + 1, 0
            self.set_started_us = rep.started_us
        self.rep_number += 1
        return replace(
            rep,
            set_number=self.set_number,
            rep_number=self.rep_number,
            set_started_us=self.set_started_us,
        )


def recognise(poses: PoseSeries, candidates: Sequence[Candidate]) -> Recognition:
    """Which one exercise a whole recording shows; none when there is no rep of any.

    Raises :class:`MovementError` for two candidates of one name.
    """
    return weigh(
        {
            one.name: [FoundRep.of(rep, poses, one) for rep in cut_reps(one.template, poses)]
            for one in checked(candidates)
        }
    )


def weigh(found: Mapping[str, Sequence[FoundRep]]) -> Recognition:
    """What the reps that were found of each candidate say together."""
    reps = [one.rep for of_one in found.values() for one in of_one]
    edges_us = np.unique([edge for rep in reps for edge in (rep.started_us, rep.ended_us)])
    if len(edges_us) < 2:
        return Recognition.by_odds(dict.fromkeys(found, 0.0))
    middles_us, lengths_us = (edges_us[1:] + edges_us[:-1]) / 2, np.diff(edges_us)
    moving = np.zeros(len(middles_us), dtype=np.bool_)
    log_odds = {name: np.full(len(middles_us), -_MOST_AGAINST) for name in found}
    for name, of_one in found.items():
        for one in of_one:
            within = (one.rep.started_us < middles_us) & (middles_us < one.rep.ended_us)
            moving |= within
            log_odds[name][within] = one.log_odds
    weights = np.where(moving, lengths_us, 0)
    means = {name: float(np.average(each, weights=weights)) for name, each in log_odds.items()}
    count = len(found[max(means, key=lambda name: means[name])])
    count_as = count / (1 + _REPS_ALIKE * (count - 1)) if count else 1.0
    return Recognition.by_odds(
        {name: exp(count_as * means[name]) if found[name] else 0.0 for name in found}
    )


class Recogniser:
    """Cuts one person's poses, fed in the order of capture, into reps of whatever is being done.

    A rep is reported as soon as it is clear what it is one of: with the first reps of a set that
    may be later than it ended.

    Raises :class:`MovementError` for two candidates of one name.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = {one.name: one for one in checked(candidates)}
        self._cutters = {name: RepCutter(one.template) for name, one in self._candidates.items()}
        self._found: dict[str, list[FoundRep]] = {name: [] for name in self._candidates}
        self._poses: deque[Pose] = deque()
        self._count = _Count()
        self._decide_us: int | None = None
        self._reported_us: int | None = None
        self._recognition = weigh(self._found)

    def snapshot(self) -> dict[str, Any]:
        """All that the recogniser knows, as plain values that JSON can hold."""
        series = PoseSeries.of(list(self._poses))
        return {
            "captured_us": series.captured_us.tolist(),
            "keypoints": b64encode(series.keypoints.astype("<f4").tobytes()).decode(),
            "found": {name: to_plain(of_one) for name, of_one in self._found.items()},
            "cutters": {name: cutter.snapshot() for name, cutter in self._cutters.items()},
            "count": to_plain(self._count),
            "decide_us": self._decide_us,
            "reported_us": self._reported_us,
            "exercise": self._recognition.exercise,
            "confidence": self._recognition.confidence,
            "shares": dict(self._recognition.shares),
        }

    @classmethod
    def resume(cls, candidates: Sequence[Candidate], snapshot: Mapping[str, Any]) -> Self:
        """A recogniser that goes on where the one of these candidates that gave it stood.

        Raises :class:`KeyError`, :class:`TypeError` or :class:`ValueError` for what is no snapshot.
        """
        one = cls(candidates)
        keypoints = np.frombuffer(b64decode(snapshot["keypoints"]), dtype="<f4")
        poses = keypoints.astype(np.float32).reshape(-1, JOINT_COUNT, 3)
        one._poses.extend(Pose(*each) for each in zip(snapshot["captured_us"], poses, strict=True))
        for name, candidate in one._candidates.items():
            one._cutters[name] = RepCutter.resume(candidate.template, snapshot["cutters"][name])
            one._found[name] = [from_plain(FoundRep, each) for each in snapshot["found"][name]]
        one._count = from_plain(_Count, snapshot["count"])
        one._decide_us, one._reported_us = snapshot["decide_us"], snapshot["reported_us"]
        one._recognition = Recognition(
            snapshot["exercise"], snapshot["confidence"], snapshot["shares"]
        )
        return one

    @property
    def recognition(self) -> Recognition:
        """What the person is doing, as the reps of the last 15 seconds tell."""
        return self._recognition

    def feed(self, pose: Pose) -> list[RecognisedRep]:
        """Take the next pose; return the reps that have become clear, in order."""
        self._poses.append(pose)
        self._forget(pose.captured_us)
        for name, cutter in self._cutters.items():
            self._accept(name, cutter.feed(pose), pose.captured_us)
        if self._decide_us is None or pose.captured_us < self._decide_us:
            return []
        return self._decide()

    def finish(self) -> list[RecognisedRep]:
        """The reps that are left when no pose will follow."""
        if not self._poses:
            return []
        now_us = self._poses[-1].captured_us
        for name, cutter in self._cutters.items():
            self._accept(name, cutter.finish(), now_us)
        return [] if self._decide_us is None else self._decide()

    def _accept(self, name: str, events: list[RepEvent], now_us: int) -> None:
        for event in events:
            if isinstance(event, RepEnded):
                series = PoseSeries.of(self._since(event.started_us))
                self._found[name].append(FoundRep.of(event, series, self._candidates[name]))
                self._decide_us = self._decide_us or now_us + _SETTLED_US

    def _since(self, started_us: int) -> list[Pose]:
        return [pose for pose in self._poses if pose.captured_us >= started_us]

    def _decide(self) -> list[RecognisedRep]:
        self._decide_us = None
        latest, before = weigh(self._found), self._recognition.exercise
        is_clear = latest.exercise == before or latest.confidence >= _CLEARLY
        if before and self._found[before] and not is_clear:
            latest = Recognition(before, latest.shares[before], latest.shares)
        self._recognition = latest
        return self._report(latest)

    def _forget(self, now_us: int) -> None:
        """What is long past says nothing of what is being done now."""
        while now_us - self._poses[0].captured_us > _KEPT_US:
            self._poses.popleft()
        if not any(self._found.values()):
            return
        for name, of_one in self._found.items():
            kept = [one for one in of_one if now_us - one.rep.ended_us <= _MEMORY_US]
            self._found[name] = kept
        if not any(self._found.values()):
            self._recognition = weigh(self._found)

    def _report(self, latest: Recognition) -> list[RecognisedRep]:
        exercise = latest.exercise
        if exercise is None:
            return []
        reps = [
            one.rep
            for one in self._found[exercise]
            if self._reported_us is None or one.rep.started_us >= self._reported_us
        ]
        if reps:
            self._reported_us = reps[-1].ended_us
        return [RecognisedRep(self._count.number(exercise, rep), exercise, latest) for rep in reps]
