"""Teaches equipment in one rendered take and follows it in another, and looks at empty hands."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import numpy as np

from spotter.equipment.body.holding import holding_of, usual_place
from spotter.equipment.body.torso import Torso
from spotter.equipment.errors import EquipmentError
from spotter.equipment.following.live import LiveEquipment
from spotter.equipment.place import Place
from spotter.equipment.seeing.appearance import appearance_of
from spotter.equipment.seeing.looking import look
from spotter.equipment.taught import Taught
from spotter.evaluation.equipment.halves import labels_as_corrected, speed_ratio
from spotter.evaluation.equipment.rendered.filming import Cast, Footage, filmed
from spotter.evaluation.parallel import each
from spotter.evaluation.progress import Progress, silent
from spotter.evaluation.statistics import auc
from spotter.simulation.filming.light import Light
from spotter.simulation.tools.tool import Tool

_MARK_EVERY = 8
_FEWEST_SHOWN = 20
"""What is shown in fewer pictures of a recording cannot be taught from it."""
_WRONG_RADII = 1.0
_SPEED_EVERY = 4
_UNKNOWN = float("nan")


@dataclass(frozen=True, slots=True)
class EndTrial:
    """One end of a tool from one view; NaN and a ``reason`` where it could not be taught.

    Of the pictures that show it, it was seen in ``seen_ratio``; ``errors_radii`` are the distances
    there. ``wrong_ratio`` of all that was said was more than a radius off, or said where it was
    hidden. ``auc`` compares single looks at hands with it and at empty ones; an end was said to be
    in ``false_ratio`` of the pictures of empty hands, where each look alone was stated to be clear
    in 1 %, and was in ``clear_ratio``.
    """

    tool: str
    view: str
    end: str
    boxes: int = 0
    seen_ratio: float = _UNKNOWN
    errors_radii: tuple[float, ...] = ()
    wrong_ratio: float = _UNKNOWN
    speed_ratio: float = _UNKNOWN
    auc: float = _UNKNOWN
    clear_ratio: float = _UNKNOWN
    false_ratio: float = _UNKNOWN
    look_s: float = _UNKNOWN
    reason: str | None = None

    @property
    def median_error_radii(self) -> float:
        """The median distance where it was seen."""
        return float(np.median(self.errors_radii)) if self.errors_radii else _UNKNOWN


Path = Mapping[int, Place]


def measure_rendered(
    tools: Sequence[Tool],
    yaws_deg: Sequence[float],
    seed: int,
    processes: int,
    progress: Progress = silent,
) -> list[EndTrial]:
    """Each tool from each view: taught by one athlete, tried by another in other light."""
    scenes = list(product(tools, yaws_deg))
    trials: list[EndTrial] = []
    with progress("Following equipment", len(scenes)) as on_done:
        for found in each(partial(_scene, seed), scenes, processes):
            trials += found
            on_done()
    return trials


def _scene(seed: int, scene: tuple[Tool, float]) -> list[EndTrial]:
    tool, yaw_deg = scene
    recording = filmed(tool, yaw_deg, Cast(0, Light.BRIGHT, seed))
    tried = filmed(tool, yaw_deg, Cast(3, Light.DIM, seed + 1))
    empty = filmed(tool, yaw_deg, Cast(4, Light.BRIGHT, seed + 2, is_empty=True))
    taught: dict[str, Taught] = {}
    begun = {name: EndTrial(tool.value, f"{yaw_deg:g} deg", name) for name in recording.places}
    for name, trial in begun.items():
        try:
            taught[name], boxes = _taught(recording, name)
            begun[name] = replace(trial, boxes=boxes)
        except EquipmentError as error:
            begun[name] = replace(trial, reason=f"{error}")
    path_of, look_s = _followed(taught, tried)
    false_of, _ = _followed(taught, empty)
    for name, one in taught.items():
        paths = path_of[name], false_of[name]
        begun[name] = _measured(begun[name], one, (tried, empty), paths, look_s)
    return list(begun.values())


def _taught(recording: Footage, name: str) -> tuple[Taught, int]:
    places = recording.places[name]
    if len(places) < _FEWEST_SHOWN:
        raise EquipmentError(
            f"expected it in {_FEWEST_SHOWN} pictures or more; it is in sight in {len(places)}"
        )
    labels, boxes = labels_as_corrected(
        recording.pictures, {index: places[index] for index in list(places)[::_MARK_EVERY]}
    )
    labels = {index: place for index, place in labels.items() if index in places}
    bodies = dict(enumerate(recording.keypoints))
    return Taught(appearance_of(recording.pictures, labels), holding_of(bodies, labels)), boxes


def _followed(
    taught: Mapping[str, Taught], footage: Footage
) -> tuple[dict[str, dict[int, Place]], float]:
    """The path of each end that is found from nothing, and the seconds that an end takes."""
    live = LiveEquipment(taught)
    paths: dict[str, dict[int, Place]] = {name: {} for name in taught}
    spent_s = []
    for index, picture in enumerate(footage.pictures):
        began_s = time.thread_time()
        seen = live.step(picture, footage.keypoints[index], footage.times_us[index])
        spent_s.append(time.thread_time() - began_s)
        for name, end in seen.items():
            if end:
                paths[name][index] = end.place
    return paths, float(np.median(spent_s)) / max(1, len(taught))


def _measured(
    begun: EndTrial,
    taught: Taught,
    footage: tuple[Footage, Footage],
    paths: tuple[Path, Path],
    look_s: float,
) -> EndTrial:
    (tried, empty), (path, false) = footage, paths
    places = tried.places[begun.end]
    errors = {
        index: place.apart_radii(path[index]) for index, place in places.items() if index in path
    }
    wrong = [errors.get(index, np.inf) > _WRONG_RADII for index in path]
    held = _clarities(taught, tried, places)
    nothing = _clarities(taught, empty, range(len(empty.pictures)))
    marks = {index: place for index, place in places.items() if index % _SPEED_EVERY == 0}
    return replace(
        begun,
        seen_ratio=len(errors) / len(places) if places else _UNKNOWN,
        errors_radii=tuple(errors.values()),
        wrong_ratio=float(np.mean(wrong)) if wrong else 0.0,
        speed_ratio=speed_ratio(path, marks),
        auc=auc(nothing, held),
        clear_ratio=float(np.mean(np.array(nothing) > taught.appearance.clear_from)),
        false_ratio=len(false) / len(empty.pictures),
        look_s=look_s,
    )


def _clarities(taught: Taught, footage: Footage, indices: Collection[int]) -> list[float]:
    """How clear a look is where the forearm says, in these pictures."""
    torso, found = Torso(), []
    for index, (picture, keypoints) in enumerate(
        zip(footage.pictures, footage.keypoints, strict=True)
    ):
        torso = torso.after(keypoints, footage.times_us[index])
        usual = usual_place(taught.holding, keypoints, torso.length_px)
        if usual and index in indices and usual.is_within(picture):
            found.append(look(taught.appearance.spectrum, picture, usual).clarity)
    return found
