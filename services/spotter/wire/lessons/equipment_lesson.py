"""What the process that learns equipment by a film is given, and what it says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from spotter.api.lessons.v1 import equipment_lesson_pb2 as pb
from spotter.movement.values import Keypoints
from spotter.wire.encoding.arrays import pack_keypoints, unpack_keypoints
from spotter.wire.encoding.prefixed import read_prefixed, write_prefixed
from spotter.wire.errors import WireError
from spotter.wire.lessons.equipment_tracks import (
    DrawnBox,
    FoundTrack,
    box_message,
    box_of,
    track_message,
    track_of,
)


@dataclass(frozen=True, slots=True, eq=False)
class EquipmentLesson:
    """When each picture was captured, microseconds since the first, and who exercises in which.

    ``bodies`` has (25, 3) keypoints by the index of the picture. Without ``boxes`` a box is to be
    proposed; else what is in them is to be learnt.
    """

    captured_us: tuple[int, ...]
    bodies: Mapping[int, Keypoints]
    boxes: tuple[DrawnBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """Boxes that stand out, the better first; none if nothing moves with a hand."""

    boxes: tuple[DrawnBox, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LearntEnd:
    """Where an end is in the film, and what it is taught by, in the equipment library's bytes."""

    track: FoundTrack
    taught: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """The ends of the equipment, one or two."""

    ends: tuple[LearntEnd, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing can be learnt, in words."""

    words: str


News = float | Proposed | Learnt | Refusal
"""The ratio of the work that is done; at last what was found, or why nothing was."""


def write_lesson(lesson: EquipmentLesson, jpegs: Iterable[bytes], output: IO[bytes]) -> None:
    """Give the lesson, and its pictures one by one."""
    message = pb.EquipmentLesson(
        captured_us=lesson.captured_us,
        seen_in=lesson.bodies,
        keypoints=b"".join(map(pack_keypoints, lesson.bodies.values())),
        boxes=map(box_message, lesson.boxes),
    )
    write_prefixed(message, output)
    for jpeg in jpegs:
        write_prefixed(pb.FilmPicture(jpeg=jpeg), output)
    output.flush()


def read_lesson(given: IO[bytes]) -> tuple[EquipmentLesson, Iterator[bytes]]:
    """The lesson, and the JPEGs of its pictures as they come.

    Both raise :class:`WireError`: for what is none, and for fewer pictures than times.
    """
    message = read_prefixed(pb.EquipmentLesson, given, "the message EquipmentLesson")
    if message is None:
        raise WireError("expected a film and its pictures; found nothing")
    bodies = unpack_keypoints(message.keypoints)
    if len(bodies) != len(message.seen_in):
        raise WireError(f"expected {len(message.seen_in)} bodies; found {len(bodies)}")
    lesson = EquipmentLesson(
        tuple(message.captured_us),
        dict(zip(message.seen_in, bodies, strict=True)),
        tuple(map(box_of, message.boxes)),
    )
    return lesson, _jpegs(given, len(lesson.captured_us))


def write_news(news: News, output: IO[bytes]) -> None:
    """Say something, after its length."""
    write_prefixed(_news_message(news), output)
    output.flush()


def read_news(said: IO[bytes]) -> Iterator[News]:
    """What is said until the end. Raises :class:`WireError`."""
    while (message := read_prefixed(pb.LessonNews, said, "the message LessonNews")) is not None:
        yield _news_of(message)


def _jpegs(given: IO[bytes], count: int) -> Iterator[bytes]:
    for number in range(count):
        picture = read_prefixed(pb.FilmPicture, given, "the message FilmPicture")
        if picture is None:
            raise WireError(f"expected {count} pictures; found {number}")
        yield picture.jpeg


def _news_message(news: News) -> pb.LessonNews:
    if isinstance(news, Refusal):
        return pb.LessonNews(refusal=news.words)
    if isinstance(news, Proposed):
        return pb.LessonNews(proposed=pb.ProposedBoxes(boxes=map(box_message, news.boxes)))
    if isinstance(news, Learnt):
        ends = [
            pb.LearntEnd(track=track_message(one.track), taught=one.taught) for one in news.ends
        ]
        return pb.LessonNews(learnt=pb.LearntEnds(ends=ends))
    return pb.LessonNews(done_ratio=news)


def _news_of(message: pb.LessonNews) -> News:
    if message.HasField("refusal"):
        return Refusal(message.refusal)
    if message.HasField("proposed"):
        return Proposed(tuple(map(box_of, message.proposed.boxes)))
    if message.HasField("learnt"):
        ends = (LearntEnd(track_of(one.track), one.taught) for one in message.learnt.ends)
        return Learnt(tuple(ends))
    return message.done_ratio
