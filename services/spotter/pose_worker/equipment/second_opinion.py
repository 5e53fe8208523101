"""A second opinion on what hands hold, by a detector that nobody has taught this equipment."""

from collections.abc import Callable

import structlog

from spotter.equipment.hands.held import told_by
from spotter.equipment.hands.held_limits import Limits
from spotter.equipment.hands.opinion import Opinion, tells
from spotter.estimators.equipment.efficientnet.models import IMPORT_COMMAND, NAME, network_path
from spotter.estimators.equipment.held_look import NOT_SEEN, HeldLook
from spotter.estimators.equipment.protocol import EquipmentDetector
from spotter.estimators.equipment.registry import make_detector
from spotter.estimators.errors import EstimatorError
from spotter.estimators.models.catalogue import ModelCache
from spotter.movement.values import EquipmentKind
from spotter.pose_worker.equipment.metrics import EquipmentMetrics
from spotter.pose_worker.errors import EstimatorLoadError
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.wire.poses.people import TrackedPerson

LoadDetector = Callable[[], EquipmentDetector]

_log = structlog.get_logger()


def detector_of(settings: PoseWorkerSettings) -> LoadDetector | None:
    """What loads the detector of the settings; None, which is logged, where there is none.

    Raises :class:`EstimatorLoadError` if a detector that the settings name cannot be loaded.
    """
    name, models = settings.hands_detector, ModelCache.at(settings.models_dir)
    if name == "off":
        return None
    if name != "auto":
        try:
            named = make_detector(name, models, settings.estimator_threads)
        except EstimatorError as error:
            raise EstimatorLoadError(f"{error}") from error
        return lambda: named
    if not network_path(models).is_file():
        _log.info("no second opinion on what hands hold", to_get_it=IMPORT_COMMAND)
        return None
    return lambda: make_detector(NAME, models, settings.estimator_threads)


class SecondOpinion:
    """Looks at hands. Nothing is loaded before :meth:`prepare`, which any thread may call.

    ``clock`` is monotonic, in seconds. Looks that fail say nothing: they are counted, and the first
    is logged.
    """

    def __init__(
        self,
        load: LoadDetector | None,
        limits: Limits,
        clock: Callable[[], float],
        metrics: EquipmentMetrics,
    ) -> None:
        self._load = load
        self._limits = limits
        self._clock = clock
        self._metrics = metrics
        self._detector: EquipmentDetector | None = None
        self._has_failed = False

    def prepare(self) -> None:
        """Load the detector, the first time; one that cannot be loaded is logged, and not used."""
        load, self._load = self._load, None
        if load is None:
            return
        try:
            self._detector = load()
        except EstimatorError as error:
            _log.error("no second opinion on what hands hold", reason=str(error))
            return
        except Exception:  # noqa: BLE001 - nobody's poses may stop because of a second opinion
            _log.exception("no second opinion on what hands hold")
            return
        _log.info("a second opinion on what hands hold", detector=self._detector.name)

    def is_asked_about(self, kind: EquipmentKind) -> bool:
        """Whether it can say something of hands with such equipment."""
        return self._detector is not None and tells(self._detector.classes, kind)

    def after_look(self, opinion: Opinion, frame: ReadyFrame, person: TrackedPerson) -> Opinion:
        """What is known of the person's hands after a look at the frame."""
        station_id = frame.owned.station.station_id
        score = self._score(frame, person, station_id)
        said = told_by(score, self._limits).name.lower()
        self._metrics.hands_looks.labels(station_id, said).inc()
        return opinion.after(score, frame.captured_us, self._limits)

    def _score(self, frame: ReadyFrame, person: TrackedPerson, station_id: str) -> float:
        if self._detector is None:
            return NOT_SEEN
        began_s = self._clock()
        try:
            score = HeldLook(self._detector).look(frame.bgr, person.keypoints)
        except Exception:  # noqa: BLE001 - nobody's poses may stop because of a second opinion
            self._metrics.hands_failures.labels(station_id).inc()
            if not self._has_failed:  # once: it may fail each second
                _log.exception("looking at hands failed", station_id=station_id)
            self._has_failed = True
            return NOT_SEEN
        self._metrics.hands_look_s.observe(self._clock() - began_s)
        return score
