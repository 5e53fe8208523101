"""``spotter workout``: its commands together."""

import typer

from spotter.cli.workout.importing import import_workouts
from spotter.cli.workout.looking import delete, list_workouts, show
from spotter.cli.workout.planning import plan, template

workout_app = typer.Typer(
    help="Workouts: what members are to do on which day, what they did, and templates.\n\n"
    "MEMBER is an id, or a part of a name that only one member has. DAY is YYYY-MM-DD, today, "
    "tomorrow or yesterday, in the gym's time zone.\n\n"
    "Exit codes: 0 done; 1 the catalog does not answer, or it cannot be done now; 2 the command "
    "line or a file that it names is wrong.",
    no_args_is_help=True,
)

workout_app.command(
    "list",
    epilog="Examples:\n\nspotter workout list\n\nspotter workout list anna --done --unit lb\n\n"
    "spotter workout list --templates --json",
)(list_workouts)
workout_app.command(
    "show",
    epilog="Examples:\n\nspotter workout show anna\n\nspotter workout show anna tomorrow\n\n"
    "spotter workout show Legs --template --json",
)(show)
workout_app.command(
    "plan",
    epilog='Examples:\n\nspotter workout plan anna tomorrow "squat 3x8 60kg rest 90s tempo '
    '3-1-1-0" "plank 2x45s"\n\nspotter workout plan anna 2026-03-02 --file legs.json\n\n'
    "spotter workout plan evening tomorrow --class --template Legs",
)(plan)
workout_app.command(
    "template",
    epilog='Examples:\n\nspotter workout template Legs "squat 3x8 60kg" "plank 2x45s"\n\n'
    "spotter workout template Legs --file legs.json --instead",
)(template)
workout_app.command(
    "import",
    epilog="Examples:\n\nspotter workout import anna strong.csv --unit kg --dry-run\n\n"
    'spotter workout import anna hevy.csv --name "Bench Press (Barbell)=bench-press"',
)(import_workouts)
workout_app.command(
    "delete",
    epilog="Examples:\n\nspotter workout delete 0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a02\n\n"
    "spotter workout delete Legs --template",
)(delete)
