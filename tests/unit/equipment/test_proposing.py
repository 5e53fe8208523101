"""A box is proposed round what moves with a hand and is none."""

import numpy as np
import pytest

from spotter.equipment.place import Place
from spotter.equipment.proposing.blobs import best_blob
from spotter.equipment.proposing.proposing import proposals
from spotter.equipment.proposing.silhouette import body_mask
from spotter.movement.values import EquipmentEnd
from support.equipment.films import TORSO_PX, curling, film_of, true_places


def test_the_plate_in_the_moving_hand_is_proposed() -> None:
    film = film_of()
    (found,) = proposals(film)
    assert found.end is EquipmentEnd.RIGHT
    assert true_places(film)[found.index].apart_radii(found.place) < 0.6
    assert 10 < found.place.radius_px < 26


def test_empty_hands_have_no_proposal() -> None:
    assert proposals(film_of(lambda _: None)) == []


def test_what_stands_still_is_not_proposed() -> None:
    assert proposals(film_of(lambda _: Place(60, 60, 16))) == []


def test_hands_that_rest_tell_nothing() -> None:
    assert proposals(film_of(angles=[0.5] * 20)) == []


def test_the_disc_that_stands_out_is_the_blob() -> None:
    down, across = np.ogrid[:96, :96]
    filled = (np.hypot(down - 30, across - 60) <= 10).astype(np.float32)
    blob = best_blob(filled, np.ones_like(filled), per_tl=40)
    assert (blob.right_tl, blob.down_tl) == pytest.approx((0.3, -0.45), abs=0.03)
    assert 0.2 <= blob.radius_tl <= 0.3
    assert blob.score > 0.9
    assert best_blob(np.zeros_like(filled), np.ones_like(filled), per_tl=40).score == 0


def test_the_body_is_where_its_joints_are() -> None:
    mask = body_mask(curling(1.5), (240, 300), TORSO_PX)
    assert mask[120, 165]  # the forearm
    assert mask[50, 152]  # the head
    assert not mask[120, 220]
    assert not body_mask(np.full((25, 3), np.nan, np.float32), (240, 300), TORSO_PX).any()
