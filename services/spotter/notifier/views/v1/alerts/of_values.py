"""The views of alerts and what belongs to them; ``name_of`` gives the name of an author."""

from collections.abc import Callable, Mapping
from functools import partial

from spotter.alerting import values
from spotter.movement.values.body.equipment import EquipmentKind
from spotter.movement.values.judged.verdict import Fault
from spotter.movement.wording import alert_words
from spotter.movement.wording.language import Language
from spotter.notifier.views.v1.alerts import alerts as views
from spotter.notifier.views.v1.fields import milliseconds
from spotter.notifier.views.words import Words, lines, told, words
from spotter.wire.catalog.alerts.alerts import Cue

NameOf = Callable[[str], str]


def alert_view(alert: values.Alert, name_of: NameOf) -> views.AlertView:
    """The view of an alert."""
    kind, ending = alert.kind.value, _name(alert.ending)
    return views.AlertView.model_validate(
        {
            "alert_id": alert.alert_id,
            "kind": kind,
            "priority": _name_of(alert.priority),
            "station_id": alert.whose.station_id,
            "session_id": alert.whose.session_id or None,
            "member_id": alert.whose.member_id or None,
            "class_id": alert.whose.class_id or None,
            "exercise": alert.exercise,
            "title": words(partial(alert_words.title, kind, alert.fault)),
            "reason": words(partial(_grounds_words, alert.evidence)),
            "cues": _cues(kind, alert.fault, alert.without),
            "evidence": _evidence_view(alert.evidence),
            "is_active": alert.is_active,
            "is_latched": alert.kind.is_latched,
            "taking": _taking_view(alert.taking, name_of) if alert.taking else None,
            "holding": _name(alert.holding),
            "silence_id": alert.silence_id or None,
            "line_id": alert.line_id or None,
            "opened_ms": milliseconds(alert.opened_us),
            "risen_ms": milliseconds(alert.risen_us),
            "ended_ms": milliseconds(alert.ended_us) or None,
            "ending": ending,
            "ending_words": words(partial(alert_words.ending_words, ending)),
            "rank": alert.rank,
            "escalation": alert.escalation,
            "declined_by": list(alert.declined_by),
        }
    )


def line_view(line: values.ClassLine) -> views.ClassLineView:
    """The view of a line for a class."""
    said = partial(alert_words.line_words, line.fault, line.exercise, line.people, line.out_of)
    return views.ClassLineView(
        line_id=line.line_id,
        class_id=line.class_id or None,
        exercise=line.exercise,
        words=words(said),
        people=line.people,
        out_of=line.out_of,
        alert_ids=list(line.alert_ids),
        begun_ms=milliseconds(line.begun_us),
        ended_ms=milliseconds(line.ended_us) or None,
    )


def need_view(need: values.Need, worst: views.AlertView | None) -> views.NeedView:
    """The view of a station's need; ``worst`` is the alert there that goes first, if any.

    A need that is about no fault is in the words of that alert.
    """

    def reason(language: Language) -> str:
        title = alert_words.title("fault", need.fault, language) if need.fault else ""
        if not title and need.priority and worst:
            title = told(worst.title, language)
        return ", ".join(filter(None, (title, _grounds_words(need.evidence, language))))

    return views.NeedView.model_validate(
        {
            "station_id": need.station_id,
            "rank": need.rank,
            "priority": _name_of(need.priority),
            "reason": words(reason) if need.priority else "",
            "trend": need.evidence.trend.value,
            "looked_ms": milliseconds(need.looked_us) or None,
        }
    )


def silence_view(
    silence: values.Silence, name_of: NameOf, alerts: Mapping[str, views.AlertView]
) -> views.SilenceView:
    """The view of a silence; ``alerts`` are those that are known, by id."""
    alert = alerts.get(silence.alert_id)
    return views.SilenceView(
        silence_id=silence.silence_id,
        member_id=silence.member_id or None,
        station_id=silence.station_id or None,
        alert_id=silence.alert_id or None,
        words=alert.title if alert else words(partial(_all_words, silence)),
        author=silence.author,
        name=name_of(silence.author),
        reason=silence.reason,
        begun_ms=milliseconds(silence.begun_us),
        until_ms=0 if silence.ended_by else milliseconds(silence.until_us),
    )


def cue_view(cue: Cue, name_of: NameOf) -> views.CueView:
    """The view of a cue."""
    return views.CueView(
        cue_id=cue.cue_id,
        station_id=cue.station_id,
        text=cue.text,
        author=cue.author,
        name=name_of(cue.author),
        at_ms=milliseconds(cue.at_us),
        alert_id=cue.alert_id or None,
    )


def presence_view(presence: values.Presence, name_of: NameOf) -> views.PresenceView:
    """The view of a trainer at the console."""
    return views.PresenceView(
        author=presence.author,
        name=name_of(presence.author),
        until_ms=milliseconds(presence.until_us),
    )


def _evidence_view(evidence: values.Evidence) -> views.EvidenceView:
    return views.EvidenceView.model_validate(
        {
            "reps": evidence.reps,
            "faulty_reps": evidence.faulty_reps,
            "in_a_row": evidence.in_a_row,
            "worst_ratio": evidence.worst_ratio,
            "trend": evidence.trend.value,
            "worst_rep_id": evidence.worst_rep_id,
            "rep_ids": list(evidence.rep_ids),
        }
    )


def _taking_view(taking: values.Taking, name_of: NameOf) -> views.TakingView:
    return views.TakingView(
        author=taking.author,
        name=name_of(taking.author),
        at_ms=milliseconds(taking.at_us),
        until_ms=milliseconds(taking.until_us),
    )


def _cues(kind: str, fault: Fault | None, without: EquipmentKind | None = None) -> list[Words]:
    """Each once, and those that are short enough in every language."""
    every = dict.fromkeys(lines(partial(alert_words.sayable, kind, fault, without=without)))
    longest = alert_words.LONGEST_CUE
    return [
        one for one in every if all(len(said) <= longest for said in (one, *one.others.values()))
    ]


def _grounds_words(evidence: values.Evidence, language: Language) -> str:
    grounds = alert_words.Grounds(
        reps=evidence.reps,
        faulty_reps=evidence.faulty_reps,
        in_a_row=evidence.in_a_row,
        worst_ratio=evidence.worst_ratio,
        trend=evidence.trend.value,
    )
    return alert_words.grounds_words(grounds, language)


def _all_words(silence: values.Silence, language: Language) -> str:
    said = language.alerts
    return said.all_of_member if silence.member_id else said.all_at_station


def _name(one: values.Holding | values.Ending | None) -> str:
    return one.value if one else ""


def _name_of(priority: values.Priority | None) -> str:
    return priority.name.lower() if priority else ""
