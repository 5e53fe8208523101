"""How sure the maps must be before a joint, a limb or a person is believed."""

from dataclasses import dataclass

from spotter.estimators.errors import EstimatorError


@dataclass(frozen=True, slots=True)
class DecodingSettings:
    """OpenPose's published defaults, and what keeps bad maps from taking long.

    Raises :class:`EstimatorError` for shares beyond 0 to 1 and for counts below 1.
    """

    peak_threshold: float = 0.05
    """A joint's heat is above it. Low, as the limbs sort out what is no joint."""

    affinity_threshold: float = 0.05
    """What the affinity along a limb is at the points that speak for it."""

    affinity_share: float = 0.95
    """More than this share of the points must speak for a limb, so that none bridges a gap."""

    least_joints: int = 3
    """Of a person, without the feet: fewer are a shadow, or the joint of somebody else."""

    least_score: float = 0.4
    """Of a person per joint: the joints' heat and the limbs' affinity, together nearly 2 at best.
    """

    most_peaks: int = 24
    """Of each joint, the highest. More people than that are too small for the maps to tell them
    apart, and maps of noise would have hundreds of peaks, and pairs by the square of it."""

    def __post_init__(self) -> None:
        for name in ("peak_threshold", "affinity_threshold", "affinity_share"):
            if not 0 <= (share := getattr(self, name)) < 1:
                raise EstimatorError(f"{name} is from 0 to below 1; found {share}")
        for name in ("least_joints", "most_peaks"):
            if (count := getattr(self, name)) < 1:
                raise EstimatorError(f"{name} is 1 or more; found {count}")
