"""The page's own list of joints."""

import re
from pathlib import Path

from spotter import notifier
from spotter.movement.values.skeleton import Joint


def test_the_page_has_the_joints_of_body_25_in_their_order() -> None:
    source = (
        Path(notifier.__file__).with_name("static").joinpath("js", "body", "joints.js").read_text()
    )
    listed = re.search(r"JOINTS = \[(.*?)\]", source, re.DOTALL)

    assert listed
    assert re.findall(r'"(\w+)"', listed[1]) == [joint.name for joint in Joint]
