"""Live: each end is found in its own hand, by what the recording taught, and by nothing else."""

from collections.abc import Iterable, Mapping

import numpy as np
import pytest

from spotter.equipment.errors import EquipmentError
from spotter.equipment.following.live import LiveEquipment, SeenEnd
from spotter.equipment.place import Picture, Place
from spotter.equipment.taught import Taught
from spotter.movement.values.body.poses import Keypoints
from support.equipment.lifters import NAMES, SIZE_PX, Lifter, curls, taught_by
from support.equipment.pictures import picture_with, with_plate

STEP_US = 66_667
Shown = list[dict[str, SeenEnd | None]]
Frames = Iterable[tuple[Picture, Keypoints | None]]


@pytest.fixture(scope="module")
def taught() -> dict[str, Taught]:
    return taught_by(curls(15))


def shown(live: LiveEquipment, frames: Frames, from_us: int = 0) -> Shown:
    return [
        live.step(picture, keypoints, from_us + step * STEP_US)
        for step, (picture, keypoints) in enumerate(frames)
    ]


def filmed(lifters: Iterable[Lifter]) -> Frames:
    return [(lifter.picture(seed=5), lifter.keypoints()) for lifter in lifters]


def errors_radii(seen: Shown, lifters: Iterable[Lifter]) -> list[float]:
    return [
        place.apart_radii(end.place)
        for ends, lifter in zip(seen, lifters, strict=True)
        for name, place in zip(NAMES, lifter.plates(), strict=True)
        if (end := ends[name])
    ]


def places(seen: Shown) -> list[Place]:
    return [end.place for ends in seen for end in ends.values() if end]


def nothing(seen: Shown) -> bool:
    return not places(seen)


def test_both_ends_are_found_from_the_forearms_alone(taught: Mapping[str, Taught]) -> None:
    lifters = curls(30, start=1)
    seen = shown(LiveEquipment(taught), filmed(lifters))
    assert nothing(seen[:2]), "a look or two are not believed"
    assert len(places(seen[8:])) == 2 * 22
    assert max(errors_radii(seen, lifters)) < 0.5
    assert all(0.5 <= end.confidence < 1 for ends in seen for end in ends.values() if end)


@pytest.mark.parametrize("scale", [0.6, 1.7], ids=["farther", "nearer"])
def test_somebody_nearer_or_farther_than_in_the_recording_is_the_same(
    taught: Mapping[str, Taught], scale: float
) -> None:
    size = (round(scale * SIZE_PX[0]), round(scale * SIZE_PX[1]))
    lifters = [
        Lifter(one.left_rad, one.right_rad, scale * 210, scale * 70, scale * 80)
        for one in curls(20)
    ]
    frames = [(one.picture(size, seed=5), one.keypoints()) for one in lifters]
    seen = shown(LiveEquipment(taught), frames)
    assert len(places(seen[8:])) == 2 * 12
    assert max(errors_radii(seen, lifters)) < 0.5


def test_empty_hands_hold_nothing(taught: Mapping[str, Taught]) -> None:
    frames = [(picture_with(None, SIZE_PX, seed=5), one.keypoints()) for one in curls(30)]
    assert nothing(shown(LiveEquipment(taught), frames))


def test_without_a_pose_what_is_followed_goes_on_and_nothing_is_taken_up(
    taught: Mapping[str, Taught],
) -> None:
    lifters = curls(24)
    live, blind = LiveEquipment(taught), LiveEquipment(taught)
    shown(live, filmed(lifters[:12]))
    unposed = [(lifter.picture(seed=5), None) for lifter in lifters[12:]]
    seen = shown(live, unposed, 12 * STEP_US)
    assert len(places(seen)) == 2 * 12
    assert max(errors_radii(seen, lifters[12:])) < 0.5
    assert nothing(shown(blind, unposed))
    nobody = [(picture, np.full((25, 3), np.nan, np.float32)) for picture, _ in unposed]
    assert nothing(shown(blind, nobody))


