"""A trainer's boxes teach equipment, and what is wrong with them is said."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Place
from spotter.equipment.teaching.box import Box
from spotter.equipment.teaching.film import Film
from spotter.equipment.teaching.learning import learnt_ends
from spotter.equipment.teaching.track import gaps_s, points_of, with_equipment
from spotter.movement.values import EquipmentEnd, Joint, PoseSeries
from support.equipment.films import curling, film_of, in_hand, true_places
from support.equipment.pictures import picture_with


@pytest.fixture(scope="module")
def film() -> Film:
    return film_of()


def test_one_box_teaches_the_plate_and_the_hand_that_holds_it(film: Film) -> None:
    truth = true_places(film)
    ((end, learnt),) = learnt_ends(film, {None: {4: truth[4]}}).items()
    assert end is EquipmentEnd.RIGHT
    assert learnt.taught.holding.wrist is Joint.RIGHT_WRIST
    assert learnt.taught.holding.radius_tl == pytest.approx(0.2, rel=0.02)
    assert len(learnt.track) > 0.9 * len(film.pictures)
    assert max(place.apart_radii(truth[at]) for at, place in learnt.track.items()) < 0.3


def test_the_trainer_says_at_which_side_it_is(film: Film) -> None:
    truth = true_places(film)
    (learnt,) = learnt_ends(film, {EquipmentEnd.LEFT: {4: truth[4]}}).items()
    assert learnt[0] is EquipmentEnd.LEFT
    assert learnt[1].taught.holding.wrist is Joint.LEFT_WRIST


def test_where_the_plate_leaves_the_picture_the_track_has_a_gap(film: Film) -> None:
    gone = range(8, 12)
    pictures = [picture_with(None) if at in gone else one for at, one in enumerate(film.pictures)]
    truth = true_places(film)
    boxes = {4: truth[4], 14: truth[14]}
    (learnt,) = learnt_ends(replace(film, pictures=pictures), {None: boxes}).values()
    assert not learnt.track.keys() & set(gone)
    assert (0.8, 1.1) in [*gaps_s(film, learnt.track)]


def test_a_box_round_what_stands_still_is_refused() -> None:
    still = Place(40, 60, 16)
    film = film_of(lambda _: still)
    with pytest.raises(EquipmentError, match="stands still while the hands move"):
        learnt_ends(film, {None: {4: still}})


def test_what_nobody_near_holds_is_refused() -> None:
    film = film_of(lambda body: Place(270, 60 + in_hand(body).y_px / 3, 12))
    far = {at: body + np.array([-110, 0, 0], np.float32) for at, body in film.bodies.items()}
    box = {4: Place(270, 60 + in_hand(curling(0)).y_px / 3, 12)}
    with pytest.raises(EquipmentError, match="too far from the right hand"):
        learnt_ends(replace(film, bodies=far), {None: box})
    with pytest.raises(EquipmentError, match="too far from the left hand"):
        learnt_ends(replace(film, bodies=far), {EquipmentEnd.LEFT: box})


def test_two_boxes_round_the_same_thing_are_refused(film: Film) -> None:
    place = true_places(film)[4]
    boxes: dict[EquipmentEnd | None, dict[int, Place]] = {
        EquipmentEnd.LEFT: {4: place},
        EquipmentEnd.RIGHT: {4: place.moved(0.3, 0)},
    }
    with pytest.raises(EquipmentError, match=r"the same thing at 0\.4 s"):
        learnt_ends(film, boxes)


def test_two_ends_need_names(film: Film) -> None:
    place = true_places(film)[4]
    with pytest.raises(EquipmentError, match="a left and a right one"):
        learnt_ends(film, {None: {4: place}, EquipmentEnd.LEFT: {4: place}})


def test_a_film_without_a_body_teaches_no_hand(film: Film) -> None:
    with pytest.raises(EquipmentError, match="a body beside"):
        learnt_ends(replace(film, bodies={}), {None: {4: true_places(film)[4]}})


def test_a_film_needs_a_time_for_each_picture(film: Film) -> None:
    with pytest.raises(EquipmentError, match="a time for each"):
        replace(film, captured_us=film.captured_us[1:])


def test_the_track_goes_to_the_poses_that_were_captured_with_the_pictures(film: Film) -> None:
    points = points_of(len(film.pictures), {EquipmentEnd.RIGHT: {2: Place(30, 40, 5)}})
    times = np.array([100_000, 200_000, 250_000, 9_000_000])
    poses = PoseSeries(times, np.stack([curling(0)] * 4))
    seen = with_equipment(poses, film.captured_us, points).equipment
    assert seen is not None
    np.testing.assert_array_equal(seen[1, EquipmentEnd.RIGHT.index], (30, 40, 1))
    assert np.isnan(np.delete(seen, 1, axis=0)[..., :2]).all()
    assert np.isnan(seen[1, EquipmentEnd.LEFT.index, :2]).all()


def test_a_box_is_checked_against_its_picture() -> None:
    picture = picture_with(None)
    assert Box(10, 20, 32, 20).place_in(picture) == Place(26, 30, 16)
    assert Box.round(Place(26, 36, 16)) == Box(10, 20, 32, 32)
    with pytest.raises(EquipmentError, match="outside the picture, which is 300 x 240"):
        Box(290, 20, 32, 32).place_in(picture)
    with pytest.raises(EquipmentError, match="too small"):
        Box(10, 20, 8, 9)
    with pytest.raises(EquipmentError, match="in pixels"):
        Box(10, 20, 32, 0)
