"""A session as a FIT file of strength training, as watches and their services read it."""

from collections.abc import Sequence
from typing import Any

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.exercise_title_message import ExerciseTitleMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.messages.set_message import SetMessage
from fit_tool.profile.profile_type import (
    Activity,
    Event,
    EventType,
    ExerciseCategory,
    FileType,
    Manufacturer,
    SetType,
    Sport,
    SubSport,
)

from spotter.notifier.exports.trained_sets import TrainedSet

_MS = 1000
_CATEGORIES = tuple(
    (category.name.lower().replace("_", ""), category.value) for category in ExerciseCategory
)
_UNKNOWN = 65534
"""FIT's category of exercises that it has no other for."""
_LONGEST_NAME_BYTES = 80


def fit_bytes(begun_us: int, ended_us: int, sets: Sequence[TrainedSet]) -> bytes:
    """The file. FIT counts milliseconds; the exercises' names are in its exercise titles.

    Source: Garmin's FIT SDK, profile of activity files (file id, set, exercise title, session,
    activity).
    """
    builder = FitFileBuilder(auto_define=True, min_string_size=_LONGEST_NAME_BYTES)
    builder.add(_file_id(begun_us))
    names = list(dict.fromkeys(one.exercise for one in sets))
    for index, name in enumerate(names):
        builder.add(_title(index, name))
    for index, one in enumerate(sets):
        builder.add(_set(index, one, names.index(one.exercise)))
    builder.add(_session(begun_us, ended_us))
    builder.add(_activity(begun_us, ended_us))
    return bytes(builder.build().to_bytes())


def category_of(exercise: str) -> int:
    """FIT's category whose name is in the exercise's; 65534 (unknown) if none is.

    >>> category_of("front squat"), category_of("biceps-curl"), category_of("Sonnengruss")
    (28, 7, 65534)
    """
    name = "".join(filter(str.isalnum, exercise.lower()))
    found = [(len(known), value) for known, value in _CATEGORIES if known in name]
    return max(found)[1] if found else _UNKNOWN


def _file_id(begun_us: int) -> FileIdMessage:
    message = FileIdMessage()
    message.type = FileType.ACTIVITY.value
    message.manufacturer = Manufacturer.DEVELOPMENT.value
    message.time_created = begun_us // _MS
    return message


_NAME_BYTES = 254


def _title(index: int, name: str) -> ExerciseTitleMessage:
    message = ExerciseTitleMessage(local_id=1)
    message.message_index = index
    message.exercise_category = category_of(name)
    message.exercise_name = index
    message.workout_step_name = name.encode()[:_NAME_BYTES].decode(errors="ignore")
    return message


def _set(index: int, one: TrainedSet, title: int) -> SetMessage:
    message = SetMessage(local_id=2)
    message.message_index = index
    message.timestamp = one.ended_us // _MS
    message.start_time = one.begun_us // _MS
    message.duration = (one.ended_us - one.begun_us) / 1e6
    message.repetitions = one.reps
    message.set_type = SetType.ACTIVE.value
    message.category = [category_of(one.exercise)]
    message.category_subtype = [title]
    if one.load_kg is not None:
        message.weight = one.load_kg
    return message


def _session(begun_us: int, ended_us: int) -> SessionMessage:
    message = SessionMessage(local_id=3)
    message.message_index = 0
    message.sport = Sport.TRAINING.value
    message.sub_sport = SubSport.STRENGTH_TRAINING.value
    message.start_time = begun_us // _MS
    _timed(message, begun_us, ended_us)
    message.total_elapsed_time = (ended_us - begun_us) / 1e6
    return message


def _activity(begun_us: int, ended_us: int) -> ActivityMessage:
    message = ActivityMessage(local_id=4)
    message.num_sessions = 1
    message.type = Activity.MANUAL.value
    _timed(message, begun_us, ended_us)
    return message


def _timed(message: Any, begun_us: int, ended_us: int) -> None:  # noqa: ANN401 - untyped there
    message.timestamp = ended_us // _MS
    message.total_timer_time = (ended_us - begun_us) / 1e6
    message.event = Event.ACTIVITY.value
    message.event_type = EventType.STOP.value
