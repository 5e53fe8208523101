"""How following a workout begins."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spotter.training.following.passing import stopped
from spotter.training.following.values import FollowedSet, Following, Place
from spotter.training.workout import Item, Workout


def begin(  # noqa: PLR0913 - what a workout begins with, and where
    workout_id: str,
    workout: Workout,
    at_us: int,
    *,
    here: Collection[str] = (),
    by_tap: Collection[str] = (),
    earlier: Following | None = None,
    asks_left: Collection[str] = (),
) -> Following:
    """Follow ``workout`` from now on; ``here`` are the exercises that the station can judge.

    Those ``by_tap`` no station can judge: nobody has taught them. After the last set of an exercise
    among ``asks_left`` the member is asked how many reps they could still have done.

    Sets that were done or skipped when the same workout was followed ``earlier``, at another
    station, stay so.

    >>> squats = Workout("Legs", (Item("squat", sets=2, reps=5),))
    >>> begin("w", squats, 0).current.reps_planned
    5
    """
    sets = tuple(_sets(workout.items, asks_left))
    if earlier is not None and earlier.workout_id == workout_id:
        sets = tuple(_carried_over(sets, earlier.sets))
    following = Following(
        workout_id, workout.title, sets, tuple(sorted(here)), by_tap=tuple(sorted(by_tap))
    )
    return replace(following, place=Place(following.upcoming(), since_us=at_us))


def _sets(items: Sequence[Item], asks_left: Collection[str]) -> Iterator[FollowedSet]:
    for at, item in enumerate(items):
        for number in range(1, item.sets + 1):
            yield FollowedSet(
                at,
                number,
                item.exercise,
                reps_planned=item.reps,
                seconds_planned=item.seconds,
                load_kg=item.load_kg,
                tempo=item.tempo,
                rest_s=item.rest_s,
                most_speed_loss_ratio=item.most_speed_loss_ratio,
                asks_left=item.exercise in asks_left
                and item.reps is not None
                and number == item.sets,
            )


def _carried_over(
    planned: Sequence[FollowedSet], earlier: Sequence[FollowedSet]
) -> Iterator[FollowedSet]:
    known = {(one.item, one.number): one for one in earlier}
    for one in planned:
        before = known.pop((one.item, one.number), one)
        is_same = before.exercise == one.exercise or not before.is_open
        yield stopped(before) if is_same else one
    yield from (stopped(one) for one in known.values() if one.is_begun)
