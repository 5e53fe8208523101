from pathlib import Path

import pytest

from spotter_cli.errors import InputError
from spotter_cli.preparing import Wishes


@pytest.mark.parametrize(
    ("wishes", "complaint"),
    [
        ({"source": "a.mp4", "exercise": "squat", "config": Path("gym.yaml")}, "found both"),
        ({"source": "a.mp4"}, "expected --exercise with --source"),
        ({"exercise": "squat"}, "expected --source with --exercise"),
        ({"loop": True}, "expected --source with --exercise and --loop"),
    ],
)
def test_wishes_that_do_not_go_together_are_refused(
    wishes: dict[str, object], complaint: str
) -> None:
    with pytest.raises(InputError, match=complaint):
        Wishes(**wishes)  # type: ignore[arg-type]  # of different types
