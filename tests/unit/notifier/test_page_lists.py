"""The page's own lists of joints and of exercises."""

import re
from pathlib import Path

from spotter import notifier
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.wording.languages.german_exercises import EXERCISES as IN_GERMAN
from spotter.simulation.motion.catalogue import EXERCISES


def script(name: str) -> str:
    return (Path(notifier.__file__).parent / "static" / "js" / name).read_text()


def test_the_page_has_the_joints_of_body_25_in_their_order() -> None:
    listed = re.search(r"JOINTS = \[(.*?)\]", script("body/joints.js"), re.DOTALL)

    assert listed
    assert re.findall(r'"(\w+)"', listed[1]) == [joint.name for joint in Joint]


def test_each_exercise_that_comes_with_spotter_has_a_german_name() -> None:
    table = script("words/exercise_names.js")
    rows = re.findall(r'^  "?([\w -]+)"?: "(.+)",$', table, re.MULTILINE)

    assert dict(rows) == IN_GERMAN | {"any exercise": "jede Übung"}
    assert {*EXERCISES} <= IN_GERMAN.keys()
