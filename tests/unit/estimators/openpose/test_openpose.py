from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.errors import EstimatorError
from spotter.estimators.estimator import Picture
from spotter.estimators.openpose.body_model import BODY_25, COCO, BodyModel
from spotter.estimators.openpose.maps import Maps
from spotter.estimators.openpose.network import MapNetwork, PendingMaps, Pictures
from spotter.estimators.openpose.openpose import MAX_PEOPLE, OpenPose
from spotter.movement.values.body.skeleton import Joint
from support.networks.painted_maps import joints, paint, standing

HEIGHT_CELLS = 24.0
GREY = 120
Places = Sequence[tuple[int, int]]


class DotNetwork(MapNetwork):
    """Finds a person with the feet on each white dot of the picture."""

    device = "CPU"

    def __init__(
        self,
        model: BodyModel = COCO,
        input_size_px: tuple[int, int] | None = None,
        height_cells: float = HEIGHT_CELLS,
    ) -> None:
        self._model, self._input_size_px = model, input_size_px
        self.height_cells = height_cells
        self.seen: list[tuple[int, ...]] = []

    @property
    def model(self) -> BodyModel:
        return self._model

    @property
    def input_size_px(self) -> tuple[int, int] | None:
        return self._input_size_px

    def begin(self, batch: Pictures) -> PendingMaps:
        self.seen.append(batch.shape)
        pairs = [self._maps(picture) for picture in batch]
        return lambda: Maps(*(np.stack(kind) for kind in zip(*pairs, strict=True)))

    def _maps(self, bgr: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        white = bgr[..., 0].astype(float) - GREY - 40
        _, areas, _, _ = cv2.connectedComponentsWithStats((white > 0).astype(np.uint8))
        feet = []
        for number in range(1, areas.max() + 1):
            rows, columns = np.nonzero(areas == number)
            weights = white[rows, columns]
            middle_px = np.average([columns, rows], axis=1, weights=weights) + 0.5
            feet.append(middle_px / 8 - 0.5)
        people = [standing(self._model, x, y, self.height_cells) for x, y in feet]
        return paint(people, self._model, bgr.shape[1] // 8, bgr.shape[0] // 8)


def dotted(size_px: tuple[int, int], feet_px: Places) -> Picture:
    """A grey picture with white dots, with centres relative to the picture's corner."""
    bgr = np.full((size_px[1], size_px[0], 3), GREY, dtype=np.uint8)
    radius = max(3, round(0.012 * max(size_px)))
    for x_px, y_px in feet_px:
        bgr[y_px - radius : y_px + radius, x_px - radius : x_px + radius] = 255
    return Picture("gym", 0, bgr)


def expected_px(
    network: DotNetwork, picture: Picture, feet_px: tuple[int, int], scale: float
) -> NDArray[np.float64]:
    """(25, 2) the positions of the person's joints; ``scale`` is input pixels per picture pixel."""
    height_px = network.height_cells * 8 / scale
    body = np.full((len(Joint), 2), np.nan)
    body[list(joints(network.model))] = standing(network.model, *feet_px, height_px)
    if network.model is COCO:
        body[Joint.MID_HIP] = body[[Joint.LEFT_HIP, Joint.RIGHT_HIP]].mean(axis=0)
    size_px = picture.bgr.shape[1::-1]
    body[~((body >= 0) & (body < size_px)).all(axis=1)] = np.nan
    return body


@pytest.mark.parametrize("model", [COCO, BODY_25])
@pytest.mark.parametrize(
    ("input_px", "scales"),
    [(None, (368 / 480, 368 / 1080, 1.84)), ((432, 368), (432 / 640, 432 / 1920, 1.84))],
)
def test_pictures_of_several_sizes_each_get_their_own_people(
    model: BodyModel, input_px: tuple[int, int] | None, scales: Sequence[float]
) -> None:
    network = DotNetwork(model, input_px)
    sizes = [(640, 480), (1920, 1080), (200, 200)]
    feet = [(300, 400), (1100, 950), (90, 160)]
    order = [0, 1, 0, 2, 1]
    pictures = [dotted(sizes[number], [feet[number]]) for number in order]
    found = OpenPose("dots", network).estimate(pictures)
    for number, picture, people in zip(order, pictures, found, strict=True):
        (person,) = people
        expected = expected_px(network, picture, feet[number], scales[number])
        assert np.isfinite(expected).any()
        np.testing.assert_allclose(
            person.keypoints[:, :2], expected, atol=1.0 / scales[number], equal_nan=True
        )
        seen = np.isfinite(expected[:, 0])
        assert (person.keypoints[seen, 2] > 0.5).all()
        assert not person.keypoints[~seen, 2].any()


def test_pictures_of_one_size_are_one_batch() -> None:
    network = DotNetwork()
    wide, tall = dotted((640, 480), []), dotted((480, 640), [])
    OpenPose("dots", network).estimate([wide, tall, wide, wide])
    assert network.seen == [(3, 368, 496, 3), (1, 368, 280, 3)]


def test_joints_outside_the_picture_are_missing() -> None:
    network = DotNetwork(BODY_25, (432, 368))
    picture = dotted((640, 480), [(300, 230)])
    ((person,),) = OpenPose("dots", network).estimate([picture])
    for joint in (Joint.NOSE, Joint.LEFT_EYE, Joint.RIGHT_EAR):
        np.testing.assert_array_equal(person.keypoints[joint], [np.nan, np.nan, 0])
    neck_px = 230 - 0.72 * HEIGHT_CELLS * 8 * 640 / 432
    assert person.keypoints[Joint.NECK, 1] == pytest.approx(neck_px, abs=2)


def test_people_found_in_the_padding_are_left_out() -> None:
    network = DotNetwork(COCO, (432, 368), height_cells=-12)  # on the head, below the feet
    picture = dotted((800, 200), [(400, 180)])  # 108 of the input's 368 rows
    ((person,),) = OpenPose("dots", network).estimate([picture])
    assert np.flatnonzero(person.keypoints[:, 2]).tolist() == [
        Joint.RIGHT_ANKLE,
        Joint.LEFT_ANKLE,
    ]


def test_all_people_are_found_up_to_a_limit() -> None:
    network = DotNetwork(height_cells=18)
    feet = [(50 + 88 * place, y_px) for y_px in (170, 350) for place in range(12)]
    for count in (1, 3, MAX_PEOPLE, len(feet)):
        ((*people,),) = OpenPose("dots", network).estimate([dotted((1104, 368), feet[:count])])
        assert len(people) == min(count, MAX_PEOPLE)


def test_estimates_that_overlap_are_finished_by_another_thread() -> None:
    network = DotNetwork()
    estimator = OpenPose("dots", network)
    begun = [estimator.begin([dotted((640, 480), [(x_px, 400)])]) for x_px in (200, 300, 400)]
    with ThreadPoolExecutor(1) as other:
        found = list(other.map(lambda finish: finish(), begun))
    necks_px = [people[0].keypoints[Joint.NECK, 0] for ((*people,),) in found]
    np.testing.assert_allclose(necks_px, [200, 300, 400], atol=1)


def test_the_input_has_the_configured_size() -> None:
    network = DotNetwork()
    estimator = OpenPose("dots", network, input_size_px=(320, 192))
    estimator.estimate([dotted((1920, 1080), [])])
    assert network.seen == [(1, 184, 320, 3)]


@pytest.mark.parametrize(
    ("own_px", "asked_px", "words"),
    [
        (None, (650, 368), "multiples of 8; found 650x368"),
        (None, (0, 368), "multiples of 8; found 0x368"),
        ((432, 368), (656, 368), "input size, 432x368; found 656x368"),
    ],
)
def test_an_unsupported_input_size_is_refused(
    own_px: tuple[int, int] | None, asked_px: tuple[int, int], words: str
) -> None:
    with pytest.raises(EstimatorError, match=words):
        OpenPose("dots", DotNetwork(COCO, own_px), input_size_px=asked_px)


def test_no_pictures_give_no_results() -> None:
    assert OpenPose("dots", DotNetwork()).estimate([]) == []
