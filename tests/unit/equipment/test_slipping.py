"""What is followed and is no longer what the boxes show is noticed, however slowly it slid."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Picture, Place
from spotter.equipment.teaching.film import Film
from spotter.equipment.teaching.learning import learnt_ends
from spotter.equipment.teaching.slipping import slipped, slips_s
from spotter.equipment.teaching.track import gaps_s, unclear_s
from support.equipment.films import film_of, in_hand, true_places
from support.equipment.pictures import picture_with, with_plate

BOX_AT = 2
LONG = np.concatenate([np.linspace(0.1, 2.2, 12), np.linspace(2.1, 0.2, 12)])


@pytest.fixture(scope="module")
def film() -> Film:
    return film_of(angles=LONG)


def with_cloth(picture: Picture, place: Place) -> Picture:
    """The picture with a piece of printed cloth there instead."""
    side_px = round(place.radius_px)
    noise = np.random.default_rng(3).uniform(40, 200, (7, 7, 3)).astype(np.uint8)
    cloth = cv2.resize(noise, (2 * side_px, 2 * side_px), interpolation=cv2.INTER_CUBIC)
    drawn, left, top = picture.copy(), round(place.x_px) - side_px, round(place.y_px) - side_px
    drawn[top : top + 2 * side_px, left : left + 2 * side_px] = cloth
    return drawn


def changing(film: Film, from_at: int, over: int, until: int = 99) -> Film:
    """In the hand a plate that becomes a piece of cloth, picture by picture, and back."""
    pictures = []
    for at in range(len(film.pictures)):
        place, share = (
            in_hand(film.bodies[at]),
            float(np.clip(min(at - from_at, until - at) / over, 0, 1)),
        )
        plate, cloth = (draw(picture_with(None), place) for draw in (with_plate, with_cloth))
        mixed = cv2.addWeighted(plate, 1 - share, cloth, share, 0)
        pictures.append(np.asarray(mixed, np.uint8))
    return replace(film, pictures=pictures)


def test_labels_that_are_right_have_not_slipped(film: Film) -> None:
    truth = true_places(film)
    assert slipped(film, truth, {BOX_AT: truth[BOX_AT]}) == set()


def test_labels_that_slide_off_the_plate_by_a_radius_have_slipped_from_there_on(film: Film) -> None:
    truth = true_places(film)
    off_radii = {at: max(0.0, (at - 8) / 6) for at in truth}
    slid = {at: place.moved(off_radii[at], 0) for at, place in truth.items()}

    off = slipped(film, slid, {BOX_AT: truth[BOX_AT]})

    assert {at for at, radii in off_radii.items() if radii >= 1} <= off
    assert not {at for at, radii in off_radii.items() if radii < 0.4} & off
    [(from_s, to_s)] = slips_s(film, slid, off)
    assert 1.1 <= from_s <= 1.4
    assert to_s == film.at_s(len(LONG) - 1)


def test_labels_that_are_off_for_a_moment_have_not_slipped(film: Film) -> None:
    truth = true_places(film)
    jumped = truth | {at: truth[at].moved(1.5, 0) for at in (10, 11, 12)}
    assert slipped(film, jumped, {BOX_AT: truth[BOX_AT]}) == set()


def test_another_box_there_ends_the_slip(film: Film) -> None:
    mixed, truth = changing(film, 14, 5), true_places(film)
    boxes = {BOX_AT: truth[BOX_AT]}
    assert {20, 21, 22, 23} <= slipped(mixed, truth, boxes)
    assert slipped(mixed, truth, boxes | {21: truth[21]}) == set()


def test_what_is_followed_to_something_else_is_not_learnt_and_the_stretch_is_named(
    film: Film,
) -> None:
    mixed, box = changing(film, 5, 2, until=15), true_places(film)[BOX_AT]
    (learnt,) = learnt_ends(mixed, {None: {BOX_AT: box}}).values()
    [(from_s, to_s)] = learnt.slips_s
    assert 0.5 <= from_s <= 0.9
    assert 1.1 <= to_s <= 1.5
    assert not any(from_s <= mixed.at_s(at) <= to_s for at in learnt.track)
    assert any(start_s <= from_s <= end_s for start_s, end_s in gaps_s(mixed, learnt.track))
    assert not any(
        start_s <= from_s <= end_s
        for start_s, end_s in unclear_s(mixed, learnt.track, learnt.slips_s)
    )


def test_where_most_of_it_is_something_else_it_is_refused_with_the_time(film: Film) -> None:
    box = true_places(film)[BOX_AT]
    with pytest.raises(EquipmentError, match=r"slips from 0\.\d to 2\.\d s. Draw another"):
        learnt_ends(changing(film, 3, 5), {None: {BOX_AT: box}})
