import json

import numpy as np

from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.light import Light
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take

PLAN = Plan("lunge", reps=2, rate_hz=10, faults={FaultKind.SHALLOW: frozenset({2})})
SMALL = Camera(width_px=96, height_px=64, aim_m=PLAN.aim_m)


def test_the_seed_determines_movement_and_pictures() -> None:
    first, again, other = (
        np.stack(list(take.pictures(take.performance())))[:40]
        for take in (Take(PLAN, SMALL, seed=seed) for seed in (1, 1, 2))
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_grain_does_not_change_the_movement() -> None:
    clean, grainy = (Take(PLAN, SMALL, noise=noise).performance() for noise in (0.0, 9.0))
    assert np.array_equal(clean.joints_m, grainy.joints_m)


def test_light_is_less_or_of_another_colour_if_asked() -> None:
    means = {}
    for light in Light:
        take = Take(PLAN, SMALL, noise=0, light=light)
        picture = next(take.pictures(take.performance())).astype(float)
        means[light] = picture.mean(axis=(0, 1))
    assert means[Light.DIM].mean() < 0.6 * means[Light.BRIGHT].mean()
    blue, _, red = means[Light.SIDE] / means[Light.BRIGHT]
    assert red > 1.2 * blue


def test_the_truth_survives_json_and_names_reps_and_faults() -> None:
    take = Take(PLAN, SMALL, seed=3)
    performance = take.performance()
    truth = take.truth(performance)
    assert json.loads(json.dumps(truth)) == truth
    assert [(rep["number"], rep["faults"]) for rep in truth["reps"]] == [(1, []), (2, ["shallow"])]
    assert truth["reps"][1]["first_frame"] == performance.reps[1].first_frame
    assert truth["frames"] == len(performance.captured_us)
