"""A trained network's maps, weaker and less regular than painted ones."""

from collections.abc import Callable
from itertools import islice

import cv2
import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from spotter.estimators.openpose.body_model import COCO, to_body_25
from spotter.estimators.openpose.decoding import decode
from spotter.movement.values.body.skeleton import Joint
from spotter.pictures.video.reading import read_video
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.film import film
from spotter.simulation.motion.performance import Plan, perform
from support.real_data import real_data

WIDTH_PX, HEIGHT_PX, STRIDE_PX = 432, 368, 8

Network = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""Turns a picture (3, h, w) into its maps (57, h, w)."""


@pytest.fixture(scope="module")
def network() -> Network:
    path = real_data("weights-tf-pose-mobilenet_v2_small/mnv2small_368x432.onnx")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return lambda picture: session.run(None, {name: picture[None]})[0][0]


def people_in(bgr: NDArray[np.uint8], network: Network) -> NDArray[np.float32]:
    """(P, 25, 3) in pixels of the picture, which is stretched to the network's input."""
    resized = cv2.resize(bgr, (WIDTH_PX, HEIGHT_PX)).astype(np.float32)
    maps = network(resized.transpose(2, 0, 1))
    people = to_body_25(decode(maps[: COCO.heat_count], maps[COCO.heat_count :], COCO), COCO)
    scale = np.array((bgr.shape[1] / WIDTH_PX, bgr.shape[0] / HEIGHT_PX), dtype=np.float32)
    people[..., :2] = (people[..., :2] + 0.5) * STRIDE_PX * scale - 0.5
    return people


def test_a_rendered_athlete_is_one_person_at_the_true_position(network: Network) -> None:
    plan = Plan("squat", reps=1, rate_hz=2.0)
    rng = np.random.default_rng(1)
    performance = perform(plan, rng)
    camera = Camera(yaw_deg=20.0, aim_m=plan.aim_m)
    truth = performance.poses(camera).keypoints
    pictures = film(performance, camera, athlete(0).look, rng)
    missed_tl = []
    for true, bgr in islice(zip(truth, pictures, strict=True), 6):
        people = people_in(bgr, network)
        assert len(people) == 1
        torso_px = np.hypot(*(true[Joint.NECK, :2] - true[Joint.MID_HIP, :2]))
        missed_tl.append(np.hypot(*(people[0, :, :2] - true[:, :2]).T) / torso_px)
    is_close = np.array(missed_tl)[:, :15] < 0.2
    assert is_close.mean() > 0.75


def test_two_people_who_walk_are_two(network: Network) -> None:
    video = real_data("video-walking/sports2d_demo_walk.mp4")
    frame = next(islice(read_video(video), 92, None))
    people = people_in(frame.bgr, network)
    assert len(people) == 2
    assert ((people[..., 2] > 0).sum(axis=1) > 12).all()
