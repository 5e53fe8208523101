"""Which pictures a film keeps, what ends it, and what becomes of it."""

from dataclasses import replace

import pytest

from spotter.catalog.films.film import Film
from spotter.catalog.films.rules import SECOND_US, FilmRules
from spotter.movement.values import EquipmentEnd, EquipmentKind
from spotter.wire.catalog.exercises.films import FilmState
from spotter.wire.lessons.equipment_lesson import Learnt, LearntEnd
from spotter.wire.lessons.equipment_tracks import DrawnBox, FoundPlace, FoundTrack

RULES = FilmRules()
SIZE_PX = (640, 480)
BOXES = (
    DrawnBox(EquipmentEnd.LEFT, 1, 10, 10, 30, 30),
    DrawnBox(EquipmentEnd.RIGHT, 2, 90, 10, 30, 30),
)


def new(kind: EquipmentKind = EquipmentKind.BARBELL) -> Film:
    return Film("one", "rack-1", kind, "ida", 0, 3600 * SECOND_US, last_us=0, read_to=b"0-0")


def filmed(rate_hz: float, seconds: float, sizes_px: tuple[int, int] = SIZE_PX) -> Film:
    """A film of a camera."""
    film = new()
    for number in range(round(rate_hz * seconds)):
        captured_us = round(number * SECOND_US / rate_hz)
        if film.wants(captured_us, sizes_px, RULES):
            film = film.with_picture(captured_us, sizes_px, 1000, captured_us)
    return film


@pytest.mark.parametrize(("rate_hz", "kept_hz"), [(8, 8), (15, 15), (30, 30), (60, 30), (120, 30)])
def test_every_picture_is_kept_up_to_thirty_a_second(rate_hz: float, kept_hz: float) -> None:
    kept = filmed(rate_hz, 4).captured_us
    assert len(kept) == pytest.approx(4 * kept_hz, abs=1)
    assert list(kept) == sorted(set(kept))


def test_pictures_are_of_one_size_and_in_order() -> None:
    film = filmed(10, 1)
    assert film.wants(SECOND_US, SIZE_PX, RULES)
    assert not film.wants(SECOND_US, (480, 640), RULES)
    assert not film.wants(film.captured_us[-1], SIZE_PX, RULES)
    assert not film.wants(0, SIZE_PX, RULES)


@pytest.mark.parametrize(
    ("film", "now_s", "why"),
    [
        (new(), 4.9, ""),
        (new(), 5.0, "rack-1 sends no pictures: the film ended there"),
        (filmed(10, 100), 100.0, ""),
        (filmed(10, 120), 120.0, "a film lasts 120 s at most: it ended there"),
        (filmed(30, 60), 60.0, "the film is full after 60 s: it ended there"),
        (
            replace(filmed(10, 9), kept_bytes=RULES.most_bytes),
            9.0,
            "the film is full after 9 s: it ended there",
        ),
    ],
)
def test_a_film_ends_and_says_why(film: Film, now_s: float, why: str) -> None:
    assert film.why_end(round(now_s * SECOND_US), RULES) == why


def test_nothing_is_added_to_a_film_that_has_ended() -> None:
    ended = filmed(10, 1).ended(SECOND_US)
    assert (ended.state, ended.problem) == (FilmState.RECORDED, "")
    assert not ended.wants(2 * SECOND_US, SIZE_PX, RULES)
    assert ended.with_picture(2 * SECOND_US, SIZE_PX, 1, 0) is ended
    assert ended.ended(2 * SECOND_US, "again") is ended


def test_of_what_one_hand_holds_one_box_is_proposed_and_of_other_equipment_two() -> None:
    one = replace(BOXES[0], end=None)
    assert new(EquipmentKind.DUMBBELL).proposed(BOXES).proposals == (one,)
    assert new(EquipmentKind.DUMBBELLS).proposed(BOXES).proposals == BOXES


def test_a_proposal_leaves_what_was_followed_and_a_refusal_does_not() -> None:
    track = FoundTrack(EquipmentEnd.LEFT, (FoundPlace(0, 5, 5, 9),))
    followed = filmed(10, 1).ended(SECOND_US).followed(Learnt((LearntEnd(track, b"taught"),)))
    assert (followed.state, followed.taught) == (
        FilmState.FOLLOWED,
        {EquipmentEnd.LEFT: b"taught"},
    )
    again = followed.asked(()).proposed(())
    assert again.state is FilmState.FOLLOWED
    assert again.problem.startswith("found nothing beside a hand that moves with it: draw a box")
    assert followed.asked(BOXES).refused("no").state is FilmState.REFUSED
