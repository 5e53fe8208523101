"""The state of a rep cutter, from which another one can continue."""

from dataclasses import dataclass, field

from spotter.movement.geometry.body.body_size import LIMB_COUNT
from spotter.movement.segmentation.excursion import ExcursionState
from spotter.movement.segmentation.handling.state import HandlingState
from spotter.movement.segmentation.joint_filter import JointFilterState
from spotter.movement.segmentation.movement_similarity import MovementSimilarityState
from spotter.movement.segmentation.shapes import check_shape
from spotter.movement.segmentation.template import Template
from spotter.movement.segmentation.wave_state import WaveState
from spotter.movement.values import JOINT_COUNT, MovementError


@dataclass(frozen=True, slots=True, eq=False)
class CutterState:
    """The state of a :class:`RepCutter`, without its template. Times are microseconds.

    Raises :class:`MovementError` for arrays of other shapes, and for invalid set or rep numbers.
    """

    excursion_filter: ExcursionState
    similarity: MovementSimilarityState
    wave: WaveState
    set_number: int = 1
    rep_number: int = 0
    """The last rep's number; 0 before the first of a set."""
    first_us: int = 0
    """When the person was first seen, or seen again after a gap."""
    set_started_us: int = 0
    """When the first rep of the set began."""
    last_rep_us: int = 0
    """When the last rep ended."""
    last_us: int | None = None
    """When the person was last seen."""
    gap_s: float = 0.0
    """The longest time for which nobody was seen since the open wave began."""
    halted_rep: bool = False
    """Whether the open wave was a rep when it last halted on its way back."""
    handling: HandlingState = field(default_factory=HandlingState)
    """What the person does with the exercise's equipment."""

    def __post_init__(self) -> None:
        _check_joints(self.excursion_filter.joints)
        self._check_ways()
        if self.set_number < 1 or self.rep_number < 0:
            raise MovementError(
                "sets are numbered from 1 and reps from 0, before the first; "
                f"found set {self.set_number} and rep {self.rep_number}"
            )

    def _check_ways(self) -> None:
        ways = self.excursion_filter.recent_swing.along.shape
        check_shape(ways, moved=self.excursion_filter.recent_swing.moved)
        similarity = self.similarity
        stop = () if similarity.stop is None else (similarity.stop,)
        for done in (similarity.whole, similarity.mark, similarity.back, *stop):
            check_shape((JOINT_COUNT, 2), from_tl=done.from_tl)
            check_shape(ways, gone_along=done.gone.along, gone_moved=done.gone.moved)
            check_shape(ways, swung_along=done.swung.along, swung_moved=done.swung.moved)

    @classmethod
    def of(cls, template: Template) -> "CutterState":
        """The state before the person is first seen."""
        excursion_filter = ExcursionState.of(template)
        similarity = MovementSimilarityState.of(template, excursion_filter.joints)
        return cls(excursion_filter, similarity, WaveState(pace_s=template.duration_s))

    def check_template(self, template: Template) -> None:
        """Raise :class:`MovementError` if the state belongs to another template."""
        ways, known, way = (
            len(template),
            len(self.excursion_filter.recent_swing.along),
            self.excursion_filter.way,
        )
        if known != ways or not 0 <= way < ways:
            raise MovementError(
                f"a cutter with a template of {ways} ways needs a state with as many; "
                f"found {known} ways, of which it follows way {way}"
            )


def _check_joints(joints: JointFilterState) -> None:
    check_shape((JOINT_COUNT,), seen_us=joints.seen_us, weight=joints.weight)
    check_shape(
        (JOINT_COUNT, 2),
        seen_px=joints.seen_px,
        smooth_px=joints.smooth_px,
        slow_px=joints.slow_px,
        way_tl=joints.way_tl,
    )
    for one in joints.sizes:
        check_shape((LIMB_COUNT,), by_limb_px=one.by_limb_px)
