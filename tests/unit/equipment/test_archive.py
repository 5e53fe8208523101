"""The radius of taught equipment is told without what looking takes."""

import subprocess
import sys

import pytest

from spotter.equipment.archive import radius_tl
from spotter.movement.values import Joint
from support.equipment.kept import taught_end

END = taught_end(Joint.LEFT_WRIST, 0.21)


def test_the_radius_is_the_one_that_was_taught() -> None:
    assert radius_tl(END) == 0.21


@pytest.mark.parametrize(
    "data", [b"", b"what it looks like", END[:-100], b"PK\x03\x04" + b"0" * 99]
)
def test_what_cannot_be_read_has_no_radius(data: bytes) -> None:
    assert radius_tl(data) is None


def test_who_only_tells_of_it_does_not_load_opencv() -> None:
    told = "import sys, spotter.equipment.archive; print('cv2' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", told], text=True).strip() == "False"
