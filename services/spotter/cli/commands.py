"""The commands of ``spotter``, as they are known before any of their modules is imported."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the module and the name in it (a function or a Typer app), and what it does.

    ``extra`` is the part of the installation that brings what the command needs.
    """

    module: str
    attribute: str
    summary: str
    extra: str = "cli"


COMMANDS = {
    "up": Command(
        "spotter.cli.up.command", "up", "Run the whole of Spotter on this machine.", extra="up"
    ),
    "record": Command("spotter.cli.record", "record", "Make a reference from a video."),
    "calibrate": Command(
        "spotter.cli.calibrate.command", "calibrate", "Decide from when on a rep is faulty."
    ),
    "analyze": Command(
        "spotter.cli.analyze.command", "analyze", "Compare a video with a reference."
    ),
    "pose": Command("spotter.cli.pose.command", "pose", "Write a video's poses as OpenPose JSON."),
    "evaluate": Command(
        "spotter.cli.evaluate.command",
        "evaluate_app",
        "Measure how well reps are counted and judged.",
    ),
    "simulate": Command("spotter.cli.simulate", "simulate", "Render an athlete with known truth."),
    "references": Command(
        "spotter.cli.references", "references_app", "Give services elsewhere their references."
    ),
    "demo": Command("spotter.cli.demo", "demo", "Film the demo gym's videos."),
    "models": Command(
        "spotter.cli.models.command", "models_app", "List, get and check the pose networks."
    ),
}


def named_in(arguments: Sequence[str]) -> str | None:
    """The first word of a command line that is no option: the command, if there is one."""
    return next((word for word in arguments if not word.startswith("-")), None)
