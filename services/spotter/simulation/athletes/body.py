"""An athlete's measurements.

Segment lengths are ratios of the body height after Drillis and Contini (1966), as printed in
D. A. Winter, "Biomechanics and Motor Control of Human Movement", figure 4.1.
"""

from dataclasses import dataclass

from spotter.simulation.errors import SimulationError

MIN_HEIGHT_M, MAX_HEIGHT_M = 1.2, 2.2
_HIP_TO_SHOULDER_AND_ANKLE = 0.779


@dataclass(frozen=True, slots=True)
class Body:
    """Lengths in metres, derived from the height and three proportions (1 = the average person).

    Raises :class:`SimulationError` for a height outside 1.2 to 2.2 m and for proportions outside
    0.85 to 1.15.
    """

    height_m: float = 1.75
    leg_ratio: float = 1.0
    arm_ratio: float = 1.0
    shoulder_ratio: float = 1.0

    def __post_init__(self) -> None:
        if not MIN_HEIGHT_M <= self.height_m <= MAX_HEIGHT_M:
            raise SimulationError(
                f"a body is {MIN_HEIGHT_M} to {MAX_HEIGHT_M} m tall; found {self.height_m} m"
            )
        for ratio in (self.leg_ratio, self.arm_ratio, self.shoulder_ratio):
            if not 0.85 <= ratio <= 1.15:
                raise SimulationError(f"a body's proportions are 0.85 to 1.15; found {ratio}")

    @property
    def thigh_m(self) -> float:
        """Hip to knee."""
        return 0.245 * self.leg_ratio * self.height_m

    @property
    def shank_m(self) -> float:
        """Knee to ankle."""
        return 0.246 * self.leg_ratio * self.height_m

    @property
    def leg_m(self) -> float:
        """Hip to ankle, with the knee straight."""
        return self.thigh_m + self.shank_m

    @property
    def torso_m(self) -> float:
        """Mid-hip to neck; longer legs make it shorter."""
        return _HIP_TO_SHOULDER_AND_ANKLE * self.height_m - self.leg_m

    @property
    def ankle_m(self) -> float:
        """Floor to ankle."""
        return 0.039 * self.height_m

    @property
    def upper_arm_m(self) -> float:
        """Shoulder to elbow."""
        return 0.186 * self.arm_ratio * self.height_m

    @property
    def forearm_m(self) -> float:
        """Elbow to wrist."""
        return 0.146 * self.arm_ratio * self.height_m

    @property
    def arm_m(self) -> float:
        """Shoulder to wrist, with the elbow straight."""
        return self.upper_arm_m + self.forearm_m

    @property
    def grip_m(self) -> float:
        """Wrist to the middle of the closed hand."""
        return 0.045 * self.height_m

    @property
    def half_shoulders_m(self) -> float:
        """Neck to shoulder joint."""
        return 0.108 * self.shoulder_ratio * self.height_m

    @property
    def half_hips_m(self) -> float:
        """Mid-hip to hip joint."""
        return 0.054 * self.height_m
