"""BlazePose: one person per picture, followed from picture to picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from spotter.estimators.blazepose.detector import Detector
from spotter.estimators.blazepose.joints import to_body_25, to_world_m
from spotter.estimators.blazepose.landmarks import Body, Landmarker
from spotter.estimators.blazepose.region import Region
from spotter.estimators.estimator import Estimation, Estimator, Person, Picture

MAX_AGE_US = 1_000_000
"""After a longer gap the person may be anywhere, so the whole picture is searched again."""


@dataclass(frozen=True, slots=True)
class _TrackedRegion:
    """The region where a source's person is expected, and when that picture was captured."""

    region: Region
    captured_us: int


class BlazePose(Estimator):
    """Finds landmarks in the tracked region; runs the detector only if there is none.

    Many sources share the two networks; each source keeps only its expected region.
    """

    finds_everybody = False
    is_jittery = False

    def __init__(
        self, name: str, detector: Detector, landmarker: Landmarker, *, threads: int
    ) -> None:
        self._name = name
        self._threads = threads
        self._detector = detector
        self._landmarker = landmarker
        self._tracked: dict[str, _TrackedRegion] = {}

    @property
    def name(self) -> str:
        """The name by which the registry makes it."""
        return self._name

    @property
    def device(self) -> str:
        """The CPU and its threads; LiteRT runs nowhere else."""
        return f"CPU, {self._threads} thread{'s' * (self._threads > 1)}"

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        """At most one person for each picture.

        All work is done at once, as a picture's region follows from the previous landmarks.
        """
        found = [self._people(picture) for picture in pictures]
        return lambda: found

    def forget(self, source_id: str) -> None:
        """Drop the expected region of a source."""
        self._tracked.pop(source_id, None)

    def _people(self, picture: Picture) -> tuple[Person, ...]:
        body = self._followed(picture) or self._detected(picture)
        if body is None:
            self.forget(picture.source_id)
            return ()
        self._tracked[picture.source_id] = _TrackedRegion(body.next_region, picture.captured_us)
        height_px, width_px = picture.bgr.shape[:2]
        keypoints = to_body_25(body.xy_px, body.visibility, width_px, height_px)
        return (Person(keypoints, to_world_m(body.world_m, keypoints)),)

    def _followed(self, picture: Picture) -> Body | None:
        tracked = self._tracked.get(picture.source_id)
        if tracked is None or not 0 <= picture.captured_us - tracked.captured_us <= MAX_AGE_US:
            return None
        return self._landmarks(picture, tracked.region)

    def _detected(self, picture: Picture) -> Body | None:
        region = self._detector.find(picture.bgr)
        return self._landmarks(picture, region) if region else None

    def _landmarks(self, picture: Picture, region: Region) -> Body | None:
        return self._landmarker.find(picture.bgr, region) if region.is_usable() else None
