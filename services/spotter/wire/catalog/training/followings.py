"""Workouts that are followed in sessions, as the catalog and its clients know them."""

from dataclasses import dataclass

from spotter.api.catalog.v1 import following_service_pb2 as messages
from spotter.training.errors import TrainingError
from spotter.training.following.events import (
    Correction,
    Next,
    OtherExercise,
    OtherLoad,
    RepsLeft,
    Skip,
    Undo,
)
from spotter.training.following.values import Following
from spotter.wire.catalog.checks import checked_id, composed
from spotter.wire.catalog.training.followed_workouts import workout_message, workout_of
from spotter.wire.errors import WireError


@dataclass(frozen=True, slots=True)
class FollowedSession:
    """The workout that is followed in a session; ``performed_id`` is empty until that ends.

    Raises :class:`WireError` for an id that is none.
    """

    session_id: str
    station_id: str
    following: Following
    performed_id: str = ""

    def __post_init__(self) -> None:
        checked_id(self.session_id, "a session")
        if self.performed_id:
            checked_id(self.performed_id, "a workout")


def followed_session_message(one: FollowedSession) -> messages.Following:
    """The message of a followed session."""
    return messages.Following(
        session_id=one.session_id,
        station_id=one.station_id,
        workout=workout_message(one.following),
        performed_id=one.performed_id,
    )


def followed_session_of(message: messages.Following) -> FollowedSession:
    """The followed session in its message. Raises :class:`WireError`."""
    following = workout_of(message.workout)
    return FollowedSession(message.session_id, message.station_id, following, message.performed_id)


def correction_request(
    station_id: str, correction: Correction, author: str
) -> messages.CorrectRequest:
    """The request that asks for a correction; it is made when it arrives."""
    request = messages.CorrectRequest(station_id=station_id, author=author)
    match correction:
        case Next():
            request.next = True
        case Skip():
            request.skip = True
        case Undo():
            request.undo = True
        case OtherExercise():
            request.exercise = correction.exercise
        case OtherLoad():
            request.load_kg = correction.load_kg
        case RepsLeft():
            request.reps_left.index = correction.index
            request.reps_left.reps = correction.reps
    return request


def correction_of(message: messages.CorrectRequest, at_us: int) -> Correction:
    """The correction in a request that arrives ``at_us``. Raises :class:`WireError`."""
    try:
        correction = _correction(message, at_us)
    except TrainingError as error:
        raise WireError(str(error)) from error
    if correction is None:
        raise WireError("expected a correction; found none")
    return correction


def _correction(  # noqa: PLR0911 - one for each kind
    message: messages.CorrectRequest, at_us: int
) -> Correction | None:
    match message.WhichOneof("correction"):
        case "next":
            return Next(at_us)
        case "skip":
            return Skip(at_us)
        case "undo":
            return Undo(at_us)
        case "exercise":
            return OtherExercise(at_us, composed(message.exercise))
        case "load_kg":
            return OtherLoad(at_us, message.load_kg)
        case "reps_left":
            return RepsLeft(at_us, message.reps_left.index, message.reps_left.reps)
        case _:
            return None
