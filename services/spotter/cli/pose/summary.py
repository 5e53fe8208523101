"""The summary that ``spotter pose`` prints."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spotter.movement.values.text import counted
from spotter.recordings.pose_output import PoseOutput, Tally
from spotter.recordings.pose_writing import EstimationSpeed


@dataclass(frozen=True, slots=True)
class PoseSummary:
    """What was read, written and counted; ``estimating`` is None for poses from another tool.

    ``notices`` say what was assumed of the video or left out of it.
    """

    source: Path
    output: PoseOutput
    tally: Tally
    estimating: EstimationSpeed | None
    notices: tuple[str, ...] = ()

    def in_words(self) -> str:
        """The summary in a few lines, for people."""
        tally, number = self.tally, len(self.tally.person_ids)
        frames = counted(tally.frames, "frame")
        people = f"{number} {'person' if number == 1 else 'people'}"
        at_once = f", at most {tally.most_at_once} at once" if number > 1 else ""
        lines = [f"{self.source}: {people} in {tally.frames_with_people} of {frames}{at_once}"]
        if how := self.estimating:
            lines.append(
                f"Estimated by {how.estimator} on {how.device}, {how.ms_per_frame:.0f} ms per frame"
            )
        lines.append(f"OpenPose JSON: {self.output.folder}")
        if self.output.overlay:
            drawn = f", {tally.drawn_frames} of {frames}"
            lines.append(
                f"Overlay: {self.output.overlay}{drawn * (tally.drawn_frames < tally.frames)}"
            )
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The summary for programs."""
        return {
            "source": str(self.source),
            "frames": self.tally.frames,
            "frames_with_people": self.tally.frames_with_people,
            "people": len(self.tally.person_ids),
            "most_people_at_once": self.tally.most_at_once,
            "folder": str(self.output.folder),
            "overlay": str(self.output.overlay) if self.output.overlay else None,
            "frames_drawn": self.tally.drawn_frames,
            "notices": list(self.notices),
        } | (asdict(self.estimating) if self.estimating else {})
