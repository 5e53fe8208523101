"""The page's words about a rep."""

import json
from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.measures import LiftingSpeed, Measures, Scale, ScaleSource
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.verdict import Outcome, Verdict
from spotter.notifier.views.models import SpeedView
from spotter.notifier.views.verdict_view import verdict_view
from spotter.notifier.views.words import json_in
from spotter.wire.verdicts import RepVerdict
from support.movements.made_up_faults import SITS_TOO_HIGH

FIXED = ("Deep enough now.",)
HINTS = ("Sit deeper: your hips stop about 15 cm above the reference at the bottom.",)


def rep_verdict(verdict: Verdict) -> RepVerdict:
    return RepVerdict(
        rep_id="rack-1_1_11",
        station_id="rack-1",
        track_id=1,
        exercise="squat",
        reference_digest="0" * 64,
        set_number=1,
        rep_number=1,
        started_us=0,
        ended_us=2_000_000,
        trace_id="0" * 32,
        verdict=verdict,
    )


@pytest.mark.parametrize(
    ("verdict", "sentences"),
    [
        (Verdict(Outcome.FAULTY, 2.6, 2.0, faults=(SITS_TOO_HIGH,)), HINTS),
        (Verdict(Outcome.FAULTY, 41.0, 30.0), ()),
        (Verdict(Outcome.GOOD, 0.7, 2.0, fixed=(SITS_TOO_HIGH,)), FIXED),
        (Verdict(Outcome.GOOD, 0.7, 2.0), ()),
        (
            Verdict.unscorable(Reason(ReasonCode.JOINTS_UNSEEN, joints=(Joint.LEFT_WRIST,))),
            ("Out of frame or hidden: left wrist",),
        ),
        (Verdict(Outcome.UNSCORABLE, np.nan, np.nan), ()),
    ],
)
def test_the_outcome_decides_the_sentences(verdict: Verdict, sentences: tuple[str, ...]) -> None:
    assert verdict_view(rep_verdict(verdict), 3000).sentences == sentences


def test_a_verdict_says_how_fast_the_rep_was_lifted() -> None:
    lifting = LiftingSpeed(Joint.MID_HIP, 0.8, 1.1, 1.8, 0.9)
    verdict = Verdict(Outcome.GOOD, 0.7, 2.0, measures=Measures(lifting=lifting))
    view = verdict_view(rep_verdict(verdict), 0)
    assert view.speed == SpeedView(mean_tl_s=1.1, peak_tl_s=1.8, of_first_ratio=0.9)
    assert verdict_view(rep_verdict(Verdict(Outcome.GOOD, 0.7, 2.0)), 0).speed is None
    scaled = replace(lifting, scale=Scale(0.5, ScaleSource.HEIGHT))
    in_metres = verdict_view(rep_verdict(replace(verdict, measures=Measures(lifting=scaled))), 0)
    assert in_metres.speed == SpeedView(
        mean_tl_s=1.1,
        peak_tl_s=1.8,
        of_first_ratio=0.9,
        mean_m_s=0.55,
        peak_m_s=0.9,
        scale="height",
        mean_w_per_kg=9.81 * 0.55,
    )


def told(verdict: Verdict, tag: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(json_in(verdict_view(rep_verdict(verdict), 0), tag))
    return found


def test_a_hint_is_in_the_readers_language() -> None:
    verdict = Verdict(Outcome.FAULTY, 2.6, 2.0, faults=(SITS_TOO_HIGH,))
    assert told(verdict, "de")["hints"] == [
        "Setz dich tiefer: deine Hüfte bleibt etwa 15 cm über der Referenz am tiefsten Punkt."
    ]
    assert told(verdict, "en")["hints"] == [
        "Sit deeper: your hips stop about 15 cm above the reference at the bottom."
    ]


def test_a_trainers_own_cue_stays_as_it_is_written() -> None:
    own = replace(SITS_TOO_HIGH, cue="down you go")
    german = told(Verdict(Outcome.FAULTY, 2.6, 2.0, faults=(own,)), "de")
    assert german["faults"][0]["action"] == "Down you go"  # type: ignore[index]
