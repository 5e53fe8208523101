"""``spotter record --equipment``: a trainer's boxes, or Spotter's own, teach what is held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spotter.cli.errors import InputError
from spotter.cli.record.boxes import TimedBox, box_from, places_of
from spotter.cli.terminal.progress import status_of
from spotter.cli.terminal.reading import progress_of
from spotter.equipment.proposing.proposing import Proposal, proposals
from spotter.equipment.teaching.box import Box
from spotter.equipment.teaching.film import Film
from spotter.equipment.teaching.learning import LearntEnd, learnt_ends
from spotter.equipment.teaching.track import points_of, unclear_s, with_equipment
from spotter.movement.values import EquipmentEnd, EquipmentKind, Reference
from spotter.movement.values.body.equipment import Equipment
from spotter.recordings.equipment_overlay import write_overlay
from spotter.recordings.film import film_of
from spotter.recordings.recording import Recording

_ONE_END = (EquipmentKind.DUMBBELL, EquipmentKind.KETTLEBELL)


@dataclass(frozen=True, slots=True)
class EquipmentAsked:
    """What the command line says of equipment."""

    kind: EquipmentKind
    boxes: tuple[TimedBox, ...]
    accepts: bool
    overlay: Path | None

    @classmethod
    def of(
        cls,
        kind: EquipmentKind | None,
        boxes: Sequence[str],
        overlay: Path | None,
        *,
        accepts: bool,
    ) -> "EquipmentAsked | None":
        """What is asked, None without a kind. Raises :class:`InputError` if it cannot be meant."""
        if kind is None:
            if boxes or accepts or overlay:
                raise InputError(
                    "expected --equipment barbell, dumbbells, ... with --box, --accept-box and "
                    "--equipment-overlay; found none"
                )
            return None
        if boxes and accepts:
            raise InputError("expected --box or --accept-box; found both")
        return cls(kind, tuple(map(box_from, boxes)), accepts, overlay)


@dataclass(frozen=True, slots=True, eq=False)
class EquipmentLesson:
    """What a recording taught of equipment."""

    asked: EquipmentAsked
    film: Film
    ends: Mapping[EquipmentEnd, LearntEnd]

    @property
    def equipment(self) -> Equipment:
        """What the exercise keeps."""
        taught = {end: learnt.taught.to_bytes() for end, learnt in self.ends.items()}
        return Equipment(self.asked.kind, taught)

    def with_track(self, reference: Reference) -> Reference:
        """The reference whose reps show where the equipment was."""
        film, tracks = self.film, {end: one.track for end, one in self.ends.items()}
        points = points_of(len(film.pictures), tracks)
        reps = tuple(with_equipment(rep, film.captured_us, points) for rep in reference.reps)
        return replace(reference, reps=reps)

    def in_words(self) -> list[str]:
        """What people read, a line for each end and for each stretch where it is unclear."""
        lines = []
        for end, learnt in self.ends.items():
            share = len(learnt.track) / len(self.film.pictures)
            lines.append(
                f"Equipment: {self.asked.kind}, at the {end.name.lower()} hand, clear in "
                f"{share:.0%} of the pictures"
            )
            lines += [
                f"  slips from {from_s:.1f} to {to_s:.1f} s to what no box is round: draw another "
                "--box there"
                for from_s, to_s in learnt.slips_s
            ]
            lines += [
                f"  unclear from {from_s:.1f} to {to_s:.1f} s: if it is seen there, another --box "
                "corrects it"
                for from_s, to_s in unclear_s(self.film, learnt.track, learnt.slips_s)
            ]
        overlay = self.asked.overlay
        return [*lines, *([f"Its track: {overlay}"] if overlay else [])]

    def as_json(self) -> dict[str, Any]:
        """What scripts read."""
        overlay = self.asked.overlay
        return {
            "kind": self.asked.kind.value,
            "ends": [
                {
                    "end": end.name.lower(),
                    "clear": len(learnt.track) / len(self.film.pictures),
                    "slips_s": [list(slip) for slip in learnt.slips_s],
                    "unclear_s": [
                        list(gap) for gap in unclear_s(self.film, learnt.track, learnt.slips_s)
                    ],
                    "radius_torso_lengths": learnt.taught.holding.radius_tl,
                }
                for end, learnt in self.ends.items()
            ],
            "overlay": str(overlay) if overlay else None,
        }


def taught_by(asked: EquipmentAsked, recording: Recording) -> EquipmentLesson:
    """What the recording of who exercises teaches.

    Raises :class:`InputError` where no box is given or accepted, with the proposal if there is one;
    EquipmentError, RecordingError and PictureError, which say what is wrong.
    """
    with progress_of(f"Pictures of {recording.path.name}") as on_progress:
        film = film_of(recording, on_progress)
    places = places_of(film, asked.boxes or _proposed(asked, film, recording.path))
    with status_of(f"Following the {asked.kind}"):
        ends = learnt_ends(film, places)
        if asked.overlay:
            write_overlay(asked.overlay, film, {end: one.track for end, one in ends.items()})
    return EquipmentLesson(asked, film, ends)


def _proposed(asked: EquipmentAsked, film: Film, path: Path) -> list[TimedBox]:
    with status_of(f"Looking for the {asked.kind}"):
        found = proposals(film)
    if not found:
        raise InputError(
            f"{path}: found nothing beside a hand that moves with it; draw a box round the "
            f"{asked.kind}: --box SECONDSs:LEFT,TOP,WIDTH,HEIGHT in pixels"
        )
    found = found[:1] if asked.kind in _ONE_END else found
    boxes = [_box_of(film, one) for one in found]
    if asked.accepts:
        return boxes
    if asked.overlay:
        write_overlay(asked.overlay, film, {one.end: {one.index: one.place} for one in found})
    shown = f"; it is shown in {asked.overlay}" if asked.overlay else ""
    written = " ".join(f"--box {box}" for box in boxes)
    raise InputError(
        f"{path}: expected a box round the {asked.kind}. Spotter proposes {written}{shown}. "
        "--accept-box takes it, --box gives your own, --equipment-overlay shows it. Nothing is "
        "stored"
    )


def _box_of(film: Film, proposal: Proposal) -> TimedBox:
    return TimedBox(proposal.end, film.at_s(proposal.index), Box.round(proposal.place))
