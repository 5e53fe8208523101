"""What the camera sees amiss: reps that cannot be judged, and another person in the picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from spotter.alerting.memory import KeptAlert, SeenRep, Visit
from spotter.alerting.rules import Rules
from spotter.alerting.steps.life import again, lapsed, opened
from spotter.alerting.values import Ending, Evidence, Kind, Priority
from spotter.movement.values import EquipmentKind, ReasonCode

_LACKS_FRAMES = frozenset(
    {
        ReasonCode.TOO_FEW_FRAMES,
        ReasonCode.GAP,
        ReasonCode.CUT_OFF,
        ReasonCode.NOT_COMPARABLE,
    }
)


@dataclass(frozen=True, slots=True)
class _Sight:
    """What is amiss with a rep, and after how many in a row that is an alert."""

    kind: Kind
    priority: Priority
    reps: int
    is_amiss: Callable[[SeenRep], bool]


def _sights(rules: Rules) -> tuple[_Sight, ...]:
    return (
        _Sight(Kind.UNSCORABLE, Priority.LOW, rules.unscorable_reps, _is_unscorable),
        _Sight(Kind.TWO_PEOPLE, Priority.MEDIUM, rules.two_people_reps, _has_two_people),
    )


def _has_two_people(rep: SeenRep) -> bool:
    return rep.unscorable is ReasonCode.TWO_PEOPLE


def _is_unscorable(rep: SeenRep) -> bool:
    """A rep that lacks frames is no trainer's affair: the station itself says why it does."""
    is_seen_badly = rep.unscorable is not None and rep.unscorable not in _LACKS_FRAMES
    return is_seen_badly and not _has_two_people(rep)


def follow(
    alerts: Sequence[KeptAlert], visit: Visit, looked_us: int, now_us: int, rules: Rules
) -> tuple[KeptAlert, ...]:
    """The station's alerts after the visit's last rep; a trainer looked there at ``looked_us``."""
    followed = tuple(alerts)
    for sight in _sights(rules):
        followed = _followed(followed, sight, visit, looked_us, now_us, rules)
    return followed


def _followed(  # noqa: PLR0913, PLR0917 - one condition's whole surroundings
    alerts: tuple[KeptAlert, ...],
    sight: _Sight,
    visit: Visit,
    looked_us: int,
    now_us: int,
    rules: Rules,
) -> tuple[KeptAlert, ...]:
    amiss = list(takewhile(sight.is_amiss, reversed(visit.reps)))
    right = _in_a_row(visit, lambda rep: rep.unscorable is None)
    open_ones = [kept for kept in alerts if _is_about(kept, sight.kind, visit)]
    if any(kept.alert.is_active for kept in open_ones):
        return (
            _ended(alerts, open_ones, looked_us, now_us) if right >= rules.framed_reps else alerts
        )
    if len(amiss) < sight.reps:
        return alerts
    if open_ones:  # latched, and not seen yet: it is the same once more
        return tuple(again(kept, now_us) if kept in open_ones else kept for kept in alerts)
    evidence = Evidence(
        reps=len(visit.reps),
        faulty_reps=len(amiss),
        in_a_row=len(amiss),
        rep_ids=tuple(rep.rep_id for rep in amiss),
    )
    new = opened(
        sight.kind,
        sight.priority,
        visit.whose,
        now_us,
        by=visit.reps[-1].rep_id,
        exercise=visit.reps[-1].exercise,
        without=_without(amiss),
        evidence=evidence,
    )
    return (*alerts, new)


def _without(amiss: Sequence[SeenRep]) -> EquipmentKind | None:
    """The equipment that the latest lacked, if all lacked some: then nothing else is amiss."""
    return amiss[0].without if all(rep.without for rep in amiss) else None


def _ended(
    alerts: Sequence[KeptAlert], ending: Sequence[KeptAlert], looked_us: int, now_us: int
) -> tuple[KeptAlert, ...]:
    return tuple(
        lapsed(kept, Ending.FIXED, looked_us, now_us) if kept in ending else kept for kept in alerts
    )


def _in_a_row(visit: Visit, is_so: Callable[[SeenRep], bool]) -> int:
    return sum(1 for _ in takewhile(is_so, reversed(visit.reps)))


def _is_about(kept: KeptAlert, kind: Kind, visit: Visit) -> bool:
    alert = kept.alert
    return alert.whose.visit_id == visit.whose.visit_id and alert.kind is kind and alert.is_open
