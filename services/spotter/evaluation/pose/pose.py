"""Measures how accurately estimators locate joints, on rendered athletes with known joints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.estimator import Estimator, Picture
from spotter.evaluation.pose.scenes import Moment, Scene, moments_of
from spotter.evaluation.progress import Progress, silent
from spotter.movement.values.poses import Keypoints
from spotter.movement.values.skeleton import COCO_18, Joint

LIMIT_TL = 0.2
"""A joint is found when it is at most this far from its truth, in torso lengths."""

JUDGED = COCO_18[:14]
"""Joints that every estimator knows, without eyes and ears: a head hides half of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What one estimator found at one moment.

    ``people`` is the number of people found; ``found`` (25, 3) the one closest to the ``truth``,
    None without people. ``away_tl`` (14,) is the distance of each judged joint from the truth, in
    torso lengths: infinite for a joint that was not found, NaN for one outside the picture.
    """

    estimator: str
    scene: Scene
    people: int
    found: Keypoints | None
    truth: Keypoints
    torso_px: float
    away_tl: NDArray[np.float64]

    @property
    def joints(self) -> int:
        """The number of judged joints in the picture."""
        return int((~np.isnan(self.away_tl)).sum())

    @property
    def hits(self) -> int:
        """The number of joints found at their true place."""
        return int((self.away_tl <= LIMIT_TL).sum())


@dataclass(frozen=True, slots=True)
class PoseFigures:
    """Figures of some looks; NaN without any.

    ``pck_ratio`` is the share of the joints in the picture that were found at their true place,
    ``placed_ratio`` the share found anywhere; ``median_away_tl`` is over the latter.
    ``nobody_ratio`` and ``several_ratio`` are shares of the frames.
    """

    frames: int
    pck_ratio: float
    placed_ratio: float
    median_away_tl: float
    nobody_ratio: float
    several_ratio: float

    @classmethod
    def of(cls, looks: Sequence[Look], joint: Joint | None = None) -> "PoseFigures":
        """The figures over all judged joints, or over ``joint``."""
        chosen = slice(None) if joint is None else JUDGED.index(joint)
        away_tl = np.array([look.away_tl[chosen] for look in looks])
        away_tl = away_tl[~np.isnan(away_tl)]
        placed_tl = away_tl[np.isfinite(away_tl)]
        return cls(
            frames=len(looks),
            pck_ratio=_mean(away_tl <= LIMIT_TL),
            placed_ratio=_mean(np.isfinite(away_tl)),
            median_away_tl=float(np.median(placed_tl)) if len(placed_tl) else np.nan,
            nobody_ratio=_mean([look.people == 0 for look in looks]),
            several_ratio=_mean([look.people > 1 for look in looks]),
        )


Row = tuple[str, dict[str, PoseFigures]]
"""A name, and the figures of each estimator."""


@dataclass(frozen=True, slots=True)
class PoseReport:
    """The results of ``spotter evaluate pose``; ``devices`` says what each estimator ran on."""

    devices: dict[str, str]
    looks: tuple[Look, ...]

    @property
    def total(self) -> dict[str, PoseFigures]:
        """Over all frames, by estimator."""
        return self._figures(self.looks)

    @property
    def exercises(self) -> list[Row]:
        """By exercise."""
        return self._rows(lambda look: look.scene.exercise)

    @property
    def views(self) -> list[Row]:
        """By view."""
        return self._rows(lambda look: look.scene.view)

    @property
    def scenes(self) -> list[Row]:
        """By exercise and view."""
        return self._rows(lambda look: f"{look.scene.exercise}, {look.scene.view}")

    @property
    def joints(self) -> list[Row]:
        """By joint."""
        return [(joint.label, self._figures(self.looks, joint)) for joint in JUDGED]

    def _rows(self, key: Callable[[Look], str]) -> list[Row]:
        groups: dict[str, list[Look]] = {}
        for look in self.looks:
            groups.setdefault(key(look), []).append(look)
        return [(name, self._figures(looks)) for name, looks in groups.items()]

    def _figures(self, looks: Sequence[Look], joint: Joint | None = None) -> dict[str, PoseFigures]:
        return {
            name: PoseFigures.of([look for look in looks if look.estimator == name], joint)
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
    looks = []
    with progress("Estimating poses", len(scenes)) as on_done:
        for scene in scenes:
            moments = moments_of(scene, frames, seed)
            looks += [look_at(each, scene, moment) for each in estimators for moment in moments]
            on_done()
    return PoseReport({each.name: each.device for each in estimators}, tuple(looks))


def look_at(estimator: Estimator, scene: Scene, moment: Moment) -> Look:
    """What ``estimator`` finds; one that tracks people gets the previous frame too."""
    picture = Picture("scene", moment.captured_us, moment.bgr)
    if not estimator.finds_everybody:
        estimator.forget(picture.source_id)
        estimator.estimate([Picture(picture.source_id, moment.before_us, moment.before)])
    (people,) = estimator.estimate([picture])
    nobody = np.full((len(Joint), 3), (np.nan, np.nan, 0), dtype=np.float32)
    seen = [person.keypoints for person in people] or [nobody]
    away_tl = [_away_tl(keypoints, moment) for keypoints in seen]
    best = int(np.argmax([(away <= LIMIT_TL).sum() for away in away_tl]))
    return Look(
        estimator=estimator.name,
        scene=scene,
        people=len(people),
        found=seen[best] if people else None,
        truth=moment.truth,
        torso_px=moment.torso_px,
        away_tl=away_tl[best],
    )


def _away_tl(found: Keypoints, moment: Moment) -> NDArray[np.float64]:
    truth = moment.truth[list(JUDGED), :2]
    away_px = np.linalg.norm(found[list(JUDGED), :2] - truth, axis=1)
    away_tl = np.where(np.isnan(away_px), np.inf, away_px / moment.torso_px)
    in_picture = np.isfinite(truth).all(axis=1)
    return np.where(in_picture, away_tl, np.nan)


def _mean(of: Sequence[bool] | NDArray[np.bool_]) -> float:
    return float(np.mean(of)) if len(of) else float("nan")
