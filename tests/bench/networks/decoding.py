"""Decoding people from painted maps, compared with the slow twin and with enlarged maps."""

from collections.abc import Callable
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.instruments.figures import Figure, Findings, number
from bench.instruments.stopwatch import timed_us
from spotter.estimators.openpose.body_model import BODY_25, COCO, BodyModel
from spotter.estimators.openpose.decoding import decode
from support.networks.painted_maps import paint, standing
from support.twins import decoding as naive_decoding

_MODELS = (COCO, BODY_25)
_SIZES = ((46, 46), (54, 46), (82, 46))
"""Width and height of the maps of 368x368, 432x368 and 656x368 pixels."""
_PEOPLE = (0, 1, 3, 6)
_NOISE = 0.02
_SLIGHT = 0.05
_ENLARGED = 4
_ROUNDS = 5
_AGREE_CELLS = 1e-3

Floats = NDArray[np.float32]
Maps = tuple[Floats, Floats]
Decode = Callable[[Floats, Floats, BodyModel], Floats]


def measure_decoding() -> Findings:
    """Milliseconds a picture by people, size and model; the speed-up; the accuracy of joints."""
    figures = [figure for model in _MODELS for size in _SIZES for figure in _by_people(model, size)]
    figures += [figure for model in _MODELS for figure in _of_noise(model)]
    figures += [_over_the_twin(model) for model in _MODELS]
    figures += _beside_enlarged_maps()
    return Findings("decoding", figures)


def _by_people(model: BodyModel, size: tuple[int, int]) -> list[Figure]:
    figures = []
    for count in _PEOPLE:
        maps = _noisy(*_scene(model, *size, count))
        assert len(decode(*maps, model)) == count
        name = f"{model.name}, {size[0]}x{size[1]} cells, {count} people"
        taken_ms = _ms(decode, maps, model)
        figures.append(Figure.median_of(name, taken_ms, "ms", aim="< 1", note=_at_best(taken_ms)))
    return figures


def _of_noise(model: BodyModel) -> list[Figure]:
    """Maps of pure noise, which no trained network gives; their cost is bounded."""
    width, height = _SIZES[-1]
    rng = np.random.default_rng(1)
    heat: Floats = rng.standard_normal((model.heat_count, height, width), dtype=np.float32)
    affinity: Floats = rng.standard_normal((model.affinity_count, height, width), dtype=np.float32)
    scenes: tuple[tuple[str, Floats, Floats], ...] = (
        ("slight noise", heat * np.float32(_SLIGHT), affinity * np.float32(_SLIGHT)),
        ("full noise", heat, affinity),
        ("full noise, limbs everywhere", heat, np.ones_like(affinity)),
    )
    figures = []
    for name, joints, limbs in scenes:
        taken_ms = _ms(decode, (joints, limbs), model)
        what = f"{model.name}, {width}x{height} cells of {name}"
        figures.append(Figure.median_of(what, taken_ms, "ms", note=_at_best(taken_ms)))
    return figures


def _over_the_twin(model: BodyModel) -> Figure:
    maps = _noisy(*_scene(model, *_SIZES[0], 3))
    ours, theirs = decode(*maps, model), naive_decoding.decode(*maps, model)
    assert np.allclose(ours, theirs, rtol=0, atol=_AGREE_CELLS, equal_nan=True)
    ratios = [
        min(_ms(naive_decoding.decode, maps, model)) / min(_ms(decode, maps, model))
        for _ in range(_ROUNDS)
    ]
    return Figure.median_of(f"{model.name}, 3 people: the slow twin over ours", ratios, "times")


def _beside_enlarged_maps() -> list[Figure]:
    maps = _noisy(*_scene(COCO, *_SIZES[0], 3))
    ratios = [
        min(_ms(_enlarged, maps, COCO)) / min(_ms(decode, maps, COCO)) for _ in range(_ROUNDS)
    ]
    name = f"enlarged {_ENLARGED} times by OpenCV, then decoded"
    figures = [Figure.median_of(f"coco, 3 people: {name}, over ours", ratios, "times")]
    for label, work in (("ours", decode), (name, _enlarged)):
        missed = _missed_cells(work)
        figures.append(
            Figure.median_of(f"joints beside their true place: {label}", missed, "cells")
        )
    return figures


def _enlarged(heat: Floats, affinity: Floats, model: BodyModel) -> Floats:
    people = decode(_enlarge(heat), _enlarge(affinity), model)
    people[..., :2] = (people[..., :2] + 0.5) / _ENLARGED - 0.5
    return people


def _enlarge(maps: Floats) -> Floats:
    last = np.ascontiguousarray(maps.transpose(1, 2, 0))
    larger = cv2.resize(last, None, fx=_ENLARGED, fy=_ENLARGED, interpolation=cv2.INTER_CUBIC)
    return np.ascontiguousarray(larger.transpose(2, 0, 1), dtype=np.float32)


def _missed_cells(work: Decode) -> list[float]:
    """For each of some pictures of one person, the median distance of its joints."""
    rng = np.random.default_rng(2)
    missed = []
    for _ in range(50):
        person = standing(COCO, rng.uniform(20, 26), rng.uniform(40, 44), 36)
        found = work(*_noisy(*paint([person], COCO, *_SIZES[0])), COCO)[0]
        missed.append(float(np.nanmedian(np.hypot(*(found[:, :2] - person).T))))
    return missed


def _at_best(taken_ms: list[float]) -> str:
    return f"at best {number(min(taken_ms))} ms, {1000 / min(taken_ms):.0f} a second"


def _scene(model: BodyModel, width: int, height: int, count: int) -> Maps:
    """People of different heights, side by side."""
    people = [
        standing(model, (place + 0.5) * width / count, height - 4, height * (0.9 - place * 0.06))
        for place in range(count)
    ]
    return paint(people, model, width, height)


def _noisy(heat: Floats, affinity: Floats) -> Maps:
    rng = np.random.default_rng(3)
    joints = rng.normal(0, _NOISE / 2, heat.shape).astype(np.float32)
    limbs = rng.normal(0, _NOISE, affinity.shape).astype(np.float32)
    return heat + joints, affinity + limbs


def _ms(work: Decode, maps: Maps, model: BodyModel) -> list[float]:
    return [one / 1000 for one in timed_us(partial(work, *maps, model))]
