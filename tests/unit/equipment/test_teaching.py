"""Teaching: from one box to a filter, its limit and where it is held."""

import io
from collections.abc import Sequence
from typing import Any
from weakref import ref

import numpy as np
import pytest

from spotter.equipment.body.forearm import offsets_tl, relation_of
from spotter.equipment.body.holding import Holding
from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Place
from spotter.equipment.seeing.appearance import Appearance, appearance_of
from spotter.equipment.seeing.looking import look
from spotter.equipment.taught import Taught
from spotter.equipment.teaching.labels import labelled
from spotter.movement.values import Joint
from support.equipment.pictures import RADIUS_PX, picture_with, plate_at

WAY = [plate_at(60 + 9 * step, 120 + 40 * np.sin(step / 2)) for step in range(12)]


@pytest.fixture(scope="module")
def appearance() -> Appearance:
    way = WAY[::2]
    return appearance_of([picture_with(place) for place in way], dict(enumerate(way)))


def test_one_box_labels_the_pictures_before_and_after_it() -> None:
    labels = labelled([picture_with(place) for place in WAY], {5: WAY[5]})
    assert list(labels) == list(range(12))
    assert max(place.apart_radii(labels[at]) for at, place in enumerate(WAY)) < 0.25


def test_the_same_boxes_give_the_same_labels() -> None:
    pictures = [picture_with(place) for place in WAY[:4]]
    assert labelled(pictures, {0: WAY[0]}) == labelled(pictures, {0: WAY[0]})


class Decoded(Sequence[Any]):
    """Pictures as from JPEG: each is made when asked for. It counts how many are there at once."""

    def __init__(self) -> None:
        self.most = 0
        self._made: list[ref[Any]] = []

    def __len__(self) -> int:
        return len(WAY)

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - as Sequence has it
        picture = picture_with(WAY[at])
        self._made = [*filter(lambda one: one() is not None, self._made), ref(picture)]
        self.most = max(self.most, len(self._made))
        return picture


def test_a_recording_is_not_in_memory_as_a_whole_while_it_is_followed() -> None:
    pictures = Decoded()
    assert len(labelled(pictures, {0: WAY[0]})) == len(WAY)
    assert pictures.most <= 2


def test_a_correction_holds_for_the_pictures_nearest_to_it() -> None:
    pictures = [picture_with(None)] * 5
    labels = labelled(pictures, {0: plate_at(80, 80), 4: plate_at(200, 160)})
    assert labels[0] == plate_at(80, 80)
    assert labels[2].apart_radii(plate_at(80, 80)) < 1
    assert labels[3].apart_radii(plate_at(200, 160)) < 1


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({}, "found none"),
        ({3: plate_at(80, 80)}, "from 0 to 1"),
        ({0: plate_at(310, 80)}, "within picture 0"),
    ],
)
def test_a_box_round_nothing_is_refused(boxes: dict[int, Place], words: str) -> None:
    with pytest.raises(EquipmentError, match=words):
        labelled([picture_with(None)] * 2, boxes)


def test_the_limit_tells_the_plate_from_other_places(appearance: Appearance) -> None:
    plate, other = plate_at(150, 90), picture_with(None, seed=4)
    at = look(appearance.spectrum, picture_with(plate, seed=4), plate.moved(0.8, -0.5))
    assert at.place.apart_radii(plate) < 0.15
    assert at.clarity > appearance.clear_from
    assert look(appearance.spectrum, other, plate).clarity < appearance.clear_from
    assert appearance.false_ratio <= 0.01
    assert appearance.missed_ratio == 0


def test_a_picture_full_of_the_plate_shows_nothing_else_and_is_refused() -> None:
    place = Place(150, 120, 80)
    with pytest.raises(EquipmentError, match="farther away"):
        appearance_of([picture_with(place)] * 2, {0: place, 1: place})


def test_a_plate_on_the_edge_of_the_picture_is_looked_at_all_the_same(
    appearance: Appearance,
) -> None:
    seen = look(appearance.spectrum, picture_with(None), plate_at(-40, 500))
    assert np.isfinite([seen.place.x_px, seen.place.y_px, seen.clarity]).all()


def test_what_is_taught_comes_back_from_its_bytes(appearance: Appearance) -> None:
    relation = np.array([[0.1, 0, 0.05], [0, 0.1, 0]])
    taught = Taught(appearance, Holding(Joint.LEFT_WRIST, relation, 0.2))
    data = taught.to_bytes()
    assert len(data) < 220_000
    again = Taught.from_bytes(data)
    assert (again.holding.wrist, again.holding.radius_tl) == (Joint.LEFT_WRIST, 0.2)
    assert again.appearance.clear_from == appearance.clear_from
    np.testing.assert_array_equal(again.holding.relation, relation)
    assert again.to_bytes() == data
    place = WAY[4]
    before, after = (
        look(one.appearance.spectrum, picture_with(place), place) for one in (taught, again)
    )
    assert after.clarity == pytest.approx(before.clarity, rel=0.01)
    for broken in (b"", data[:1000], data[:-2000], b"PK" + data):
        with pytest.raises(EquipmentError, match="version 1"):
            Taught.from_bytes(broken)


def test_what_would_make_looks_expensive_or_senseless_is_no_taught_equipment(
    appearance: Appearance,
) -> None:
    taught = Taught(appearance, Holding(Joint.LEFT_WRIST, np.zeros((2, 3)), 0.2))
    with np.load(io.BytesIO(taught.to_bytes())) as opened:
        parts = dict(opened)
    clear_from, false_ratio, missed_ratio, radius_tl = parts["numbers"]
    for numbers, words in (
        ((clear_from, false_ratio, missed_ratio, 100.0), "at most 2 torso lengths; found 100"),
        ((clear_from, false_ratio, missed_ratio, np.nan), "at most 2 torso lengths"),
        ((-1.0, false_ratio, missed_ratio, radius_tl), "a finite limit from 0 on"),
    ):
        file = io.BytesIO()
        np.savez(file, allow_pickle=False, **{**parts, "numbers": np.array(numbers)})
        with pytest.raises(EquipmentError, match=words):
            Taught.from_bytes(file.getvalue())


def test_bytes_that_would_unpack_to_much_more_are_refused() -> None:
    file = io.BytesIO()
    np.savez_compressed(file, parts=np.zeros(1 << 22, np.uint8))
    assert len(file.getvalue()) < 10_000
    with pytest.raises(EquipmentError, match="bytes unpacked"):
        Taught.from_bytes(file.getvalue())


def test_the_forearm_tells_where_the_plate_is_held() -> None:
    random = np.random.default_rng(0)
    angles = random.uniform(0, np.pi, 40)
    forearms = 0.5 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    offsets = 0.3 * forearms + [0.05, -0.02]
    forearms[3] = np.nan
    relation = relation_of(forearms, offsets)
    np.testing.assert_allclose(offsets_tl(relation, forearms)[4:], offsets[4:], atol=0.02)
    assert np.isnan(offsets_tl(relation, forearms)[3]).all()
    with pytest.raises(EquipmentError, match="a forearm beside"):
        relation_of(np.full((4, 2), np.nan), offsets[:4])


def test_a_place_needs_a_size() -> None:
    with pytest.raises(EquipmentError, match="positive radius"):
        Place(1, 2, 0)
    assert plate_at(0, 0).moved(1, -1) == Place(RADIUS_PX, -RADIUS_PX, RADIUS_PX)
