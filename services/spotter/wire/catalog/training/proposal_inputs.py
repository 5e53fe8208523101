"""What proposals are made of, as messages; what cannot be raises TrainingError or WireError."""

from spotter.api.catalog.v1 import proposal_service_pb2 as pb
from spotter.training.adaptation import (
    Attempt,
    Condition,
    DayLoad,
    DoneSet,
    FaultCount,
    Gym,
    Inputs,
    Prescription,
    Progression,
    Readiness,
)
from spotter.training.imports import SetKind
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.encoding.enums import WireEnum

PROGRESSIONS = WireEnum(Progression, pb.Progression)
_KINDS = WireEnum(SetKind, pb.DoneSetKind)


def inputs_message(inputs: Inputs) -> pb.ProposalInputs:
    """The message of a proposal's inputs."""
    condition = inputs.condition
    return pb.ProposalInputs(
        attempts=map(_attempt_message, inputs.attempts),
        readiness=map(_readiness_message, condition.readiness),
        loads=map(_load_message, condition.loads),
        hurts=condition.hurts,
        step_kg=inputs.gym.step_kg,
        false_alarm_ratio=inputs.gym.false_alarm_ratio,
        progression=PROGRESSIONS.label(inputs.progression),
    )


def inputs_of(message: pb.ProposalInputs) -> Inputs:
    """The inputs in their message."""
    return Inputs(
        tuple(map(_attempt, message.attempts)),
        Condition(
            tuple(map(_readiness, message.readiness)),
            tuple(map(_load, message.loads)),
            message.hurts,
        ),
        Gym(message.step_kg, message.false_alarm_ratio),
        PROGRESSIONS.member(message.progression),
    )


def prescription_message(one: Prescription) -> pb.Prescription:
    """The message of a prescription."""
    return pb.Prescription(
        sets=one.sets,
        least_reps=one.least_reps,
        most_reps=one.most_reps,
        load_kg=one.load_kg,
        seconds=one.seconds,
    )


def prescription_of(message: pb.Prescription) -> Prescription:
    """The prescription in its message."""
    return Prescription(
        message.sets,
        message.least_reps,
        message.most_reps,
        message.load_kg if message.HasField("load_kg") else None,
        message.seconds if message.HasField("seconds") else None,
    )


def _attempt_message(one: Attempt) -> pb.Attempt:
    return pb.Attempt(
        day=one.day.isoformat(),
        prescribed=prescription_message(one.prescribed),
        sets=map(_set_message, one.sets),
        faults=[pb.FaultCount(fault=fault.fault, reps=fault.reps) for fault in one.faults],
        range_ratio=one.range_ratio,
        most_speed_loss_ratio=one.most_speed_loss_ratio,
    )


def _attempt(message: pb.Attempt) -> Attempt:
    return Attempt(
        day_of(message.day),
        prescription_of(message.prescribed),
        tuple(map(_set, message.sets)),
        tuple(FaultCount(one.fault, one.reps) for one in message.faults),
        message.range_ratio if message.HasField("range_ratio") else None,
        message.most_speed_loss_ratio if message.HasField("most_speed_loss_ratio") else None,
    )


def _set_message(one: DoneSet) -> pb.DoneSet:
    return pb.DoneSet(
        reps=one.reps,
        faulty_reps=one.faulty_reps,
        load_kg=one.load_kg,
        kind=_KINDS.label(one.kind),
        reps_left=one.reps_left,
        speed_loss_ratio=one.speed_loss_ratio,
        held_s=one.held_s,
    )


def _set(message: pb.DoneSet) -> DoneSet:
    return DoneSet(
        message.reps,
        message.faulty_reps,
        message.load_kg if message.HasField("load_kg") else None,
        _KINDS.member(message.kind),
        message.reps_left if message.HasField("reps_left") else None,
        message.speed_loss_ratio if message.HasField("speed_loss_ratio") else None,
        message.held_s if message.HasField("held_s") else None,
    )


def _readiness_message(one: Readiness) -> pb.DayReadiness:
    answer = pb.ReadinessAnswer(
        sleep=one.sleep, stress=one.stress, fatigue=one.fatigue, soreness=one.soreness
    )
    return pb.DayReadiness(day=one.day.isoformat(), answer=answer)


def _readiness(message: pb.DayReadiness) -> Readiness:
    said = message.answer
    return Readiness(day_of(message.day), said.sleep, said.stress, said.fatigue, said.soreness)


def _load_message(one: DayLoad) -> pb.DayLoad:
    return pb.DayLoad(day=one.day.isoformat(), effort=one.effort, minutes=one.minutes)


def _load(message: pb.DayLoad) -> DayLoad:
    return DayLoad(day_of(message.day), message.effort, message.minutes)
