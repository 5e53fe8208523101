"""The sets of a session, from its reps and from what is known of their loads."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from spotter.training.following.values import FollowedSet
from spotter.training.workout import Item
from spotter.wire.verdicts import RepVerdict

_Reps = Sequence[RepVerdict]


@dataclass(frozen=True, slots=True)
class TrainedSet:
    """Reps of one exercise; times are microseconds since the Unix epoch."""

    exercise: str
    begun_us: int
    ended_us: int
    reps: int
    load_kg: float | None = None


def followed_sets(reps: Iterable[RepVerdict], followed: Iterable[FollowedSet]) -> list[TrainedSet]:
    """The sets of a session's reps, in time, with the loads of the workout followed in it.

    A set's load is that of the followed set of its exercise that began nearest to it.
    """
    begun = [one for one in followed if one.is_begun]
    return [_set(found, _nearest(begun, found[0])) for found in _in_sets(reps)]


def noted_sets(
    reps: Iterable[RepVerdict], earlier: Iterable[RepVerdict], done: Iterable[Item]
) -> list[TrainedSet]:
    """The sets of a session's reps, in time, with the loads of what was noted as ``done``.

    That is noted of a day and not of a session: the first loads of an exercise are those of the
    sets that the member did ``earlier`` on that day.
    """
    loads = _loads(done)
    for found in _in_sets(earlier):
        loads(found[0].exercise)
    return [_set(found, loads(found[0].exercise)) for found in _in_sets(reps)]


def _in_sets(reps: Iterable[RepVerdict]) -> Iterator[_Reps]:
    in_time = sorted(reps, key=lambda rep: rep.started_us)
    for _, found in groupby(in_time, lambda rep: (rep.exercise, rep.set_started_us)):
        yield list(found)


def _nearest(begun: Iterable[FollowedSet], rep: RepVerdict) -> float | None:
    same = [one for one in begun if one.exercise == rep.exercise]
    nearest = min(same, key=lambda one: abs(one.began_us - rep.started_us), default=None)
    return None if nearest is None else nearest.load_kg


def _loads(done: Iterable[Item]) -> Callable[[str], float | None]:
    """Gives an exercise's loads, one after the other; None after the last."""
    left = defaultdict[str, list[float | None]](list)
    for item in done:
        left[item.exercise] += [item.load_kg] * item.sets
    return lambda exercise: left[exercise].pop(0) if left[exercise] else None


def _set(reps: _Reps, load_kg: float | None) -> TrainedSet:
    return TrainedSet(
        reps[0].exercise,
        reps[0].started_us,
        max(rep.ended_us for rep in reps),
        len(reps),
        load_kg,
    )
