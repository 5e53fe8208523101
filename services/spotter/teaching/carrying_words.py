"""The joints that carry an exercise as a trainer writes and reads them: ``hips, knees, trunk``."""

from collections.abc import Iterable

from spotter.movement.fitting import learn_model
from spotter.movement.values import MIRROR, Joint, Reference
from spotter.teaching.errors import TeachingError

EXAMPLE = "hips,knees,trunk"

_PARTS = {
    "hips": Joint.MID_HIP,
    "knees": Joint.RIGHT_KNEE,
    "ankles": Joint.RIGHT_ANKLE,
    "trunk": Joint.NECK,
    "shoulders": Joint.RIGHT_SHOULDER,
    "elbows": Joint.RIGHT_ELBOW,
    "wrists": Joint.RIGHT_WRIST,
}
"""Each part of the body in the order in which people read them; of two sides, the right one."""


def _known_words() -> dict[str, tuple[Joint, ...]]:
    words: dict[str, tuple[Joint, ...]] = {}
    for part, joint in _PARTS.items():
        other = Joint(int(MIRROR[joint]))
        words[part] = (joint,) if other is joint else (joint, other)
        if other is not joint:
            words |= {joint.label: (joint,), other.label: (other,)}
    return words


_WORDS = _known_words()


def carrying_from(text: str) -> tuple[Joint, ...]:
    """The joints in words such as ``hips,left wrist``, in the skeleton's order.

    Raises :class:`TeachingError` for other words.
    """
    joints: set[Joint] = set()
    for word in text.lower().split(","):
        plain = " ".join(word.split())
        if plain not in _WORDS:
            raise TeachingError(
                f"expected what carries the exercise, as {EXAMPLE}: of {', '.join(_WORDS)}; "
                f"found {word.strip()!r}"
            )
        joints.update(_WORDS[plain])
    return tuple(sorted(joints))


def carrying_joints_of(reference: Reference) -> tuple[Joint, ...]:
    """What carries the reference's exercise: as its trainer said, or else as its reps tell.

    Only joints that the reference shows. Raises :class:`MovementError` as :func:`learn_model`.
    """
    return tuple(Joint(int(joint)) for joint in learn_model(reference).carries.nonzero()[0])


def words_of(joints: Iterable[Joint]) -> list[str]:
    """The words for joints, both sides together where both are meant."""
    left = set(joints)
    found = []
    for word, meant in sorted(_WORDS.items(), key=lambda one: -len(one[1])):
        if left.issuperset(meant):
            left.difference_update(meant)
            found.append(word)
    order = list(_WORDS)
    return sorted(found, key=order.index)
