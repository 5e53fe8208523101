"""A version that is tried before it is live. Pure."""

from dataclasses import dataclass

from spotter.catalog.calibration.known_reps import threshold_of
from spotter.catalog.errors import CatalogError
from spotter.catalog.exercises.content import Content
from spotter.movement.values import Exercise, MovementError
from spotter.teaching.change import Change
from spotter.wire.references import exercise_bytes

_SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A version that is tried, and ``what`` would change, in words.

    ``unstored`` are its bytes where the catalog does not have it, else empty.
    """

    digest: str
    what: str
    false_alarm_ratio: float
    threshold: float
    unstored: bytes = b""


def with_ratio(live: Exercise, ratio: float) -> Candidate:
    """The live version with another false-alarm ratio.

    Raises :class:`CatalogError` for one that is no ratio, and for the ratio that it has.
    """
    try:
        change = Change(live).with_false_alarms(ratio)
    except MovementError as error:
        raise CatalogError(str(error)) from error
    if not change.what:
        raise CatalogError(f"expected another false-alarm ratio than {ratio:g}, which is live")
    content = Content.of(exercise_bytes(change.exercise))
    return Candidate(
        content.digest, change.what[0], ratio, threshold_of(change.exercise), content.data
    )


def earlier(version: Content) -> Candidate:
    """A version that was live before."""
    exercise, digest = version.exercise, version.digest
    return Candidate(
        digest,
        f"back to version {digest[:_SHOWN_DIGITS]}",
        exercise.false_alarm_ratio,
        threshold_of(exercise),
    )
