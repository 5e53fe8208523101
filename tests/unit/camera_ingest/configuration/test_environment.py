import pytest

from spotter.camera_ingest.configuration.environment import substituted
from spotter.camera_ingest.errors import GymError

ENVIRONMENT = {"PASSWORD": "p$${a}${b}ss", "EMPTY": "", "RATE": "15"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("rtsp://u:${PASSWORD}@host", "rtsp://u:p%24%24%7Ba%7D%24%7Bb%7Dss@host"),
        ("${RATE}${RATE}", "1515"),
        ("${UNSET:-15}", "15"),
        ("${UNSET:-}", ""),
        ("${EMPTY}", ""),
        ("${EMPTY:-rack}", "rack"),
        ("${RATE:-30}", "15"),
        ("${UNSET:-http://a:1/b?c=d}", "http://a:1/b?c=d"),
        ("$${RATE}", "${RATE}"),
        ("pa$$word $RATE $", "pa$$word $RATE $"),
    ],
)
def test_a_replaced_value_is_not_replaced_again(written: str, read: str) -> None:
    assert substituted(written, ENVIRONMENT) == read


def test_values_are_replaced_at_any_depth_and_others_are_left_alone() -> None:
    written = {"a": ["${RATE}", 3, None, {"b": "${RATE}", "c": True}]}
    assert substituted(written, ENVIRONMENT) == {"a": ["15", 3, None, {"b": "15", "c": True}]}


def test_an_unset_variable_is_named_with_its_field() -> None:
    written = {"stations": [{}, {"source": "rtsp://u:SECRET@${CAMERA}/x"}]}
    with pytest.raises(GymError) as caught:
        substituted(written, ENVIRONMENT)
    assert str(caught.value) == (
        "stations[1].source: expected the environment to set CAMERA; found it unset"
    )


@pytest.mark.parametrize("written", ["${", "SECRET${RATE", "${RATE-15}", "${1X}", "${}"])
def test_a_malformed_reference_is_an_error(written: str) -> None:
    with pytest.raises(GymError) as caught:
        substituted({"source": written}, ENVIRONMENT)
    assert str(caught.value) == (
        "source: expected ${NAME} or ${NAME:-default}; found an unclosed ${"
    )


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("rtsp://coach:${PW}@camera/x", "rtsp://coach:a%2Fb%23c%3Fd%40e%25f@camera/x"),
        (
            "rtsp://${PW}:${PW}@camera",
            "rtsp://" + ":".join(["a%2Fb%23c%3Fd%40e%25f"] * 2) + "@camera",
        ),
        ("rtsp://coach:1${NONE:-x/y}@camera/x", "rtsp://coach:1x%2Fy@camera/x"),
        (
            "http://camera/x?user=a&pw=${PW}&n=1",
            "http://camera/x?user=a&pw=a%2Fb%23c%3Fd%40e%25f&n=1",
        ),
        ("rtsp://camera/${PATH}", "rtsp://camera/live/1?x=2"),
        ("rtsp://${HOST}/x", "rtsp://10.0.0.7:554/x"),
        ("rtsp://coach:pw@${HOST}/x", "rtsp://coach:pw@10.0.0.7:554/x"),
        ("${ADDRESS}", "rtsp://u:p/w@h/x"),
        ("${PW}", "a/b#c?d@e%f"),
        ("rtsp://coach:${ENCODED}@camera/x", "rtsp://coach:a%2Fb@camera/x"),
    ],
)
def test_a_password_is_inserted_into_an_address_percent_encoded(written: str, found: str) -> None:
    environment = {
        "PW": "a/b#c?d@e%f",
        "ENCODED": "a%2Fb",
        "PATH": "live/1?x=2",
        "HOST": "10.0.0.7:554",
        "ADDRESS": "rtsp://u:p/w@h/x",
    }
    assert substituted(written, environment) == found
