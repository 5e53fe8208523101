"""The output of ``spotter record``, in words or as JSON."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spotter.cli.exercise.keeping import KeptVersion
from spotter.cli.record.equipment import EquipmentLesson
from spotter.exercise_store.references import rep_times_s
from spotter.movement.geometry import View
from spotter.movement.values import Exercise, Reference
from spotter.movement.values.text import counted
from spotter.movement.wording.view_words import standpoint
from spotter.recordings.recording import Recording
from spotter.teaching.carrying_words import carrying_joints_of, words_of


def change_words(reference: Reference, recording: Recording, *, added: bool) -> str:
    """The line of the exercise's history."""
    by = f" by {reference.person}" if reference.person else ""
    reps = counted(len(reference.reps), "rep")
    return f"{reps}{by} of {recording.path.name} {'added' if added else 'recorded'}"


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """What a recording taught, where it was stored, and whether a running gym has it.

    ``lesson`` is what it taught of equipment. ``judges``: a running gym judges by it from now on.
    """

    recording: Recording
    reference: Reference
    known: Exercise
    doubts: tuple[str, ...]
    page: Path | None
    stored: KeptVersion
    lesson: EquipmentLesson | None
    judges: bool

    def in_words(self) -> str:
        """What people read."""
        reference, yaw_deg = self.reference, View.of(self.reference.reps).camera_yaw_deg
        found = counted(len(reference.reps), "rep")
        where = f"{self.recording.path}: {found} of {reference.exercise}"
        lines = [
            f"{where} in {self.recording.duration_s:.1f} s",
            *(
                f"  rep {number}: {start_s:.1f} to {end_s:.1f} s"
                for number, (start_s, end_s) in enumerate(rep_times_s(reference), start=1)
            ),
            *([] if yaw_deg is None else [f"Recorded from {standpoint(yaw_deg)}"]),
            f"Carried by: {', '.join(words_of(carrying_joints_of(reference)))}",
            *(self.lesson.in_words() if self.lesson else []),
            *([f"Pictures: {self.page}"] if self.page else []),
            *self._storing(),
        ]
        return "\n".join(lines)

    def _storing(self) -> list[str]:
        lines = [f"Stored as {self.stored.place}"]
        if len(self.known.references) > 1:
            recordings = counted(len(self.known.references), "recording")
            lines.append(f"{self.known.name} now has {self.known.rep_count} reps in {recordings}")
        if self.stored.previous:
            lines.append(f"The previous version is kept as {self.stored.previous}")
        if self.judges:
            lines.append("The running gym judges by it from now on")
        return lines

    def as_json(self) -> dict[str, Any]:
        """What scripts read."""
        stored = self.stored
        return {
            "exercise": self.reference.exercise,
            "person": self.reference.person,
            "source": str(self.recording.path),
            "duration_s": self.recording.duration_s,
            "frames": self.recording.frame_count,
            "frames_with_person": len(self.recording.poses),
            "notices": list(self.recording.notices),
            "reps": [
                {"start_s": start_s, "end_s": end_s}
                for start_s, end_s in rep_times_s(self.reference)
            ],
            "camera_yaw_deg": View.of(self.reference.reps).camera_yaw_deg,
            "carried_by": words_of(carrying_joints_of(self.reference)),
            "equipment": self.lesson.as_json() if self.lesson else None,
            "doubts": list(self.doubts),
            "page": str(self.page) if self.page else None,
            "recordings": len(self.known.references),
            "known_reps": self.known.rep_count,
            "path": stored.path,
            "digest": stored.digest,
            "previous": stored.previous,
            "running_gym_judges_by_it": self.judges,
        }
