"""The thresholds at which a joint, a limb or a person is accepted."""

from dataclasses import dataclass

from spotter.estimators.errors import EstimatorError


@dataclass(frozen=True, slots=True)
class DecodingSettings:
    """OpenPose's published defaults, and a limit that keeps bad maps from taking long.

    Raises :class:`EstimatorError` for thresholds outside 0 to 1 and for counts below 1.
    """

    peak_threshold: float = 0.05
    """The heat of a joint is above it. It is low, as limbs filter out false joints."""

    affinity_threshold: float = 0.05
    """The affinity at a point that supports a limb is above it."""

    affinity_ratio: float = 0.95
    """More than this ratio of the points must support a limb, so that none bridges a gap."""

    min_joints: int = 3
    """The minimum number of a person's joints, without the feet: fewer are a shadow or belong to
    somebody else."""

    min_score: float = 0.4
    """The minimum score of a person per joint: heat of the joints plus affinity of the limbs, which
    is nearly 2 at best."""

    max_peaks: int = 24
    """The maximum number of peaks per joint. More people are too small for the maps to separate,
    and noise has hundreds of peaks and the square of that in pairs."""

    def __post_init__(self) -> None:
        for name in ("peak_threshold", "affinity_threshold", "affinity_ratio"):
            if not 0 <= (ratio := getattr(self, name)) < 1:
                raise EstimatorError(f"expected {name} from 0 to below 1; found {ratio}")
        for name in ("min_joints", "max_peaks"):
            if (count := getattr(self, name)) < 1:
                raise EstimatorError(f"expected {name} of 1 or more; found {count}")
