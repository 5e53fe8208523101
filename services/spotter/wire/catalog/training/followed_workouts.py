"""A workout that is followed, as it is stored and told."""

from spotter.api.catalog.v1 import following_service_pb2 as messages
from spotter.training.errors import TrainingError
from spotter.training.following.events import RepDone
from spotter.training.following.set_speed import SetSpeed
from spotter.training.following.values import (
    Before,
    Corrected,
    FollowedSet,
    Following,
    Place,
    SetState,
    What,
)
from spotter.wire.catalog.checks import checked_id
from spotter.wire.encoding.enums import OUTCOMES, WireEnum
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError
from spotter.wire.measures import tempo_message, tempo_of
from spotter.wire.poses.points import joint_message, joint_of

_STATES = WireEnum(SetState, messages.SetState)
_KINDS = WireEnum(What, messages.CorrectionKind)


def following_bytes(following: Following) -> bytes:
    """A followed workout as it is stored."""
    return workout_message(following).SerializeToString()


def following_from_bytes(data: bytes) -> Following:
    """The followed workout in its stored bytes. Raises :class:`WireError`."""
    return workout_of(parse(messages.FollowedWorkout, data))


def workout_message(one: Following) -> messages.FollowedWorkout:
    """The message of a followed workout."""
    return messages.FollowedWorkout(
        workout_id=one.workout_id,
        title=one.title,
        sets=map(_set_message, one.sets),
        here=one.here,
        place=_place_message(one.place),
        stray=None if one.stray is None else _stray_message(one.stray),
        corrections=map(_corrected_message, one.corrections),
        by_tap=one.by_tap,
    )


def workout_of(message: messages.FollowedWorkout) -> Following:
    """The followed workout in its message. Raises :class:`WireError`."""
    try:
        return Following(
            checked_id(message.workout_id, "a workout"),
            message.title,
            tuple(map(_set_of, message.sets)),
            tuple(message.here),
            _place_of(message.place),
            _stray_of(message.stray) if message.HasField("stray") else None,
            tuple(map(_corrected_of, message.corrections)),
            tuple(message.by_tap),
        )
    except TrainingError as error:
        raise WireError(str(error)) from error


def _set_message(one: FollowedSet) -> messages.FollowedSet:
    return messages.FollowedSet(
        item=one.item,
        number=one.number,
        exercise=one.exercise,
        reps_planned=one.reps_planned,
        seconds_planned=one.seconds_planned,
        load_kg=one.load_kg,
        tempo=tempo_message(one.tempo),
        rest_s=one.rest_s,
        state=_STATES.label(one.state),
        reps=one.reps,
        good_reps=one.good_reps,
        faulty_reps=one.faulty_reps,
        held_s=one.held_s,
        broke=None if one.broke is None else joint_message(one.broke),
        began_us=one.began_us,
        last_us=one.last_us,
        is_by_hand=one.is_by_hand,
        unbroken_s=one.unbroken_s,
        asks_left=one.asks_left,
        reps_left=one.reps_left,
        most_speed_loss_ratio=one.most_speed_loss_ratio,
        speed=None if one.speed is None else _speed_message(one.speed),
    )


def _set_of(message: messages.FollowedSet) -> FollowedSet:
    return FollowedSet(
        message.item,
        message.number,
        message.exercise,
        reps_planned=message.reps_planned if message.HasField("reps_planned") else None,
        seconds_planned=message.seconds_planned if message.HasField("seconds_planned") else None,
        load_kg=message.load_kg if message.HasField("load_kg") else None,
        tempo=tempo_of(message.tempo) if message.HasField("tempo") else None,
        rest_s=message.rest_s if message.HasField("rest_s") else None,
        state=_STATES.member(message.state),
        reps=message.reps,
        good_reps=message.good_reps,
        faulty_reps=message.faulty_reps,
        held_s=message.held_s,
        broke=joint_of(message.broke) if message.HasField("broke") else None,
        began_us=message.began_us,
        last_us=message.last_us,
        is_by_hand=message.is_by_hand,
        unbroken_s=message.unbroken_s,
        asks_left=message.asks_left,
        reps_left=message.reps_left if message.HasField("reps_left") else None,
        most_speed_loss_ratio=message.most_speed_loss_ratio
        if message.HasField("most_speed_loss_ratio")
        else None,
        speed=_speed_of(message.speed) if message.HasField("speed") else None,
    )


def _speed_message(one: SetSpeed) -> messages.SetSpeed:
    return messages.SetSpeed(
        fastest_tl_s=one.fastest_tl_s,
        latest_tl_s=one.latest_tl_s,
        slow_in_a_row=one.slow_in_a_row,
    )


def _speed_of(message: messages.SetSpeed) -> SetSpeed:
    if not message.fastest_tl_s > 0:
        raise WireError(f"expected a speed above 0; found {message.fastest_tl_s!s:.40}")
    return SetSpeed(message.fastest_tl_s, message.latest_tl_s, message.slow_in_a_row)


def _place_message(one: Place) -> messages.FollowedPlace:
    return messages.FollowedPlace(
        current=one.current, rest_until_us=one.rest_until_us, since_us=one.since_us
    )


def _place_of(message: messages.FollowedPlace) -> Place:
    current = message.current if message.HasField("current") else None
    return Place(current, message.rest_until_us, message.since_us)


def _stray_message(one: RepDone) -> messages.StrayRep:
    return messages.StrayRep(
        exercise=one.exercise,
        outcome=OUTCOMES.label(one.outcome),
        started_us=one.started_us,
        ended_us=one.ended_us,
        lifting_tl_s=one.lifting_tl_s,
    )


def _stray_of(message: messages.StrayRep) -> RepDone:
    outcome = OUTCOMES.member(message.outcome)
    return RepDone(
        message.exercise,
        outcome,
        message.started_us,
        message.ended_us,
        message.lifting_tl_s if message.HasField("lifting_tl_s") else None,
    )


def _corrected_message(one: Corrected) -> messages.Corrected:
    return messages.Corrected(
        kind=_KINDS.label(one.what),
        at_us=one.at_us,
        sets=[
            messages.SetBefore(
                index=each.index,
                exercise=each.exercise,
                load_kg=each.load_kg,
                state=_STATES.label(each.state),
            )
            for each in one.sets
        ],
        here=one.here,
        place=_place_message(one.place),
        after=_place_message(one.after),
    )


def _corrected_of(message: messages.Corrected) -> Corrected:
    sets = tuple(
        Before(
            each.index,
            each.exercise,
            each.load_kg if each.HasField("load_kg") else None,
            _STATES.member(each.state),
        )
        for each in message.sets
    )
    return Corrected(
        _KINDS.member(message.kind),
        message.at_us,
        sets,
        tuple(message.here),
        _place_of(message.place),
        _place_of(message.after),
    )
