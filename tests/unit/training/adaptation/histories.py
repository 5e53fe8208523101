"""Attempts of one exercise for tests, some made by Hypothesis."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from spotter.training.adaptation import (
    Attempt,
    Condition,
    DayLoad,
    DoneSet,
    FaultCount,
    Gym,
    Prescription,
    Readiness,
)
from spotter.training.imports import SetKind

MONDAY = date(2025, 1, 6)
GYM = Gym(step_kg=2.5, false_alarm_ratio=0.05)
EIGHT_TO_TWELVE = Prescription(3, 8, 12, 60.0)


def attempt(
    reps: Sequence[int],
    prescribed: Prescription = EIGHT_TO_TWELVE,
    *,
    load_kg: float | None = None,
    day: date = MONDAY,
    faults: tuple[FaultCount, ...] = (),
) -> Attempt:
    """Sets of so many reps, at the prescribed load if none is given."""
    used_kg = prescribed.load_kg if load_kg is None else load_kg
    return Attempt(day, prescribed, tuple(DoneSet(one, load_kg=used_kg) for one in reps), faults)


def _sets(prescribed: Prescription) -> st.SearchStrategy[DoneSet]:
    loads = [prescribed.load_kg, *([prescribed.load_kg - 2.5] if prescribed.load_kg else [])]
    return st.integers(0, 20).flatmap(
        lambda reps: st.builds(
            DoneSet,
            reps=st.just(reps),
            faulty_reps=st.integers(0, min(reps, 3)),
            load_kg=st.sampled_from(loads),
            kind=st.sampled_from(SetKind),
            reps_left=st.none() | st.integers(0, 5),
            speed_loss_ratio=st.none() | st.floats(0, 0.6),
        )
    )


@st.composite
def prescriptions(draw: st.DrawFn) -> Prescription:
    """Loads on the gym's steps, or none."""
    least = draw(st.integers(1, 12))
    steps = draw(st.none() | st.integers(1, 80))
    load_kg = None if steps is None else steps * GYM.step_kg
    return Prescription(draw(st.integers(1, 4)), least, least + draw(st.integers(0, 6)), load_kg)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Attempt, ...]:
    """One to four attempts, at one or two prescriptions."""
    first, then = draw(prescriptions()), draw(prescriptions())
    prescribed = [first, *draw(st.lists(st.sampled_from([first, then]), max_size=3))]
    return tuple(
        Attempt(
            MONDAY + timedelta(days=3 * index),
            one,
            tuple(draw(st.lists(_sets(one), min_size=1, max_size=5))),
            tuple(
                FaultCount("sit deeper", reps)
                for reps in draw(st.lists(st.integers(1, 9), max_size=1))
            ),
            draw(st.none() | st.floats(0.5, 1.1)),
        )
        for index, one in enumerate(prescribed)
    )


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Four weeks of answers and loads."""
    days = [MONDAY + timedelta(days=index - 20) for index in range(30)]
    rate = st.integers(1, 7)
    answers = st.builds(Readiness, st.sampled_from(days), rate, rate, rate, rate)
    loads = st.builds(DayLoad, st.sampled_from(days), st.integers(0, 10), st.integers(0, 120))
    return Condition(
        tuple(draw(st.lists(answers, max_size=12))),
        tuple(draw(st.lists(loads, max_size=30))),
        draw(st.booleans()),
    )
