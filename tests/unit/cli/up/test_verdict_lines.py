import json
from dataclasses import replace

from spotter.cli.up.verdict_lines import state_line, verdict_json, verdict_line
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.verdict import (
    Direction,
    Fault,
    FaultCode,
    Moment,
    Outcome,
    Verdict,
)
from spotter.wire.stations import StationState, Status
from spotter.wire.verdicts import RepVerdict

FAULT = Fault(
    Joint.MID_HIP,
    0.5,
    Direction.HIGHER,
    0.3,
    12,
    code=FaultCode.SITS_TOO_HIGH,
    moment=Moment.BOTTOM,
)
HINT = "Sit deeper: your hips stop about 15 cm above the reference at the bottom."
FAULTY = RepVerdict(
    rep_id="rack-1_1_5",
    station_id="rack-1",
    track_id=1,
    exercise="squat",
    reference_digest="00",
    set_number=2,
    rep_number=4,
    started_us=5,
    ended_us=9,
    trace_id="ab",
    verdict=Verdict(Outcome.FAULTY, 2.5, 1.0, faults=(FAULT,)),
)
REASON = "out of frame or hidden: the person was lost before the rep ended"
UNSCORABLE = replace(FAULTY, verdict=Verdict.unscorable(Reason(ReasonCode.END_UNSEEN)))


def test_a_faulty_rep_is_described_in_a_trainer_s_words() -> None:
    assert verdict_line(FAULTY, "Rack 1") == (
        "Rep 4 at Rack 1: sit deeper: your hips stop about 15 cm above the reference at the bottom."
    )


def test_several_hints_follow_each_other() -> None:
    cued = replace(FAULT, cue="Down you go")
    verdict = replace(FAULTY.verdict, faults=(FAULT, cued))
    line = verdict_line(replace(FAULTY, verdict=verdict), "Rack 1")
    detail = "your hips stop about 15 cm above the reference at the bottom."
    assert line == f"Rep 4 at Rack 1: sit deeper: {detail} Down you go: {detail}"


def test_a_good_rep_is_printed_too() -> None:
    good = replace(FAULTY, verdict=Verdict(Outcome.GOOD, 0.5, 1.0))
    assert verdict_line(good, "Rack 1") == "Rep 4 at Rack 1: good."


def test_a_set_that_differs_throughout_has_a_line_of_its_own() -> None:
    verdict = Verdict(Outcome.GOOD, 0.5, 1.0, differs_throughout=True)
    assert verdict_line(replace(FAULTY, verdict=verdict), "Rack 1").splitlines() == [
        "Rep 4 at Rack 1: good.",
        "Set 2 at Rack 1: differs from the reference throughout: look.",
    ]


def test_scripts_are_told_which_baseline_decided() -> None:
    verdict = replace(FAULTY.verdict, baseline_id="0a" * 8)
    told = json.loads(verdict_json(replace(FAULTY, verdict=verdict), "Rack 1"))
    assert (told["baseline"], told["differs_throughout"]) == ("0a" * 8, False)
    assert json.loads(verdict_json(FAULTY, "Rack 1"))["baseline"] is None


def test_a_rep_that_cannot_be_judged_says_why() -> None:
    line = verdict_line(UNSCORABLE, "Rack 1")
    assert line == f"Rep 4 at Rack 1: cannot be judged: {REASON}."


def test_json_has_the_fields_behind_the_words() -> None:
    said = json.loads(verdict_json(FAULTY, "Rack 1"))
    assert (said["station"], said["track"], said["set"], said["rep"]) == ("rack-1", 1, 2, 4)
    assert (said["verdict"], said["score"], said["threshold"]) == ("faulty", 2.5, 1.0)
    assert said["hints"] == [HINT]
    assert said["faults"] == [
        {
            "code": "sits too high",
            "joint": "mid_hip",
            "both_sides": False,
            "phase": 0.5,
            "moment": "bottom",
            "direction": "higher",
            "size_tl": 0.3,
        }
    ]


def test_json_has_null_where_there_is_no_number() -> None:
    line = verdict_json(UNSCORABLE, "Rack 1")
    assert "NaN" not in line
    assert json.loads(line)["score"] is None
    assert json.loads(line)["reason"] == REASON
    assert json.loads(line)["reason_code"] == "end unseen"


def test_a_camera_that_goes_and_comes_back_is_announced() -> None:
    offline = StationState("rack-1", Status.OFFLINE, 5, "no frame for 20 s")
    assert state_line(offline, "Rack 1") == "Rack 1 is offline: no frame for 20 s."
    assert state_line(StationState("rack-1", Status.LIVE, 6), "Rack 1") == "Rack 1 is live."


def test_a_first_attempt_to_connect_is_not_announced() -> None:
    assert state_line(StationState("rack-1", Status.CONNECTING, 5), "Rack 1") is None
