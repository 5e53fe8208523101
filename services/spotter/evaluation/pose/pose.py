"""Measures how accurately estimators locate joints, on rendered athletes with known joints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.estimator import Estimator, Picture
from spotter.evaluation.pose.scenes import Moment, Scene, moments_of
from spotter.evaluation.progress import Progress, silent
from spotter.movement.values import COCO_18, Joint, Keypoints

LIMIT_TL = 0.2
"""A joint is found when it is at most this far from its truth, in torso lengths."""

JUDGED = COCO_18[:14]
"""Joints that every estimator knows, without eyes and ears: a head hides half of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """What one estimator found at one moment.

    ``people`` is the number of people found; ``found`` (25, 3) the one closest to the ``truth``,
    None without people. ``error_tl`` (14,) is the distance of each judged joint from the truth, in
    torso lengths: infinite for a joint that was not found, NaN for one outside the picture.
    """

    estimator: str
    scene: Scene
    people: int
    found: Keypoints | None
    truth: Keypoints
    torso_px: float
    error_tl: NDArray[np.float64]

    @property
    def joints(self) -> int:
        """The number of judged joints in the picture."""
        return int((~np.isnan(self.error_tl)).sum())

    @property
    def hits(self) -> int:
        """The number of joints found at their true place."""
        return int((self.error_tl <= LIMIT_TL).sum())


@dataclass(frozen=True, slots=True)
class PoseFigures:
    """Figures of some observations; NaN without any.

    ``pck_ratio`` is the share of the joints in the picture that were found at their true place,
    ``placed_ratio`` the share found anywhere; ``median_error_tl`` is over the latter.
    ``nobody_ratio`` and ``several_ratio`` are shares of the frames.
    """

    frames: int
    pck_ratio: float
    placed_ratio: float
    median_error_tl: float
    nobody_ratio: float
    several_ratio: float

    @classmethod
    def of(cls, observations: Sequence[Observation], joint: Joint | None = None) -> "PoseFigures":
        """The figures over all judged joints, or over ``joint``."""
        chosen = slice(None) if joint is None else JUDGED.index(joint)
        error_tl = np.array([observation.error_tl[chosen] for observation in observations])
        error_tl = error_tl[~np.isnan(error_tl)]
        placed_tl = error_tl[np.isfinite(error_tl)]
        return cls(
            frames=len(observations),
            pck_ratio=_mean(error_tl <= LIMIT_TL),
            placed_ratio=_mean(np.isfinite(error_tl)),
            median_error_tl=float(np.median(placed_tl)) if len(placed_tl) else np.nan,
            nobody_ratio=_mean([observation.people == 0 for observation in observations]),
            several_ratio=_mean([observation.people > 1 for observation in observations]),
        )


Row = tuple[str, dict[str, PoseFigures]]
"""A name, and the figures of each estimator."""


@dataclass(frozen=True, slots=True)
class PoseReport:
    """The results of ``spotter evaluate pose``; ``devices`` says what each estimator ran on."""

    devices: dict[str, str]
    observations: tuple[Observation, ...]

    @property
    def total(self) -> dict[str, PoseFigures]:
        """Over all frames, by estimator."""
        return self._figures(self.observations)

    @property
    def exercises(self) -> list[Row]:
        """By exercise."""
        return self._rows(lambda observation: observation.scene.exercise)

    @property
    def views(self) -> list[Row]:
        """By view."""
        return self._rows(lambda observation: observation.scene.view)

    @property
    def scenes(self) -> list[Row]:
        """By exercise and view."""
        return self._rows(
            lambda observation: f"{observation.scene.exercise}, {observation.scene.view}"
        )

    @property
    def joints(self) -> list[Row]:
        """By joint."""
        return [(joint.label, self._figures(self.observations, joint)) for joint in JUDGED]

    def _rows(self, key: Callable[[Observation], str]) -> list[Row]:
        groups: dict[str, list[Observation]] = {}
        for observation in self.observations:
            groups.setdefault(key(observation), []).append(observation)
        return [(name, self._figures(observations)) for name, observations in groups.items()]

    def _figures(
        self, observations: Sequence[Observation], joint: Joint | None = None
    ) -> dict[str, PoseFigures]:
        return {
            name: PoseFigures.of(
                [observation for observation in observations if observation.estimator == name],
                joint,
            )
            for name in self.devices
        }


def measure_poses(
    estimators: Sequence[Estimator],
    scenes: Sequence[Scene],
    frames: int,
    seed: int,
    progress: Progress = silent,
) -> PoseReport:
    """Show each estimator the same ``frames`` moments of each scene.

    Raises :class:`SimulationError` for an unknown scene.
    """
    observations = []
    with progress("Estimating poses", len(scenes)) as on_done:
        for scene in scenes:
            moments = moments_of(scene, frames, seed)
            observations += [
                observe(each, scene, moment) for each in estimators for moment in moments
            ]
            on_done()
    return PoseReport({each.name: each.device for each in estimators}, tuple(observations))


def observe(estimator: Estimator, scene: Scene, moment: Moment) -> Observation:
    """What ``estimator`` finds; one that tracks people gets the previous frame too."""
    picture = Picture("scene", moment.captured_us, moment.bgr)
    if not estimator.finds_everybody:
        estimator.forget(picture.source_id)
        estimator.estimate([Picture(picture.source_id, moment.before_us, moment.before)])
    (people,) = estimator.estimate([picture])
    nobody = np.full((len(Joint), 3), (np.nan, np.nan, 0), dtype=np.float32)
    seen = [person.keypoints for person in people] or [nobody]
    error_tl = [_errors_tl(keypoints, moment) for keypoints in seen]
    best = int(np.argmax([(error <= LIMIT_TL).sum() for error in error_tl]))
    return Observation(
        estimator=estimator.name,
        scene=scene,
        people=len(people),
        found=seen[best] if people else None,
        truth=moment.truth,
        torso_px=moment.torso_px,
        error_tl=error_tl[best],
    )


def _errors_tl(found: Keypoints, moment: Moment) -> NDArray[np.float64]:
    truth = moment.truth[list(JUDGED), :2]
    error_px = np.linalg.norm(found[list(JUDGED), :2] - truth, axis=1)
    error_tl = np.where(np.isnan(error_px), np.inf, error_px / moment.torso_px)
    in_picture = np.isfinite(truth).all(axis=1)
    return np.where(in_picture, error_tl, np.nan)


def _mean(of: Sequence[bool] | NDArray[np.bool_]) -> float:
    return float(np.mean(of)) if len(of) else float("nan")
