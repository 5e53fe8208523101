"""BlazePose with its real networks, on real video where that is at hand."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from spotter.estimators.blazepose.pruning import prune
from spotter.estimators.estimator import Estimator, Picture
from spotter.estimators.models.catalogue import DETECTOR, LANDMARKS_FULL, Model
from spotter.estimators.registry import make_estimator
from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import Joint
from spotter.pictures.video.reading import read_video
from spotter.simulation.athletes.look import Look
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.film import film as film_of
from spotter.simulation.motion.performance import Plan, perform
from support.networks.pose_models import pulled_models

Bgr = NDArray[np.uint8]

VIDEOS = Path(__file__).parents[3].parent / "shared" / "data"
FRAME_US = 33_333
BLACK: Bgr = np.zeros((480, 640, 3), dtype=np.uint8)


def frames_of(name: str) -> Iterator[Bgr]:
    path = VIDEOS / name
    if not path.exists():
        pytest.skip(f"the video {name} is not at hand")
    return (frame.bgr for frame in read_video(path))


@cache
def jumping_jacks() -> list[Bgr]:
    return list(frames_of("video-jumping-jack/pajacyk6.mp4"))


def walkers() -> Iterator[Bgr]:
    """Frame by frame, for they are large."""
    return frames_of("video-walking/sports2d_demo_walk.mp4")


@pytest.fixture
def blazepose() -> Estimator:
    return make_estimator("blazepose-full", pulled_models(), threads=2)


def film(source_id: str, frames: Iterable[Bgr]) -> Iterator[Picture]:
    return (Picture(source_id, FRAME_US * number, bgr) for number, bgr in enumerate(frames))


def keypoints_of(estimator: Estimator, pictures: Iterable[Picture]) -> list[Keypoints | None]:
    """One body per picture, None where nobody is found; pictures are given one by one."""
    found = [estimator.estimate([picture])[0] for picture in pictures]
    assert all(len(people) <= 1 for people in found)
    return [people[0].keypoints if people else None for people in found]


def present(bodies: Sequence[Keypoints | None]) -> Keypoints:
    return np.array([body for body in bodies if body is not None])


def torso_px(body: Keypoints) -> float:
    return float(np.linalg.norm(body[Joint.NECK, :2] - body[Joint.MID_HIP, :2]))


def test_a_jumping_jack_is_seen_in_every_frame_with_joints_where_they_belong(
    blazepose: Estimator,
) -> None:
    frames = jumping_jacks()
    bodies = present(keypoints_of(blazepose, film("gym", frames)))
    assert len(bodies) >= 0.98 * len(frames)
    y = bodies[..., 1]
    upright = [Joint.NOSE, Joint.NECK, Joint.MID_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE]
    assert (np.diff(y[:, upright], axis=1) > 0).all()
    x = bodies[..., 0]
    for left, right in [
        (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
        (Joint.LEFT_HIP, Joint.RIGHT_HIP),
    ]:
        assert (x[:, left] > x[:, right]).mean() > 0.98  # they face the camera
    hands_up = y[:, Joint.LEFT_WRIST] < y[:, Joint.NOSE]
    assert 0.1 < hands_up.mean() < 0.9


def test_a_person_who_stands_still_before_a_noisy_camera_hardly_jitters(
    blazepose: Estimator,
) -> None:
    frame, random = jumping_jacks()[0].astype(np.int16), np.random.default_rng(6)
    grain = random.normal(0, 3, (15, *frame.shape)).astype(np.int16)
    still = [(frame + noise).clip(0, 255).astype(np.uint8) for noise in grain]
    bodies = present(keypoints_of(blazepose, film("gym", still)))
    steps_px = np.linalg.norm(np.diff(bodies[..., :2], axis=0), axis=2)
    assert np.nanmedian(steps_px) < 0.01 * torso_px(bodies[0])


def test_people_who_walk_outdoors_are_seen_in_nearly_every_frame(blazepose: Estimator) -> None:
    bodies = keypoints_of(blazepose, film("park", walkers()))
    assert len(present(bodies)) >= 0.95 * len(bodies)


def test_the_same_pictures_give_the_same_bits() -> None:
    pictures = list(film("gym", jumping_jacks()[:20]))
    first, second = (
        present(keypoints_of(make_estimator("blazepose-full", pulled_models(), 2), pictures))
        for _ in range(2)
    )
    np.testing.assert_array_equal(first, second)


def test_a_batch_of_two_sources_gives_what_each_gives_alone(blazepose: Estimator) -> None:
    gym = list(film("gym", jumping_jacks()[:20]))
    park = list(film("park", islice(walkers(), 20)))
    mixed = [picture for pair in zip(gym, park, strict=True) for picture in pair]
    together = blazepose.estimate(mixed)
    for source, alone in ((together[::2], gym), (together[1::2], park)):
        other = make_estimator("blazepose-full", pulled_models(), 2)
        expected = other.estimate(alone)
        assert [len(people) for people in source] == [len(people) for people in expected]
        for people, expected_people in zip(source, expected, strict=True):
            for person, expected_person in zip(people, expected_people, strict=True):
                np.testing.assert_array_equal(person.keypoints, expected_person.keypoints)


def test_a_person_who_leaves_is_gone_and_found_again(blazepose: Estimator) -> None:
    seen = jumping_jacks()
    frames = [*seen[:5], *[BLACK] * 3, *seen[5:10]]
    bodies = keypoints_of(blazepose, film("gym", frames))
    assert [body is not None for body in bodies] == [True] * 5 + [False] * 3 + [True] * 5


def test_a_person_who_is_elsewhere_in_the_next_picture_is_still_found(blazepose: Estimator) -> None:
    frame = jumping_jacks()[0]
    height_px, width_px = frame.shape[:2]
    wide = np.zeros((height_px, 3 * width_px, 3), dtype=np.uint8)
    left, right = wide.copy(), wide.copy()
    left[:, :width_px], right[:, -width_px:] = frame, frame
    before, after = keypoints_of(blazepose, film("gym", [left, right]))
    assert before is not None
    assert after is not None
    moved = after[Joint.NECK] - before[Joint.NECK]
    assert moved[0] == pytest.approx(2 * width_px, abs=0.2 * torso_px(before))


def test_a_forgotten_source_is_looked_at_afresh(blazepose: Estimator) -> None:
    first, *_, last = film("gym", jumping_jacks()[:15])
    afresh = keypoints_of(blazepose, [last])
    blazepose.forget("gym")
    blazepose.forget("a source never seen")
    keypoints_of(blazepose, [first])
    blazepose.forget("gym")
    np.testing.assert_array_equal(present(keypoints_of(blazepose, [last])), present(afresh))


@pytest.mark.parametrize("gap_us", [-1, 2_000_000])
def test_a_jump_in_time_starts_afresh(blazepose: Estimator, gap_us: int) -> None:
    first, *_, last = jumping_jacks()[:15]
    afresh = keypoints_of(blazepose, [Picture("other", 0, last)])
    bodies = keypoints_of(
        blazepose, [Picture("gym", 10_000_000, first), Picture("gym", 10_000_000 + gap_us, last)]
    )
    np.testing.assert_array_equal(present(bodies[1:]), present(afresh))


def test_a_person_who_lies_is_found_as_well_as_one_who_stands(blazepose: Estimator) -> None:
    frame = jumping_jacks()[0]
    lying = np.ascontiguousarray(np.rot90(frame, k=-1))  # a quarter clockwise
    upright, turned = keypoints_of(blazepose, [Picture("a", 0, frame), Picture("b", 0, lying)])
    assert upright is not None
    assert turned is not None
    expected = np.stack([frame.shape[0] - upright[:, 1], upright[:, 0]], axis=1)
    away_px = np.linalg.norm(turned[:, :2] - expected, axis=1)
    assert np.nanmedian(away_px) < 0.1 * torso_px(upright)


def test_joints_outside_the_picture_are_missing(blazepose: Estimator) -> None:
    frame = jumping_jacks()[0]
    (whole,) = present(keypoints_of(blazepose, [Picture("whole", 0, frame)]))
    knees_y = int(whole[[Joint.LEFT_KNEE, Joint.RIGHT_KNEE], 1].mean())
    (cut,) = present(keypoints_of(blazepose, [Picture("cut", 0, frame[:knees_y])]))
    for joint in (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE, Joint.LEFT_HEEL, Joint.RIGHT_HEEL):
        np.testing.assert_array_equal(cut[joint], [np.nan, np.nan, 0])
    assert np.linalg.norm(cut[Joint.NECK, :2] - whole[Joint.NECK, :2]) < 0.2 * torso_px(whole)


@pytest.mark.parametrize(
    "shape", [(1, 1), (1, 640), (480, 1), (3, 500), (481, 641), (17, 19), (4000, 3000)]
)
def test_a_picture_of_any_size_without_people_gives_nobody(
    blazepose: Estimator, shape: tuple[int, int]
) -> None:
    grey = np.full((*shape, 3), 90, dtype=np.uint8)
    assert blazepose.estimate([Picture("odd", 0, grey)]) == [()]


def test_a_black_picture_gives_nobody(blazepose: Estimator) -> None:
    assert blazepose.estimate([Picture("dark", 0, BLACK)]) == [()]


def test_no_pictures_give_no_results(blazepose: Estimator) -> None:
    assert blazepose.estimate([]) == []


def test_a_small_person_in_a_large_picture_is_found(blazepose: Estimator) -> None:
    scale = 0.7
    frame = cv2.resize(jumping_jacks()[0], None, fx=scale, fy=scale)
    canvas = np.full((720, 1280, 3), 128, dtype=np.uint8)
    canvas[200 : 200 + frame.shape[0], 800 : 800 + frame.shape[1]] = frame
    (body,) = present(keypoints_of(blazepose, film("gym", [canvas])))
    (direct,) = present(keypoints_of(blazepose, film("other", jumping_jacks()[:1])))
    away_px = np.linalg.norm(body[:, :2] - (scale * direct[:, :2] + (800, 200)), axis=1)
    assert np.nanmedian(away_px) < 0.1 * torso_px(body)


@pytest.mark.parametrize(
    ("exercise", "yaw_deg"), [("squat", 35), ("push-up", 85), ("pull-up", 180)]
)
def test_a_rendered_athlete_s_joints_are_where_the_truth_says(
    blazepose: Estimator, exercise: str, yaw_deg: float
) -> None:
    rng = np.random.default_rng(5)
    performance = perform(Plan(exercise, reps=1, rate_hz=8), rng)
    aim_m = performance.exercise.aim_ratio * performance.plan.body.height_m
    camera = Camera(yaw_deg=yaw_deg, aim_m=aim_m)
    frames = list(film_of(performance, camera, Look(), rng))
    found = present(keypoints_of(blazepose, film("gym", frames)))
    assert len(found) == len(frames)
    truth = performance.poses(camera).keypoints
    torsos_px = np.array([torso_px(body) for body in truth])
    feet = [joint for joint in Joint if joint.name.endswith(("TOE", "HEEL"))]
    away = np.linalg.norm(np.delete(found - truth, feet, axis=1)[..., :2], axis=2)
    away_tl = away / torsos_px[:, None]
    assert np.nanmedian(away_tl) < 0.08
    assert (away_tl < 0.2).mean() > 0.95


@pytest.mark.parametrize("yaw_deg", [-30, 0, 30])
def test_a_rendered_athlete_s_metres_have_the_truth_s_axes(
    blazepose: Estimator, yaw_deg: float
) -> None:
    rng = np.random.default_rng(6)
    plan = Plan("front-raise", reps=1, rate_hz=5)
    performance, camera = perform(plan, rng), Camera(yaw_deg=yaw_deg, aim_m=plan.aim_m)
    found = metres_of(blazepose, film("gym", film_of(performance, camera, Look(), rng)))
    truth = performance.poses(camera).world_m
    assert truth is not None
    off_m = np.abs(found - truth)
    assert (np.nanmedian(off_m, axis=(0, 1)) < (0.04, 0.06, 0.12)).all()
    arms = [Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW]
    moved, true_move = (np.ptp(metres[:, arms], axis=0) for metres in (found, truth))
    assert (np.abs(moved - true_move) < 0.25).all()
    np.testing.assert_allclose(found[:, Joint.MID_HIP], 0, atol=1e-6)


def test_the_metres_of_a_picture_on_its_side_lie_on_their_side(blazepose: Estimator) -> None:
    frame = jumping_jacks()[0]
    lying = np.ascontiguousarray(np.rot90(frame, k=-1))  # a quarter clockwise
    upright, turned = metres_of(blazepose, [Picture("a", 0, frame), Picture("b", 0, lying)])
    expected = np.stack([upright[:, 1], -upright[:, 0], upright[:, 2]], axis=1)
    assert np.nanmedian(np.linalg.norm(turned - expected, axis=1)) < 0.06


def test_joints_outside_the_picture_have_no_metres(blazepose: Estimator) -> None:
    frame = jumping_jacks()[0]
    (person,) = blazepose.estimate([Picture("cut", 0, frame[: frame.shape[0] // 2])])[0]
    assert person.world_m is not None
    unseen = np.isnan(person.keypoints[:, 0])
    assert unseen.sum() > 2
    np.testing.assert_array_equal(np.isnan(person.world_m).all(axis=1), unseen)


def metres_of(estimator: Estimator, pictures: Iterable[Picture]) -> NDArray[np.float32]:
    """(T, 25, 3) the metres of the one person in each picture."""
    people = [estimator.estimate([picture])[0] for picture in pictures]
    return np.stack([one.world_m for (one,) in people if one.world_m is not None])


@pytest.mark.parametrize(("model", "outputs"), [(DETECTOR, (1, 0)), (LANDMARKS_FULL, (0, 1, 3, 4))])
def test_leaving_out_unread_outputs_changes_no_bit_of_the_others(
    model: Model, outputs: tuple[int, ...]
) -> None:
    content = pulled_models().read(model)
    whole = outputs_of(content)
    expected = [whole[number] for number in outputs]
    for pruned, unpruned in zip(outputs_of(prune(content, outputs)), expected, strict=True):
        np.testing.assert_array_equal(pruned, unpruned)


def outputs_of(content: bytes) -> list[NDArray[np.float32]]:
    """What a network makes of noise that is always the same."""
    interpreter = Interpreter(model_content=content, num_threads=1)
    interpreter.allocate_tensors()
    (described,) = interpreter.get_input_details()
    noise = np.random.default_rng(4).random(tuple(described["shape"]), dtype=np.float32)
    interpreter.set_tensor(described["index"], noise)
    interpreter.invoke()
    return [interpreter.get_tensor(output["index"]) for output in interpreter.get_output_details()]
