"""The data that the API returns and the page shows."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.movement.values import EquipmentKind
from spotter.notifier.views.words import Text

OutcomeName = Literal["good", "faulty", "unscorable"]
JudgedBy = Literal["references", "own reps"]
StatusName = Literal["connecting", "live", "offline", "ended", "paused"]
Milliseconds = Annotated[int, Field(description="milliseconds since the Unix epoch")]


class View(BaseModel):
    """An immutable value to show."""

    model_config = ConfigDict(frozen=True)


class FaultView(View):
    """A named deviation that matters."""

    joint: Annotated[
        str,
        Field(
            description="joint of BODY_25, such as LEFT_KNEE, or BAR_LEFT or BAR_RIGHT, an end of "
            "equipment"
        ),
    ]
    label: Annotated[Text, Field(description="the joint, or the equipment, in words")]
    phase: Annotated[float, Field(description="0 at the rep's start, 1 at its end")]
    direction: Annotated[str, Field(description="where the joint is, relative to the reference")]
    code: Annotated[str, Field(description="what is wrong, such as KNEES_IN")]
    moment: Annotated[str | None, Field(description="the part of the rep, such as BOTTOM")]
    both_sides: Annotated[bool, Field(description="the other side deviates likewise")]
    size_tl: Annotated[float, Field(description="torso lengths")]
    frame_index: Annotated[int, Field(description="frame of the attempt, counted from 0")]
    action: Annotated[
        Text, Field(description="what to do, for whoever does the rep", examples=["Sit deeper"])
    ] = ""


class SpeedView(View):
    """How fast a rep was lifted, against gravity: of the point that rises most."""

    mean_tl_s: Annotated[float, Field(description="torso lengths a second")]
    peak_tl_s: Annotated[float, Field(description="torso lengths a second")]
    of_first_ratio: Annotated[
        float | None,
        Field(description="the mean divided by that of the set's first good rep; null: not good"),
    ]
    mean_m_s: Annotated[
        float | None, Field(description="metres a second; null: nobody knows the scale")
    ] = None
    peak_m_s: Annotated[float | None, Field(description="metres a second")] = None
    scale: Annotated[Literal["height"] | None, Field(description="how metres are known")] = None
    mean_w_per_kg: Annotated[
        float | None,
        Field(description="mean power, watts for each kilogram of load; null without metres"),
    ] = None


class VerdictView(View):
    """The verdict on one rep."""

    rep_id: str
    station_id: str
    track_id: int
    exercise: str
    set_number: int
    rep_number: int
    started_ms: Milliseconds
    ended_ms: Milliseconds
    said_ms: Milliseconds
    outcome: OutcomeName
    score: Annotated[float | None, Field(description="faulty above the threshold; unitless")]
    threshold: float | None
    reason: Annotated[Text, Field(description="why the rep is unscorable")]
    reason_code: Annotated[
        str | None, Field(description="the same as a code, such as JOINTS_UNSEEN")
    ] = None
    sentences: Annotated[
        tuple[Text, ...],
        Field(description="what to say: hints, why it is unscorable, or which faults were fixed"),
    ]
    hints: Annotated[tuple[Text, ...], Field(description="what to change, most important first")]
    fixed: Annotated[
        tuple[Text, ...],
        Field(
            description="what to say about faults of earlier reps of this set that are now fixed"
        ),
    ] = ()
    faults: Annotated[tuple[FaultView, ...], Field(description="worst first")]
    trace_id: str
    judged_by: Annotated[
        JudgedBy,
        Field(description="the exercise's references, or the person's own first reps of the visit"),
    ] = "references"
    question: Annotated[
        Text, Field(description="what a trainer should look at in this set; said once a set")
    ] = ""
    pattern: Annotated[
        str, Field(description="a trainer's name of how it goes wrong; empty without one")
    ] = ""
    session_id: Annotated[str, Field(description="empty: nobody's in particular")] = ""
    speed: Annotated[SpeedView | None, Field(description="null: it could not be measured")] = None


class RepMark(View):
    """One of a station's latest reps."""

    rep_id: str
    track_id: int
    set_number: int
    rep_number: int
    outcome: OutcomeName


