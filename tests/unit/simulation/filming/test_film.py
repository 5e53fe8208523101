import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.look import Look
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.film import film
from spotter.simulation.motion.performance import Plan, perform

SMALL = Camera(yaw_deg=35, width_px=160, height_px=120)


def filmed(seed: int, noise: float = 2.0) -> NDArray[np.uint8]:
    performance = perform(Plan("squat", reps=1, rate_hz=10), np.random.default_rng(seed))
    rng = np.random.default_rng(seed)
    return np.stack(list(film(performance, SMALL, Look(), rng, noise)))


def test_there_is_one_picture_for_each_moment() -> None:
    performance = perform(Plan("squat", reps=1, rate_hz=10), np.random.default_rng(1))
    pictures = filmed(1)
    assert pictures.shape == (len(performance.captured_us), 120, 160, 3)
    assert pictures.dtype == np.uint8


def test_the_same_seed_gives_identical_pictures_and_another_seed_others() -> None:
    first = filmed(1)
    assert np.array_equal(first, filmed(1))
    assert not np.array_equal(first[0], filmed(2)[0])


def test_the_grain_has_the_given_strength_and_differs_from_frame_to_frame() -> None:
    clean, grainy = filmed(1, noise=0).astype(int), filmed(1, noise=4).astype(int)
    grain = grainy - clean
    assert 3.8 < grain.std() < 4.2
    assert abs(np.corrcoef(grain[0].ravel(), grain[1].ravel())[0, 1]) < 0.1
