"""What the process that finds patterns is given and says survives the way to it and back."""

import io

import numpy as np
import pytest

from spotter.api.reps.v1 import rep_pb2
from spotter.movement.values import LostPattern, PatternFilm
from spotter.wire.errors import WireError
from spotter.wire.patterns.fault_patterns import pattern_digest
from spotter.wire.patterns.pattern_search import (
    FoundPatterns,
    News,
    Refusal,
    ShownPattern,
    StoredFaultyRep,
    film_bytes,
    film_from_bytes,
    read_news,
    search_bytes,
    search_of,
    write_news,
)
from spotter.wire.references import exercise_bytes
from spotter.wire.reps import rep_bytes
from support.gyms.scored_gym import make_rep
from support.movements.known_patterns import KNEES, SQUAT, SQUAT_WITH_PATTERNS, WRISTS

DAMAGED = rep_pb2.Rep(poses=rep_pb2.PoseSeries(captured_us=b"abc")).SerializeToString()
FILM = PatternFilm(np.full((60, 25, 2), 0.5), np.full((60, 25, 2), np.nan), 2.5)
FOUND = FoundPatterns(
    (ShownPattern(KNEES, FILM, (3, 1), (1, 2, 3)), ShownPattern(WRISTS, None, ())), ("arms",), 40
)


def said(*news: News) -> io.BytesIO:
    output = io.BytesIO()
    for one in news:
        write_news(one, output)
    return io.BytesIO(output.getvalue())


def test_a_search_has_the_exercise_its_reps_and_what_was_lost() -> None:
    rep = make_rep("0" * 64)
    lost = LostPattern("knees in", "push them out", frozenset({0}))
    reps = [StoredFaultyRep(rep_bytes(rep), "anna"), StoredFaultyRep(DAMAGED, "ben", "gone")]
    search = search_of(search_bytes(SQUAT_WITH_PATTERNS, reps, [], [lost]))
    assert [pattern_digest(one) for one in search.exercise.patterns] == [
        pattern_digest(one) for one in (KNEES, WRISTS)
    ]
    first, second = search.reps
    assert first.poses is not None
    assert len(first.poses) == len(rep.poses)
    assert (second.poses, second.person, second.baseline) == (None, "ben", None)
    assert search.lost == (lost,)


def test_what_is_said_is_heard_in_its_order() -> None:
    first, found, refusal = read_news(said(0.25, FOUND, Refusal("too few")))
    assert (first, refusal) == (0.25, Refusal("too few"))
    assert isinstance(found, FoundPatterns)
    one, other = found.patterns
    assert (one.shown_by, one.made_of, other.film) == ((3, 1), (1, 2, 3), None)
    assert one.film is not None
    assert np.array_equal(one.film.done, FILM.done)
    assert np.isnan(one.film.expected).all()
    assert (found.gone, found.compared_reps) == (("arms",), 40)


def test_what_is_cut_short_is_no_news() -> None:
    with pytest.raises(WireError, match="news of a search for patterns"):
        [*read_news(io.BytesIO(said(FOUND).getvalue()[:-5]))]


def test_without_a_film_nothing_is_stored() -> None:
    assert film_bytes(None) == b""
    assert film_from_bytes(b"") is None
    with pytest.raises(WireError, match="a film's frame takes 200 bytes; found 4"):
        film_from_bytes(b"\x0a\x04abcd")


def test_what_is_no_search_is_refused() -> None:
    with pytest.raises(WireError):
        search_of(b"nonsense")
    assert search_of(search_bytes(exercise_bytes(SQUAT), [], [])).reps == ()