class PersonSetView(View):
    """One person's current set, at a station where everybody is judged."""

    track_id: int
    exercise: str
    set_number: int
    rep_count: Annotated[int, Field(description="reps of this set")]
    outcome: Annotated[OutcomeName, Field(description="of the latest rep")]
    rep_id: Annotated[str, Field(description="the latest rep")]


class StationView(View):
    """One station, as its tile shows it."""

    station_id: str
    name: str
    exercise: Annotated[
        str,
        Field(description="the exercise, the one recognised last, or the candidates in words"),
    ]
    status: StatusName
    since_ms: Annotated[
        int | None, Field(description="when the status began, milliseconds since the Unix epoch")
    ]
    reason: Annotated[str, Field(description="why the station is not live")]
    problem: Annotated[
        str, Field(description="what does not come although the station is live; else empty")
    ] = ""
    shortfalls: Annotated[
        tuple[str, ...],
        Field(description="what it lacks so that its reps can be judged, although it is live"),
    ] = ()
    set_number: Annotated[int | None, Field(description="the current set, counted from 1")]
    rep_count: Annotated[int, Field(description="reps of the current set")]
    good_count: Annotated[int, Field(description="how many of them were good")] = 0
    last: Annotated[VerdictView | None, Field(description="the latest rep's verdict")]
    recent: Annotated[tuple[RepMark, ...], Field(description="latest reps, oldest first")]
    everybody: Annotated[bool, Field(description="whether everybody in view is judged")] = False
    people: Annotated[
        tuple[PersonSetView, ...],
        Field(description="where everybody is judged: the set of each person with recent reps"),
    ] = ()
    delay_s: Annotated[
        float, Field(description="how long after their capture the camera's frames are published")
    ] = 0.0
    is_filmed_by_screen: Annotated[
        bool, Field(description="whether the browser of the station's own screen is its camera")
    ] = False
    keeps_pictures: Annotated[
        bool, Field(description="whether its pictures are kept now, to teach equipment by them")
    ] = False


Point = tuple[float, float] | None


class MovementView(View):
    """A movement in torso lengths, relative to the hips' starting position."""

    times_s: Annotated[list[float], Field(description="seconds since the first frame")]
    frames: Annotated[
        list[list[Point]],
        Field(
            description="each frame's joints, and where equipment was followed its left and its "
            "right end: x to the right, y up; null where missing"
        ),
    ]
    equipment_kind: Annotated[
        EquipmentKind | None, Field(description="what those ends are of; null: none are there")
    ] = None


class WorstView(View):
    """The joint, or the end of equipment, farthest from the reference, and when."""

    joint_index: Annotated[
        int,
        Field(
            description="index of the joint in BODY_25; 25 and 26: the left and the right end of "
            "the equipment"
        ),
    ]
    label: Annotated[Text, Field(description="the joint, or the equipment, in words")]
    frame_index: Annotated[int, Field(description="frame of the attempt, counted from 0")]
    phase: Annotated[float, Field(description="0 at the rep's start, 1 at its end")]
    size_tl: Annotated[float, Field(description="torso lengths")]
    axis: Annotated[
        Literal["x", "y"], Field(description="the direction in which it is farther off")
    ]
    words: Annotated[Text, Field(description="which joint and when, as a sentence")]


class MeasureView(View):
    """One measure of a rep."""

    name: Annotated[Text, Field(description="tempo, range of motion, symmetry or steadiness")]
    words: Text
    numbers: Annotated[Text, Field(description="the numbers behind the words, with their units")]


class RepView(View):
    """One rep in detail."""

    verdict: VerdictView
    attempt: Annotated[MovementView | None, Field(description="null if no longer kept")]
    reference: Annotated[MovementView | None, Field(description="null if there is none")]
    alignment: Annotated[
        list[tuple[int, int]],
        Field(description="pairs: frame of the attempt, frame of the reference"),
    ]
    worst: WorstView | None
    notes: Annotated[
        tuple[Text, ...], Field(description="the score and by what it was judged, as sentences")
    ] = ()
    numbers: Annotated[
        tuple[Text, ...],
        Field(description="the numbers behind the sentences, with sizes in torso lengths"),
    ] = ()
    measures: Annotated[
        tuple[MeasureView, ...],
        Field(description="what could be measured, compared with the reference"),
    ] = ()
    angle: Annotated[Text, Field(description="the joint angle that is farthest off, if any")] = ""
