"""How far a member has come in their workout, as a station's screen shows it."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Annotated, Any, Literal

from pydantic import Field

from spotter.movement.wording.joint_words import joint_words
from spotter.notifier.views.models import Milliseconds, View
from spotter.notifier.views.words import Text, words
from spotter.training.following.values import FollowedSet, Following, SetState
from spotter.training.tempo import tempo_text

SetStateName = Literal["open", "doing", "done", "skipped"]

_Item = Annotated[int, Field(description="of `items`, counted from 0")]
_Set = Annotated[int, Field(description="of the item, counted from 1")]
_Reps = Annotated[int | None, Field(description="of a set; null: it is planned in seconds")]
_Load = Annotated[float | None, Field(description="kilograms; null: as the member likes")]


class NextSetView(View):
    """The set to do next."""

    item: _Item
    exercise: str
    set: _Set
    sets: Annotated[int, Field(description="how many the item has")]
    reps_planned: _Reps
    seconds_planned: Annotated[float | None, Field(description="null: it is planned in reps")]
    load_kg: _Load
    tempo: Annotated[str | None, Field(description="such as 3-1-1-0; null: any")]
    is_counted: Annotated[bool, Field(description="false: not taught; a tap ticks it off")]


class CurrentSetView(NextSetView):
    """The set at which the member is; while they rest, the one that they have just done."""

    reps: int
    good_reps: int
    held_s: Annotated[float, Field(description="how long a position was kept, seconds")]
    broke: Annotated[
        Text | None, Field(description="the joint at which the last hold broke; null: it did not")
    ]
    state: Literal["next", "doing", "resting"]
    rest_until_ms: Annotated[Milliseconds | None, Field(description="null: they do not rest")]
    is_enough: Annotated[
        bool, Field(description="its reps have become as slow as the trainer allows: rest")
    ]


class SetView(View):
    """A set, and what was done of it."""

    reps: int
    good_reps: int
    seconds: float
    load_kg: _Load
    state: SetStateName


class FollowedItemView(View):
    """Sets of one exercise."""

    item: _Item
    exercise: str
    sets: list[SetView]


class FollowingView(View):
    """A workout that is followed."""

    workout_id: str
    title: str
    is_done: Annotated[bool, Field(description="nothing is left to do, here or elsewhere")]
    current: Annotated[CurrentSetView | None, Field(description="null: nothing is left here")]
    next: Annotated[NextSetView | None, Field(description="after the current one; null: none")]
    items: list[FollowedItemView]
    can_undo: bool
    asked_left: Annotated[
        int | None,
        Field(
            description="of the set with this index the member is asked how many reps were left; "
            "null: of none"
        ),
    ]


def following_view(following: Following) -> FollowingView:
    """The view of a workout, which has been advanced to the present."""
    current = following.place.current
    following_no = None if current is None else following.after(current)
    return FollowingView(
        workout_id=following.workout_id,
        title=following.title,
        is_done=following.is_done,
        current=None if current is None else _current(following, current),
        next=None if following_no is None else NextSetView(**_planned(following, following_no)),
        items=list(_items(following)),
        can_undo=bool(following.corrections),
        asked_left=following.asked_left,
    )


def _current(following: Following, index: int) -> CurrentSetView:
    one = following.sets[index]
    rest_us = following.place.rest_until_us
    state: Literal["next", "doing", "resting"] = "doing" if one.is_begun else "next"
    return CurrentSetView(
        **_planned(following, index),
        reps=one.reps,
        good_reps=one.good_reps,
        held_s=one.held_s,
        broke=None if one.broke is None else words(partial(joint_words, one.broke)),
        state="resting" if rest_us else state,
        rest_until_ms=rest_us // 1000 or None,
        is_enough=one.is_enough and one.state is SetState.DOING,
    )


def _planned(following: Following, index: int) -> dict[str, Any]:
    one = following.sets[index]
    return {
        "item": one.item,
        "exercise": one.exercise,
        "set": one.number,
        "sets": sum(other.item == one.item for other in following.sets),
        "reps_planned": one.reps_planned,
        "seconds_planned": one.seconds_planned,
        "load_kg": one.load_kg,
        "tempo": None if one.tempo is None else tempo_text(one.tempo),
        "is_counted": one.exercise not in following.by_tap,
    }


def _items(following: Following) -> Iterator[FollowedItemView]:
    for item, sets in groupby(following.sets, key=lambda one: one.item):
        each = list(sets)
        yield FollowedItemView(item=item, exercise=each[-1].exercise, sets=list(map(_set, each)))


def _set(one: FollowedSet) -> SetView:
    return SetView(
        reps=one.reps,
        good_reps=one.good_reps,
        seconds=one.held_s,
        load_kg=one.load_kg,
        state=one.state.value,
    )
