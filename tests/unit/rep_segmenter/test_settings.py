import socket

import pytest

from spotter.rep_segmenter.settings import SegmenterSettings


@pytest.mark.parametrize(
    ("host", "advertised", "reachable"),
    [
        ("127.0.0.1", "", "127.0.0.1"),
        ("0.0.0.0", "", socket.gethostname()),  # noqa: S104 - nothing listens in this test
        ("::", "", socket.gethostname()),
        ("0.0.0.0", "segmenter.local", "segmenter.local"),  # noqa: S104 - the same
    ],
)
def test_the_advertised_host_is_reachable_for_pose_workers(
    host: str, advertised: str, reachable: str
) -> None:
    settings = SegmenterSettings(segmenter_host=host, segmenter_advertised_host=advertised)
    assert settings.reachable_host == reachable
