"""``spotter baseline``: a trainer's word that a person's reps are right for them."""

import json
import time
from typing import Annotated, cast

import redis
import typer

from spotter.cli.errors import InputError, StartError
from spotter.cli.running_gym.redis import REDIS_VARIABLE, running_gym
from spotter.cli.running_gym.reps import gym_reps
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.exercise_store.teaching.feedback import FindRep
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.assessment.baseline_choice import baseline_of
from spotter.movement.values import BASELINE_REPS, Baseline, Rep
from spotter.wire.baselines import Acceptance, baseline_bytes
from spotter.wire.names import baseline_key, latest_reps

_KEPT_S = 7 * 24 * 3600

baseline_app = typer.Typer(
    help="The reps of a person by which their next reps are judged.", no_args_is_help=True
)


@baseline_app.callback()
def _baseline() -> None:
    """Make Typer treat the app as a group although it has one command."""


@baseline_app.command(
    "accept",
    epilog="Examples:\n\nspotter baseline accept rack-3\n\n"
    "spotter baseline accept rack-3 --by anna --json",
)
def accept(
    station: Annotated[str, typer.Argument(help="The station's id, as in the gym's description.")],
    by: Annotated[str, typer.Option(help="Who says so.")] = "local",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say that the current set at a station is right for the person who does it.

    Use it when Spotter says that a set differs from the reference throughout and you have looked:
    this is how this person does the exercise. From then on the set's first three reps judge the
    person's next ones, for this visit. What changes is still a fault, and so is a rep that goes
    less than half of the reference's way, or one that you have a cue for.

    Exit codes: 0 done; 1 no gym is running; 2 the station has too few reps, or the person already
    has a baseline.
    """
    data = DataFolder(data_folder())
    with errors_as_exits(), running_gym(data) as gym, gym_reps(data, gym) as find:
        if gym is None or find is None:
            raise StartError(
                f"expected a running gym: `spotter up`, or its Redis in ${REDIS_VARIABLE}"
            )
        reps = _latest_set(gym, station, find)[:BASELINE_REPS]
        baseline = baseline_of([(rep.rep_id, rep.poses) for rep in reps])
        if baseline is None:
            raise InputError(
                f"expected {BASELINE_REPS} or more reps in the latest set at {station}; "
                f"found {len(reps)}"
            )
        _store(gym, reps[0], baseline, Acceptance(by, time.time_ns() // 1000))
    told = {"station": station, "baseline": baseline.baseline_id, "reps": baseline.rep_ids}
    words = f"From now on the person at {station} is judged by reps {reps[0].rep_number} to "
    typer.echo(json.dumps(told) if as_json else f"{words}{reps[-1].rep_number} of this set.")


def _latest_set(gym: redis.Redis, station: str, find: FindRep) -> list[Rep]:
    """The reps of the latest set at the station."""
    ids = cast("list[bytes]", gym.zrange(latest_reps(station), 0, -1))
    if not ids:
        raise InputError(f"expected reps at the station {station!r}; found none")
    latest = find(ids[-1].decode())
    prefix = f"{latest.station_id}_{latest.track_id}_"
    own = (find(one.decode()) for one in ids if one.decode().startswith(prefix))
    same = (latest.set_id, latest.visit_id)
    return [rep for rep in own if (rep.set_id, rep.visit_id) == same]


def _store(gym: redis.Redis, rep: Rep, baseline: Baseline, acceptance: Acceptance) -> None:
    key = baseline_key(rep.visit_id, rep.reference_digest)
    if not gym.set(key, baseline_bytes(baseline, acceptance), nx=True, ex=_KEPT_S):
        raise InputError(
            f"the person at {rep.station_id} already has a baseline: the first three reps that "
            "were like the reference"
        )
