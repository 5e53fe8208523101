"""A recording's reps as a sheet of small pictures: one self-contained HTML page."""

from collections.abc import Sequence
from dataclasses import dataclass

from spotter.movement.values import PoseSeries, Reference
from spotter.movement.values.text import counted
from spotter.recordings.recording import Recording, timed_frames
from spotter.reports.analysis.key_pictures import Shot, aspect_of, crop_around, draw_all
from spotter.reports.html import template

_PHASES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    start_s: float
    end_s: float
    is_kept: bool
    pictures: Sequence[str]


def contact_sheet(
    found: Reference, dropped: frozenset[int], recording: Recording, doubts: Sequence[str]
) -> str:
    """The reps found in ``recording`` as HTML: five moments of each, with what there is to doubt.

    The pictures are the recording's own with the skeleton over them; of a folder of JSON, the
    skeleton alone. ``dropped`` are the numbers of reps, from 1, that the reference leaves out.
    """
    shots = [_shots(rep, recording.size_px) for rep in found.reps]
    frames = timed_frames(recording.path) if recording.size_px else ()
    drawn = draw_all(
        [shot for of_rep in shots for shot in of_rep],
        ((captured_us, frame.bgr) for captured_us, frame in frames),
    )
    rows = [
        _Row(
            number,
            float(rep.captured_us[0]) / 1e6,
            float(rep.captured_us[-1]) / 1e6,
            number not in dropped,
            [drawn[shot] for shot in of_rep],
        )
        for number, (rep, of_rep) in enumerate(zip(found.reps, shots, strict=True), start=1)
    ]
    return template("contact_sheet.html").render(
        exercise=found.exercise,
        source=recording.path.name,
        counted=counted(len(rows), "rep"),
        doubts=doubts,
        rows=rows,
        phases=[f"{phase:.0%}" for phase in _PHASES],
    )


def _shots(rep: PoseSeries, size_px: tuple[int, int] | None) -> list[Shot]:
    crop = crop_around(rep.keypoints, size_px, aspect_of(rep.keypoints))
    frames = [round(phase * (len(rep) - 1)) for phase in _PHASES]
    return [Shot(int(rep.captured_us[at]), crop, rep.keypoints[at]) for at in frames]
