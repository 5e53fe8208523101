"""Keypoints over time, as values that are validated once, on creation."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.equipment import END_COUNT
from spotter.movement.values.body.hands import Hands, HandsEach
from spotter.movement.values.body.skeleton import COCO_18, JOINT_COUNT, Joint
from spotter.movement.values.errors import MovementError

Keypoints = NDArray[np.float32]
"""(25, 3) x and y in pixels (y down), confidence 0 to 1; a missing joint is NaN, NaN, 0.
Pose and PoseSeries make a joint, or an end, whose confidence is NaN a missing one."""

WorldMetres = NDArray[np.float32]
"""(25, 3) metres from the middle of the hips: x to the right of the picture, y up in it, z towards
the camera, so right-handed; a missing joint is NaN, NaN, NaN."""

EndPoints = NDArray[np.float32]
"""(2, 3) the ends of the person's equipment, left and right, in the picture, as :data:`Keypoints`;
an end that is not followed, or hidden, is NaN, NaN, 0."""

NOBODY: Keypoints = np.empty((0, JOINT_COUNT, 3), dtype=np.float32)
"""(0, 25, 3): the keypoints of a frame without people."""

NO_ENDS: EndPoints = np.full((END_COUNT, 3), (np.nan, np.nan, 0), dtype=np.float32)
"""(2, 3): equipment of which no end is seen."""
_NO_DEPTH: WorldMetres = np.full((JOINT_COUNT, 3), np.nan, dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """One person's keypoints in one frame.

    ``captured_us`` is the frame's capture time in microseconds since the Unix epoch; ``keypoints``
    is (25, 3) float32: x and y in pixels and confidence, BODY_25 order. ``world_m`` is the same
    joints in metres, as :data:`WorldMetres`; None if the estimator sees no depth. ``equipment`` are
    the ends of what the person holds; None where no equipment is followed. ``hands`` is what a
    second opinion says of the hands.

    Raises :class:`MovementError` for another shape.
    """

    captured_us: int
    keypoints: Keypoints
    world_m: WorldMetres | None = None
    equipment: EndPoints | None = None
    hands: Hands = Hands.UNKNOWN

    def __post_init__(self) -> None:
        if self.equipment is not None and self.equipment.shape != (END_COUNT, 3):
            raise MovementError(
                f"a pose has ({END_COUNT}, 3) ends of equipment; found {self.equipment.shape}"
            )
        for what, points in (("keypoints", self.keypoints), ("world_m", self.world_m)):
            if points is not None and points.shape != (JOINT_COUNT, 3):
                raise MovementError(f"a pose is ({JOINT_COUNT}, 3) {what}; found {points.shape}")
        _set_with_confidence(self)


@dataclass(frozen=True, slots=True, eq=False)
class PoseSeries:
    """One person's poses, in the order of capture.

    ``captured_us`` is (T,) int64, increasing, microseconds; ``keypoints`` is (T, 25, 3) float32 as
    in :class:`Pose`, and so is ``world_m``, None without depth. ``equipment`` is (T, 2, 3) float32,
    None where no equipment was followed. ``hands`` is (T,) uint8, None where nothing is known of
    them at any time. T may be 0.

    Raises :class:`MovementError` for other shapes and for times that do not increase.
    """

    captured_us: NDArray[np.int64]
    keypoints: Keypoints
    world_m: WorldMetres | None = None
    equipment: EndPoints | None = None
    hands: HandsEach | None = None

    def __post_init__(self) -> None:
        times, points = self.captured_us, self.keypoints
        if times.ndim != 1 or points.shape != (len(times), JOINT_COUNT, 3):
            raise MovementError(
                f"a pose series is (T,) times and (T, {JOINT_COUNT}, 3) keypoints; "
                f"found {times.shape} and {points.shape}"
            )
        if self.world_m is not None and self.world_m.shape != points.shape:
            raise MovementError(
                f"the world_m of a pose series is {points.shape}, as its keypoints; "
                f"found {self.world_m.shape}"
            )
        if self.equipment is not None and self.equipment.shape != (len(times), END_COUNT, 3):
            raise MovementError(
                f"a pose series has (T, {END_COUNT}, 3) ends of equipment, T = {len(times)}; "
                f"found {self.equipment.shape}"
            )
        if self.hands is not None and self.hands.shape != times.shape:
            raise MovementError(
                f"the hands of a pose series are {times.shape}, as its times; "
                f"found {self.hands.shape}"
            )
        if np.any(times[1:] <= times[:-1]):
            raise MovementError("the capture times of a pose series must increase")
        _set_with_confidence(self)

    def __len__(self) -> int:
        return len(self.captured_us)

    def each(self) -> Iterator[Pose]:
        """The poses one by one."""
        nothing = [None] * len(self)
        worlds = nothing if self.world_m is None else self.world_m
        equipment = nothing if self.equipment is None else self.equipment
        hands = np.zeros(len(self), np.uint8) if self.hands is None else self.hands
        for captured_us, keypoints, world_m, ends, known in zip(
            self.captured_us, self.keypoints, worlds, equipment, hands, strict=True
        ):
            yield Pose(int(captured_us), keypoints, world_m, ends, Hands(int(known)))

    @property
    def times_s(self) -> NDArray[np.float64]:
        """(T,) seconds since the first pose."""
        return (self.captured_us - self.captured_us[:1]) / 1e6

    def between(self, start_us: int, end_us: int) -> "PoseSeries":
        """The poses captured from ``start_us`` to ``end_us``, both included.

        >>> nobody = np.full((3, 25, 3), (np.nan, np.nan, 0), dtype=np.float32)
        >>> poses = PoseSeries(np.array([0, 40_000, 80_000]), nobody)
        >>> len(poses.between(0, 40_000))
        2
        """
        first, last = np.searchsorted(self.captured_us, [start_us, end_us + 1])
        return PoseSeries(
            self.captured_us[first:last],
            self.keypoints[first:last],
            None if self.world_m is None else self.world_m[first:last],
            None if self.equipment is None else self.equipment[first:last],
            None if self.hands is None else self.hands[first:last],
        )

    @classmethod
    def of(cls, poses: "list[Pose]") -> "PoseSeries":
        """The series of ``poses``, which must be in the order of their capture.

        If only some have depth or equipment, that of the others is missing.
        """
        times = np.array([pose.captured_us for pose in poses], dtype=np.int64)
        if not poses:
            return cls(times, np.empty((0, JOINT_COUNT, 3), dtype=np.float32))
        return cls(
            times,
            np.stack([pose.keypoints for pose in poses]),
            _stacked([pose.world_m for pose in poses], _NO_DEPTH),
            _stacked([pose.equipment for pose in poses], NO_ENDS),
            _hands_each([pose.hands for pose in poses]),
        )


def _set_with_confidence(poses: Pose | PoseSeries) -> None:
    object.__setattr__(poses, "keypoints", _with_confidence(poses.keypoints))
    if poses.equipment is not None:
        object.__setattr__(poses, "equipment", _with_confidence(poses.equipment))


def _with_confidence(keypoints: Keypoints) -> Keypoints:
    unsure = np.isnan(keypoints[..., 2])
    if not unsure.any():
        return keypoints
    missing = np.array((np.nan, np.nan, 0), dtype=keypoints.dtype)
    return np.where(unsure[..., None], missing, keypoints)


def _stacked(
    parts: list[NDArray[np.float32] | None], unknown: NDArray[np.float32]
) -> NDArray[np.float32] | None:
    if all(part is None for part in parts):
        return None
    return np.stack([unknown if part is None else part for part in parts])


def _hands_each(hands: list[Hands]) -> HandsEach | None:
    return np.array(hands, np.uint8) if any(hands) else None


def finite_xy(keypoints: NDArray[np.floating]) -> NDArray[np.float64]:
    """The positions of ``keypoints`` (..., 3) as (..., 2) pixels; infinite ones become NaN."""
    xy = keypoints[..., :2].astype(np.float64)
    return np.where(np.isfinite(xy), xy, np.nan)


def from_coco_18(keypoints: NDArray[np.floating]) -> Keypoints:
    """Map OpenPose COCO-18 keypoints into BODY_25.

    ``keypoints`` is (..., 18, 3): x and y in pixels, confidence; OpenPose writes 0, 0, 0 for a
    missing joint. Returns (..., 25, 3) float32 with NaN where a joint is missing; the mid-hip is
    the middle of the hips if both are seen.

    Raises :class:`MovementError` for another shape.

    >>> coco = np.zeros((18, 3))
    >>> coco[[8, 11]] = (300, 200, 0.9), (340, 204, 0.7)  # both hips
    >>> from_coco_18(coco)[Joint.MID_HIP]
    array([320. , 202. ,   0.7], dtype=float32)
    """
    if keypoints.shape[-2:] != (len(COCO_18), 3):
        raise MovementError(f"COCO-18 keypoints are (..., 18, 3); found {keypoints.shape}")
    body = np.zeros((*keypoints.shape[:-2], JOINT_COUNT, 3), dtype=np.float32)
    body[..., list(COCO_18), :] = keypoints
    body = from_openpose(body)
    hips = body[..., [Joint.RIGHT_HIP, Joint.LEFT_HIP], :]
    body[..., Joint.MID_HIP, :2] = hips[..., :2].mean(axis=-2)
    body[..., Joint.MID_HIP, 2] = hips[..., 2].min(axis=-1)
    return body


def from_openpose(keypoints: NDArray[np.floating]) -> Keypoints:
    """BODY_25 keypoints as OpenPose writes them (missing: 0, 0, 0) with NaN for missing joints.

    ``keypoints`` is (..., 25, 3); a joint of confidence 0 or without finite coordinates is missing.
    Returns (..., 25, 3) float32.

    Raises :class:`MovementError` for another shape.

    >>> from_openpose(np.zeros((25, 3)))[Joint.NOSE]
    array([nan, nan,  0.], dtype=float32)
    """
    if keypoints.shape[-2:] != (JOINT_COUNT, 3):
        raise MovementError(f"BODY_25 keypoints are (..., 25, 3); found {keypoints.shape}")
    body = np.array(keypoints, dtype=np.float32)
    missing = ~np.isfinite(body).all(axis=-1) | (body[..., 2] <= 0)
    body[missing] = (np.nan, np.nan, 0)
    return body
