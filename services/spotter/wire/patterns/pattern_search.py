"""What the process that finds patterns of faults is given, and what it says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

import numpy as np
from numpy.typing import NDArray

from spotter.api.patterns.v1 import pattern_search_pb2 as pb
from spotter.api.reps.v1 import rep_pb2
from spotter.movement.values import (
    JOINT_COUNT,
    Baseline,
    Exercise,
    FaultPattern,
    LostPattern,
    MovementError,
    PatternFilm,
    PoseSeries,
)
from spotter.wire.baselines import baseline_from_bytes
from spotter.wire.encoding.parsing import parse
from spotter.wire.encoding.prefixed import read_prefixed, write_prefixed
from spotter.wire.errors import WireError
from spotter.wire.patterns.fault_patterns import pattern_from, pattern_message
from spotter.wire.references import exercise_from_bytes
from spotter.wire.reps import rep_of

_FRAME_BYTES = JOINT_COUNT * 2 * 4


@dataclass(frozen=True, slots=True, eq=False)
class StoredFaultyRep:
    """A faulty rep as it is stored, whose it is, and the baseline that judged it, if any."""

    rep: bytes
    person: str
    baseline_id: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FaultyRep:
    """A faulty rep's poses, whose it is, and the baseline that judged it.

    The poses are None if they cannot be read.
    """

    poses: PoseSeries | None
    person: str
    baseline: Baseline | None


@dataclass(frozen=True, slots=True, eq=False)
class PatternSearch:
    """The exercise, with the patterns that are known of it, its faulty reps, and what was lost."""

    exercise: Exercise
    reps: tuple[FaultyRep, ...]
    lost: tuple[LostPattern, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ShownPattern:
    """A pattern and its film, None if no rep shows it.

    ``shown_by`` are the places of the reps that show it, nearest first; ``made_of`` those of the
    reps whose mean its centre is, none for a pattern that was known.
    """

    pattern: FaultPattern
    film: PatternFilm | None
    shown_by: tuple[int, ...]
    made_of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FoundPatterns:
    """The patterns that an exercise has from now on, and the names of those that are gone.

    ``compared_reps`` of the reps are faulty by the exercise, and were compared.
    """

    patterns: tuple[ShownPattern, ...]
    gone: tuple[str, ...]
    compared_reps: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing can be found, in words."""

    words: str


News = float | FoundPatterns | Refusal
"""The ratio of the work that is done; at last what was found, or why nothing was."""


def search_bytes(
    exercise: bytes,
    reps: Iterable[StoredFaultyRep],
    baselines: Iterable[bytes],
    lost: Iterable[LostPattern] = (),
) -> bytes:
    """The search for patterns of a stored exercise."""
    return pb.PatternSearch(
        exercise=exercise,
        reps=[
            pb.SearchedRep(
                rep=rep_pb2.Rep.FromString(one.rep),
                person=one.person,
                baseline_id=one.baseline_id,
            )
            for one in reps
        ],
        baselines=baselines,
        lost=[
            pb.LostPattern(name=one.name, cue=one.cue, shown_by=sorted(one.shown_by))
            for one in lost
        ],
    ).SerializeToString()


def search_of(data: bytes) -> PatternSearch:
    """The search in its bytes. Raises :class:`WireError` and MovementError."""
    message = parse(pb.PatternSearch, data)
    found = [baseline_from_bytes(one)[0] for one in message.baselines]
    baselines = {one.baseline_id: one for one in found}
    return PatternSearch(
        exercise_from_bytes(message.exercise),
        tuple(
            FaultyRep(_poses(one.rep), one.person, baselines.get(one.baseline_id))
            for one in message.reps
        ),
        tuple(LostPattern(one.name, one.cue, frozenset(one.shown_by)) for one in message.lost),
    )


def write_news(news: News, output: IO[bytes]) -> None:
    """Say something, after its length."""
    write_prefixed(_news_message(news), output)
    output.flush()


def read_news(said: IO[bytes]) -> Iterator[News]:
    """What is said until the end. Raises :class:`WireError` and MovementError."""
    what = "news of a search for patterns"
    while (message := read_prefixed(pb.SearchNews, said, what)) is not None:
        yield _news_of(message)


def _news_message(news: News) -> pb.SearchNews:
    if isinstance(news, Refusal):
        return pb.SearchNews(refusal=news.words)
    if isinstance(news, FoundPatterns):
        return pb.SearchNews(found=_found_message(news))
    return pb.SearchNews(done_ratio=news)


def _news_of(message: pb.SearchNews) -> News:
    if message.HasField("refusal"):
        return Refusal(message.refusal)
    if message.HasField("found"):
        return _found_of(message.found)
    return message.done_ratio


def film_message(film: PatternFilm) -> pb.PatternFilm:
    """The message of a film."""
    done, expected = (
        np.ascontiguousarray(one, dtype="<f4").tobytes() for one in (film.done, film.expected)
    )
    return pb.PatternFilm(done=done, expected=expected, duration_s=film.duration_s)


def film_bytes(film: PatternFilm | None) -> bytes:
    """A film as it is stored; nothing without one."""
    return film_message(film).SerializeToString() if film else b""


def film_from_bytes(data: bytes) -> PatternFilm | None:
    """The film in its stored bytes; None in no bytes. Raises :class:`WireError`."""
    return film_from(parse(pb.PatternFilm, data)) if data else None


def film_from(message: pb.PatternFilm) -> PatternFilm:
    """The film in a message. Raises :class:`WireError` for frames of another length."""
    return PatternFilm(_frames(message.done), _frames(message.expected), message.duration_s)


def _found_message(found: FoundPatterns) -> pb.FoundPatterns:
    return pb.FoundPatterns(
        patterns=[
            pb.FoundPattern(
                pattern=pattern_message(one.pattern),
                shown_by=one.shown_by,
                made_of=one.made_of,
                film=film_message(one.film) if one.film else None,
            )
            for one in found.patterns
        ],
        gone=found.gone,
        compared_reps=found.compared_reps,
    )


def _found_of(message: pb.FoundPatterns) -> FoundPatterns:
    return FoundPatterns(
        tuple(
            ShownPattern(
                pattern_from(one.pattern),
                film_from(one.film) if one.HasField("film") else None,
                tuple(one.shown_by),
                tuple(one.made_of),
            )
            for one in message.patterns
        ),
        tuple(message.gone),
        message.compared_reps,
    )


def _poses(message: rep_pb2.Rep) -> PoseSeries | None:
    try:
        return rep_of(message).poses
    except (WireError, MovementError):
        return None


def _frames(data: bytes) -> NDArray[np.float64]:
    if len(data) % _FRAME_BYTES:
        raise WireError(f"a film's frame takes {_FRAME_BYTES} bytes; found {len(data)}")
    return np.frombuffer(data, dtype="<f4").reshape(-1, JOINT_COUNT, 2).astype(np.float64)
