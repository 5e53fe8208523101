"""The measured angles of the body."""

from enum import Enum

from spotter.movement.values.body.skeleton import MIRROR, Joint


class Angle(Enum):
    """An angle at the second of three joints; ``TRUNK`` is the lean, from hips to neck.

    The lean is 0 when upright and positive towards the right of the picture. The others go from 0
    (folded) to 180 (straight), whichever way they bend, since not every view shows that.
    """

    RIGHT_KNEE = (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE)
    LEFT_KNEE = (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE)
    RIGHT_HIP = (Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP, Joint.RIGHT_KNEE)
    LEFT_HIP = (Joint.LEFT_SHOULDER, Joint.LEFT_HIP, Joint.LEFT_KNEE)
    RIGHT_SHOULDER = (Joint.RIGHT_HIP, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW)
    LEFT_SHOULDER = (Joint.LEFT_HIP, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW)
    RIGHT_ELBOW = (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST)
    LEFT_ELBOW = (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST)
    TRUNK = (Joint.MID_HIP, Joint.NECK)

    @property
    def label(self) -> str:
        """The name for people, such as ``left knee``."""
        return self.name.lower().replace("_", " ")

    @property
    def other_side(self) -> "Angle":
        """The same angle on the other side; the trunk's is itself."""
        return Angle(tuple(Joint(int(MIRROR[joint])) for joint in self.value))


ANGLES = tuple(Angle)
