"""Hands a new reference over to the gym that runs, if it trains the exercise."""

from pathlib import Path

from spotter.cli.gym_redis import running_gym
from spotter.cli.publishing import going_live, publish
from spotter.local_stack.data_folder import DataFolder
from spotter.wire.names import REFERENCES


def hand_over(data: DataFolder, exercise: str, path: Path) -> bool | None:
    """Whether the running gym judges by the reference in ``path`` from now on; None if none runs.

    Raises :class:`StartError`, which says how to try again, if its Redis does not answer.
    """
    with going_live(exercise), running_gym(data) as gym:
        if gym is None:
            return None
        if not gym.hexists(REFERENCES, exercise):
            return False
        publish(gym, {exercise: path})
        return True