def test_what_leaves_the_picture_is_lost_and_found_again_when_it_is_back(
    taught: Mapping[str, Taught],
) -> None:
    way_px = np.linspace(0, 240, 25)
    away_px = [*[0.0] * 10, *way_px, *way_px[::-1], *[0.0] * 10]
    lifters = [
        one.moved(-right_px, 0) for one, right_px in zip(curls(len(away_px)), away_px, strict=True)
    ]
    seen = shown(LiveEquipment(taught), filmed(lifters))
    right = [ends["plate_right"] for ends in seen]
    is_outside = [lifter.plates()[1].x_px < 0 for lifter in lifters]
    assert right[9]
    assert right[-1]
    assert sum(is_outside) > 20
    assert not any(end for end, outside in zip(right, is_outside, strict=True) if outside)
    assert max(errors_radii(seen, lifters)) < 0.6


def test_alike_plates_that_pass_each_other_are_not_swapped(taught: Mapping[str, Taught]) -> None:
    swing = [0.3 * np.sin(np.pi * step / 5) for step in range(10)]
    inwards = [-2.2 * np.sin(np.pi * step / 30) ** 2 for step in range(31)]
    lifters = [Lifter(0.6 + turn, 1 + turn) for turn in [*swing, *inwards, *swing, *swing]]
    middles = [lifter.plates() for lifter in lifters]
    assert any(left.x_px < right.x_px for left, right in middles), "they do pass each other"
    seen = shown(LiveEquipment(taught), filmed(lifters))
    assert max(errors_radii(seen, lifters)) < 1
    assert all(seen[-1].values())


def test_a_mirrored_picture_is_a_person_like_any_other(taught: Mapping[str, Taught]) -> None:
    lifters = curls(20)
    frames = [(np.ascontiguousarray(one.picture(seed=5)[:, ::-1]), one) for one in lifters]
    turned = [(picture, mirrored(one)) for picture, one in frames]
    seen = shown(LiveEquipment(taught), [(picture, one.keypoints()) for picture, one in turned])
    assert len(places(seen[8:])) == 2 * 12
    assert max(errors_radii(seen, [one for _, one in turned])) < 0.5


def mirrored(lifter: Lifter) -> Lifter:
    """As an estimator sees it, to whom the left hand in a mirror is a right one."""
    return Lifter(lifter.right_rad, lifter.left_rad, SIZE_PX[0] - lifter.x_px, lifter.y_px)


def test_a_reflection_and_another_persons_plates_are_left_alone(
    taught: Mapping[str, Taught],
) -> None:
    one, other = [c.moved(-60, 0) for c in curls(25)], [c.moved(220, 0) for c in curls(25, 2)]
    pictures = []
    for lifter, beside in zip(one, other, strict=True):
        picture = lifter.picture((600, 300), seed=5)
        for place in beside.plates():
            picture = with_plate(picture, place)
        pictures.append(picture)
    for lifters in (one, other):
        frames = [(p, lifter.keypoints()) for p, lifter in zip(pictures, lifters, strict=True)]
        seen = shown(LiveEquipment(taught), frames)
        assert len(places(seen[8:])) == 2 * 17
        assert max(errors_radii(seen, lifters)) < 0.5


def test_a_plate_on_the_wall_is_not_in_a_hand_that_passes_it(taught: Mapping[str, Taught]) -> None:
    lifters = curls(30)
    wall = with_plate(picture_with(None, SIZE_PX, seed=5), lifters[7].plates()[0])
    assert nothing(shown(LiveEquipment(taught), [(wall, one.keypoints()) for one in lifters]))


@pytest.mark.parametrize(
    ("picture", "keypoints", "words"),
    [
        (np.zeros((9, 9), np.uint8), None, "a picture"),
        (np.zeros((9, 9, 3)), None, "of float64"),
        (np.zeros((9, 9, 3), np.uint8), np.zeros((2, 25, 3)), "keypoints"),
    ],
)
def test_arrays_of_another_shape_are_refused(
    taught: Mapping[str, Taught], picture: Picture, keypoints: Keypoints, words: str
) -> None:
    with pytest.raises(EquipmentError, match=words):
        LiveEquipment(taught).step(picture, keypoints, 0)
