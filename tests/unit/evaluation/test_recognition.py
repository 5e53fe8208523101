import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.evaluation.recognition.recognition import Does, Look
from spotter.evaluation.recognition.tables import rows_of
from support.movements.labelled_reps import ui_prmd_arrays


def run(path: Path, *words: str) -> Result:
    arguments = ["evaluate", "recognition", str(path), "--jobs", "1", "--json", *words]
    return CliRunner().invoke(make_app(arguments), arguments)


@pytest.fixture(scope="module")
def three_alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three exercises of two people, all of which are the same squats."""
    squats = ui_prmd_arrays(good=3, bad=0)
    arrays = {key: np.concatenate([value] * 3) for key, value in squats.items()}
    arrays["movement"] = np.repeat([1, 2, 3], len(squats["length"]))
    path = tmp_path_factory.mktemp("capture") / "squats.npz"
    np.savez(path, allow_pickle=False, **arrays)
    return path


def test_of_exercises_that_are_the_same_the_expected_one_is_recognised_more_often(
    three_alike: Path,
) -> None:
    result = run(three_alike, "--person", "1", "--person", "2", "--exercises", "2")
    assert result.exit_code == 0, result.output
    rows = {(one["does"], one["after_reps"]): one for one in json.loads(result.stdout)["rows"]}
    for does in ("the next set", "another exercise of the day"):
        row = rows[does, 2]
        told = [row[how]["the_expected_one"] for how in ("nothing_expected", "one_expected")]
        assert told[0] < told[1], does
    assert rows["none of the day", 2]["nothing_expected"]["right"] == 0


def test_a_day_of_all_exercises_and_one_person_alone_are_refused(three_alike: Path) -> None:
    everything = run(three_alike, "--person", "1", "--person", "2", "--exercises", "3")
    assert (everything.exit_code, "expected 2 to 2 exercises" in everything.output) == (2, True)
    alone = run(three_alike, "--person", "1", "--exercises", "2")
    assert (alone.exit_code, "of two of the people [1]" in alone.output) == (2, True)


def test_none_of_the_day_is_right_where_the_exercise_is_none_of_them() -> None:
    looks = [
        Look("squat", "curl", Does.FOREIGN, 1, None, "curl"),
        Look("squat", "lunge", Does.FOREIGN, 1, "curl", "curl"),
    ]
    [row] = rows_of(looks)
    assert (row.unaided.right, row.unaided.wrong) == (0.5, 0.5)
    assert (row.aided.right, row.aided.wrong, row.aided.expected) == (0, 1, 0.5)
