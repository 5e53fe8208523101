"""The commands of ``spotter``, listed without importing their modules."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its module, the name in it (a function or a Typer app), and what it does.

    ``extra`` is the extra of the project that installs the packages of the command.
    """

    module: str
    attribute: str
    summary: str
    extra: str = "cli"


COMMANDS = {
    "up": Command(
        "spotter.cli.up.command", "up", "Run the whole of Spotter on this machine.", extra="up"
    ),
    "chaos": Command(
        "spotter.cli.chaos.command",
        "chaos",
        "Kill and hang the processes of a gym of its own.",
        extra="up",
    ),
    "record": Command("spotter.cli.record.command", "record", "Make a reference from a video."),
    "calibrate": Command(
        "spotter.cli.calibrate.command", "calibrate", "Set when a rep counts as faulty."
    ),
    "exercise": Command(
        "spotter.cli.exercise.command",
        "exercise_app",
        "List, show, exchange and archive exercises, and go back to a version.",
        extra="up",
    ),
    "baseline": Command(
        "spotter.cli.baseline", "baseline_app", "Accept a person's own way of an exercise."
    ),
    "member": Command(
        "spotter.cli.people.members", "member_app", "Who trains here, and what is kept of them."
    ),
    "session": Command(
        "spotter.cli.people.sessions", "session_app", "Who trains at which station."
    ),
    "station": Command("spotter.cli.people.stations", "station_app", "Which stations are paused."),
    "class": Command("spotter.cli.people.classes", "class_app", "Who trains together, and when."),
    "user": Command(
        "spotter.cli.accounts.users", "user_app", "Who may sign in, and what they may do."
    ),
    "audit": Command(
        "spotter.cli.accounts.audit", "audit_app", "Who saw and changed what of whom."
    ),
    "workout": Command(
        "spotter.cli.workout.app", "workout_app", "What members are to do, and did."
    ),
    "proposal": Command(
        "spotter.cli.proposal.app", "proposal_app", "What is proposed to members for the next time."
    ),
    "pattern": Command(
        "spotter.cli.pattern.command",
        "pattern_app",
        "Find, list and name how exercises go wrong here.",
        extra="up",
    ),
    "replay": Command(
        "spotter.cli.replay.command", "replay", "Score again what was scored, and tell the changes."
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
    "simulate": Command("spotter.cli.simulate", "simulate", "Render an athlete with known faults."),
    "references": Command(
        "spotter.cli.references", "references_app", "Give a gym's catalog its references."
    ),
    "history": Command("spotter.cli.history", "history", "How reps have been over days and weeks."),
    "db": Command(
        "spotter.cli.db.command",
        "db_app",
        "Upgrade, check, copy, back up and restore the database.",
        extra="up",
    ),
    "demo": Command("spotter.cli.demo", "demo", "Film the demo gym's videos."),
    "models": Command(
        "spotter.cli.models.command", "models_app", "List, download and check the pose networks."
    ),
    "faces": Command(
        "spotter.cli.faces.command",
        "faces_app",
        "What recognising members by their faces needs.",
    ),
    "equipment": Command(
        "spotter.cli.equipment.command",
        "equipment_app",
        "What telling equipment in hands from empty hands needs.",
    ),
}


def command_name(arguments: Sequence[str]) -> str | None:
    """The command that a command line names: its first word that is not an option."""
    return next((word for word in arguments if not word.startswith("-")), None)
