"""Exercises and their versions."""

from typing import Annotated, Literal

from pydantic import Field

from spotter.equipment.archive import radius_tl
from spotter.movement.values import Equipment, EquipmentEnd, EquipmentKind
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Given, Id, Name, TimeMs, Words, milliseconds
from spotter.wire.catalog.exercises.exercises import Activation, ExerciseInfo

Digest = Annotated[
    str,
    Field(
        pattern=r"^[0-9a-f]{64}$",
        description="the SHA-256 of a version",
        examples=["36cf0d89" * 8],
    ),
]


EndName = Literal["BAR_LEFT", "BAR_RIGHT"]
_ENDS: dict[EquipmentEnd, EndName] = {
    EquipmentEnd.LEFT: "BAR_LEFT",
    EquipmentEnd.RIGHT: "BAR_RIGHT",
}


class VersionView(View):
    """From when on a version was used, and what it consists of."""

    digest: Digest
    activated_ms: TimeMs
    author: Annotated[str, Field(examples=["local"])]
    reason: Annotated[str, Field(description="what changed, in words")]
    good_reps: Annotated[int, Field(description="in all recordings")]
    people: Annotated[int, Field(description="who recorded them")]
    views: Annotated[int, Field(description="different ones")]
    faulty_reps: Annotated[int, Field(description="examples of doing it wrongly")]
    cues: Annotated[int, Field(description="the trainer's own sentences")]
    false_alarm_ratio: Annotated[float, Field(description="of good reps, judged faulty")]


class ExerciseView(View):
    """An exercise and its live version."""

    exercise_id: Id
    name: Annotated[str, Field(examples=["squat"])]
    created_ms: TimeMs
    archived_ms: Annotated[int | None, Field(description="null: it is in use")]
    live: Annotated[VersionView | None, Field(description="null: it is not taught yet")]


class EquipmentEndView(View):
    """One end of equipment, or one of a pair, that is followed."""

    end: Annotated[EndName, Field(description="that at the person's own side")]
    radius_tl: Annotated[
        float | None, Field(description="torso lengths; null: what was taught cannot be read")
    ]


class EquipmentView(View):
    """The equipment that an exercise was taught with."""

    kind: EquipmentKind
    ends: Annotated[list[EquipmentEndView], Field(description="those that are followed")]


class TaughtExerciseView(ExerciseView):
    """An exercise, its live version and its equipment."""

    equipment: Annotated[EquipmentView | None, Field(description="null: none was taught")]


class VersionChosen(Given):
    """The version to use from now on."""

    digest: Digest
    expected_digest: Annotated[
        Digest, Field(description="the version that it replaces, which must still be live")
    ]
    reason: Words = ""


class NewExerciseName(Given):
    """Another name for an exercise."""

    name: Name


def exercise_view(info: ExerciseInfo) -> ExerciseView:
    """The view of an exercise."""
    return ExerciseView(
        exercise_id=info.exercise_id,
        name=info.name,
        created_ms=milliseconds(info.created_us),
        archived_ms=milliseconds(info.archived_us) if info.archived_us else None,
        live=version_view(info.live) if info.is_taught else None,
    )


def taught_exercise_view(info: ExerciseInfo, held: Equipment | None) -> TaughtExerciseView:
    """The view of an exercise and what it is done with."""
    shown = exercise_view(info).model_dump()
    return TaughtExerciseView(**shown, equipment=_equipment_view(held) if held else None)


def _equipment_view(held: Equipment) -> EquipmentView:
    return EquipmentView(
        kind=held.kind,
        ends=[
            EquipmentEndView(end=_ENDS[end], radius_tl=radius_tl(taught))
            for end, taught in sorted(held.taught.items())
        ],
    )


def version_view(version: Activation) -> VersionView:
    """The view of a version's use."""
    counts = version.counts
    return VersionView(
        digest=version.digest,
        activated_ms=milliseconds(version.activated_us),
        author=version.author,
        reason=version.reason,
        good_reps=counts.good_reps,
        people=counts.people,
        views=counts.views,
        faulty_reps=counts.faulty_reps,
        cues=counts.cues,
        false_alarm_ratio=counts.false_alarm_ratio,
    )
