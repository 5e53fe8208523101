"""The class performs, and the scorer judges its reps."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from spotter.alerting.events import RepJudged
from spotter.alerting.rules import SECOND_US
from spotter.alerting.values import Whose
from spotter.evaluation.alerts.group_plan import Member
from spotter.evaluation.alerts.way import missing_ratio, ways_px
from spotter.evaluation.athletes.stage import Station, camera_at, name_of, reference_at
from spotter.evaluation.form.judging import Method, scorer_for
from spotter.movement.scoring import Visit
from spotter.movement.values import PoseSeries, Reference, quantised
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.noise import noisy
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Performance, Plan, perform

_REPS = (8, 11)
_REST_S = (45.0, 90.0)


@dataclass(frozen=True, slots=True)
class JudgedRep:
    """A rep as it was performed, and what the scorer says of it.

    ``at_us`` is when it ended, since the class began; ``fault`` is the truth, and
    ``missing_ratio`` how much of the member's usual way it truly lacks.
    """

    at_us: int
    fault: FaultKind | None
    judged: RepJudged
    missing_ratio: float = 0.0


def judged_reps(member: Member, minutes: int, method: Method, seed: int) -> tuple[JudgedRep, ...]:
    """All that a member does: sets of 8 to 10 reps, with rests of 45 to 90 s, as seen and judged.

    ``seed`` is that of the reference, which the model athlete records.
    """
    references = [_reference(member.station, seed)]
    visit = Visit(scorer_for(method, references, name_of(member.number)))
    rng = np.random.default_rng(member.seed)
    at_s, set_number = float(rng.uniform(0, 60)), 0
    reps: list[JudgedRep] = []
    usual_px = np.empty(0)
    while at_s < minutes * 60:
        set_number += 1
        performance = _performed(member, at_s, rng, is_first=set_number == 1)
        poses = performance.poses(camera_at(member.station, performance.plan))
        ways = ways_px(poses, performance.reps)
        usual_px = np.median(ways, axis=0) if set_number == 1 else usual_px
        missing = [missing_ratio(one, usual_px) for one in ways]
        seen = noisy(poses, rng)
        begun_us = round(at_s * SECOND_US)
        judged = _judged(member, performance, seen, begun_us, set_number, visit)
        reps += (replace(rep, missing_ratio=one) for rep, one in zip(judged, missing, strict=True))
        at_s += float(performance.captured_us[-1]) / SECOND_US + float(rng.uniform(*_REST_S))
    return tuple(rep for rep in reps if rep.at_us <= minutes * 60 * SECOND_US)


@cache
def _reference(station: Station, seed: int) -> Reference:
    return reference_at(station, seed)


def _performed(
    member: Member, at_s: float, rng: np.random.Generator, *, is_first: bool
) -> Performance:
    """A set; the first one is done well, so that the scorer knows the member's own good reps."""
    plan = Plan(
        member.station.exercise, reps=int(rng.integers(*_REPS)), body=athlete(member.number).body
    )
    rep_s = plan.usual_rep_s + plan.rest_s
    shown = [_fault(member, at_s + 1 + number * rep_s, rng) for number in range(plan.reps)]
    faults = {
        kind: frozenset(
            number for number, one in enumerate(shown, start=1) if one is kind and not is_first
        )
        for kind in member.station.faults
    }
    return perform(replace(plan, faults=faults), rng)


def _fault(member: Member, at_s: float, rng: np.random.Generator) -> FaultKind | None:
    """The fault of a rep that begins then; drawn for every rep alike."""
    chance, which = rng.uniform(size=2)
    for episode in member.episodes:
        if chance < episode.share(at_s):
            return episode.kind
    kinds = member.station.faults
    return kinds[int(which * len(kinds))] if 1 - chance < member.slips else None


def _judged(  # noqa: PLR0913, PLR0917 - what a set needs to be judged
    member: Member,
    performance: Performance,
    poses: PoseSeries,
    begun_us: int,
    set_number: int,
    visit: Visit,
) -> Iterator[JudgedRep]:
    session_id = f"session {member.number}"
    whose = Whose(member.station_id, session_id, session_id, f"member {member.number}", "the class")
    for rep in performance.reps:
        first_us, last_us = (
            int(poses.captured_us[frame]) for frame in (rep.first_frame, rep.last_frame)
        )
        rep_id = f"{member.number}-{set_number}-{rep.number}"
        verdict = visit.score(rep_id, quantised(poses.between(first_us, last_us)), set_number)
        judged = RepJudged.of(rep_id, whose, member.station.exercise, set_number, verdict)
        fault = rep.faults[0] if rep.faults else None
        yield JudgedRep(begun_us + last_us, fault, judged)
