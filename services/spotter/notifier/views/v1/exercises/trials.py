"""Changes of an exercise that are tried on the gym's latest reps."""

from collections import Counter
from math import isfinite
from typing import Annotated

from pydantic import Field

from spotter.api.catalog.v1 import calibration_service_pb2 as pb2
from spotter.notifier.views.models import Milliseconds, OutcomeName, View
from spotter.notifier.views.v1.exercises.exercises import Digest
from spotter.notifier.views.v1.exercises.trial_words import result_words
from spotter.notifier.views.v1.fields import Given, OptionalId, Words, milliseconds
from spotter.wire.catalog.exercises.calibration import trial_result_of
from spotter.wire.replays import RepChange, ReplayedReps, Said

_SHOWN = 30

TrialId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$", examples=["5f0c1d2e3a4b5c6d"])]


class TrialGiven(Given):
    """What to try: another rate of false alarms, or an earlier version."""

    expected_digest: Annotated[Digest, Field(description="the version that is live")]
    false_alarm_ratio: Annotated[float | None, Field(ge=1e-6, lt=0.5)] = None
    digest: Annotated[Digest | None, Field(description="an earlier version")] = None
    days: Annotated[int, Field(ge=1, le=28, description="whose reps are judged again")] = 7


class TrialAdopted(Given):
    """Makes what was tried the live version."""

    trial_id: TrialId
    reason: Words = ""


class TrialDismissed(View):
    """The trial that is forgotten."""

    trial_id: TrialId


class SaidView(View):
    """The gist of a verdict."""

    outcome: OutcomeName
    score: Annotated[float | None, Field(description="null: unscorable")]
    threshold: float | None


class TrialChangeView(View):
    """A rep whose verdict would change."""

    rep_id: str
    member_id: OptionalId
    started_ms: Milliseconds
    before: SaidView
    after: SaidView


class TransitionView(View):
    """How many verdicts would change from which outcome to which."""

    before: OutcomeName
    after: OutcomeName
    reps: int


class TrialView(View):
    """A trial and what has come of it so far."""

    trial_id: TrialId
    digest: Annotated[Digest, Field(description="of the version that is tried")]
    expected_digest: Annotated[Digest, Field(description="of the version that it would replace")]
    what: Annotated[str, Field(description="what would change, in words")]
    false_alarm_ratio: float
    threshold: float
    begun_ms: Milliseconds
    author: str
    since_ms: Milliseconds
    reps: Annotated[int, Field(description="that are judged again, or cannot be")]
    done_reps: int
    left_out: Annotated[int, Field(description="older reps, since there are so many")]
    is_done: bool
    transitions: Annotated[list[TransitionView], Field(description="most reps first")]
    members: Annotated[int, Field(description="whose verdicts would change")]
    sample: Annotated[
        list[TrialChangeView], Field(description="the newest reps whose verdict would change")
    ]
    words: Annotated[list[str], Field(description="what has come of it, as sentences")]


def trial_view(message: pb2.Trial) -> TrialView:
    """The view of a trial."""
    result = trial_result_of(message)
    changes = sorted(result.changes, key=lambda one: -one.started_us)
    return TrialView(
        trial_id=message.trial_id,
        digest=message.digest,
        expected_digest=message.expected_digest,
        what=message.what,
        false_alarm_ratio=message.false_alarm_ratio,
        threshold=message.threshold,
        begun_ms=milliseconds(message.begun_us),
        author=message.author,
        since_ms=milliseconds(message.since_us),
        reps=message.reps,
        done_reps=result.scored + result.without_poses + result.without_baseline,
        left_out=message.left_out,
        is_done=message.is_done,
        transitions=_transitions(result),
        members=len({one.member_id for one in changes if one.member_id}),
        sample=[_change_view(one) for one in changes[:_SHOWN]],
        words=result_words(result, message.left_out) if message.is_done else [],
    )


def _transitions(result: ReplayedReps) -> list[TransitionView]:
    found = Counter((one.before.outcome, one.after.outcome) for one in result.changes)
    return [
        TransitionView(before=before.value, after=after.value, reps=reps)
        for (before, after), reps in found.most_common()
    ]


def _change_view(change: RepChange) -> TrialChangeView:
    return TrialChangeView(
        rep_id=change.rep_id,
        member_id=change.member_id or None,
        started_ms=milliseconds(change.started_us),
        before=_said_view(change.before),
        after=_said_view(change.after),
    )


def _said_view(said: Said) -> SaidView:
    return SaidView(
        outcome=said.outcome.value,
        score=said.score if isfinite(said.score) else None,
        threshold=said.threshold if isfinite(said.threshold) else None,
    )
