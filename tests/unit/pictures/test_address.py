import pytest

from spotter.pictures.address import AddressKind, as_url, is_in_doubt, kind_of, redacted


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("squat.mp4", AddressKind.FILE),
        ("/srv/videos/squat 2.mp4", AddressKind.FILE),
        ("/dev/video0", AddressKind.DEVICE),
        ("/dev/video12", AddressKind.DEVICE),
        ("/dev/v4l/by-id/usb-Camera-index0", AddressKind.DEVICE),
        ("/dev/video", AddressKind.FILE),
        ("rtsp://camera/stream", AddressKind.NETWORK),
        ("HTTP://camera/mjpeg", AddressKind.NETWORK),
        (" rtsp://camera/stream", AddressKind.NETWORK),
    ],
)
def test_an_address_shows_the_kind_of_its_source(address: str, kind: AddressKind) -> None:
    assert kind_of(address) is kind


@pytest.mark.parametrize("address", ["squat.mp4", "videos/take: 2.mp4", "/dev/video0", "a@b.mp4"])
def test_a_path_is_shown_unchanged(address: str) -> None:
    assert redacted(address) == address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://camera.lan/stream", "rtsp://camera.lan/***"),
        ("rtsp://admin:SECRET@10.0.0.7:554/h264", "rtsp://10.0.0.7:554/***"),
        ("http://SECRET@camera/mjpeg", "http://camera/***"),
        ("rtsps://u:SECRET@[fe80::1]:322/x", "rtsps://[fe80::1]:322/***"),
        ("https://camera/mjpeg?user=admin&token=SECRET", "https://camera/***"),
        ("http://camera?SECRET", "http://camera/***"),
        ("http://camera#SECRET", "http://camera/***"),
        ("rtsp://camera:7447/SECRETkey", "rtsp://camera:7447/***"),
        ("rtsp://camera/user=admin_password=SECRET_channel=1.sdp", "rtsp://camera/***"),
    ],
)
def test_a_network_address_shows_only_scheme_host_and_port(address: str, shown: str) -> None:
    assert redacted(address) == shown


@pytest.mark.parametrize(
    "address",
    [
        "rtsp://admin:SEC@SECRET@camera/x",
        "rtsp://admin:SECRET/SECRET@camera/x",
        "rtsp://admin:SECRET?SECRET@camera/x",
        "rtsp://admin:SECRET#SECRET@camera/x",
        r"rtsp://admin:SECRET\SECRET@camera/x",
        "rtsp://admin:SECRET\nSECRET@camera/x",
        "rtsp://admin:SECRET SECRET@camera/x",
        "http://camera/x?password=a@SECRET",
        "http://camera/SECRET@x",
        "rtsp://admin:SECRET@",
        "rtsp://@SECRET:SECRET",
        "rtsp://admin:SECRET",
        "rtsp://adm%40in:SECRET%2F@camera",
        "rtsp:admin:SECRET@camera/x",
        "rtsp:/admin:SECRET@camera/x",
        "RTSP:/camera/user=admin_password=SECRET",
        "admin:SECRET@camera/x",
        " \trtsp://admin:SECRET@camera/x",
        "rtsp://ädmin:SECRÉT-SECRET@kamera/x",
    ],
)
def test_a_password_never_shows_however_the_address_is_mistyped(address: str) -> None:
    assert "SEC" not in redacted(address)
    assert "SECR" not in redacted(address.replace("SECRET", "SECRET@:/?#[]"))


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("rtsp://camera/x?a=b#c", "rtsp://camera/x?a=b#c"),
        (" rtsp://u:p@camera:554/x ", "rtsp://u:p@camera:554/x"),
        ("rtsp://u:p/w@camera/x", "rtsp://u:p%2Fw@camera/x"),
        ("rtsp://u:p#w@10.0.0.7:554/x", "rtsp://u:p%23w@10.0.0.7:554/x"),
        ("rtsp://u:p?w@camera", "rtsp://u:p%3Fw@camera"),
        ("rtsp://u:p@w@camera/x", "rtsp://u:p%40w@camera/x"),
        ("rtsp://u:/p#?w@@[fe80::1]/x", "rtsp://u:%2Fp%23%3Fw%40@[fe80::1]/x"),
        ("rtsp://u:50%@camera/x", "rtsp://u:50%25@camera/x"),
        ("rtsp://u:50%zz@camera/x", "rtsp://u:50%25zz@camera/x"),
        ("rtsp://u:p%2Fw@camera/x", "rtsp://u:p%2Fw@camera/x"),
        ("rtsp://u:p w\u00e9@camera/x", "rtsp://u:p%20w%C3%A9@camera/x"),
        ("http://camera/x@y", "http://camera/x@y"),
        ("http://camera:80/x?mail=a@b.c", "http://camera:80/x?mail=a@b.c"),
    ],
)
def test_a_password_may_be_written_as_it_is(written: str, url: str) -> None:
    assert as_url(written) == url


@pytest.mark.parametrize(
    ("address", "doubt"),
    [
        ("rtsp://u:p@camera/x", False),
        ("rtsp://u:p/w@camera/x", False),
        ("rtsp://u:12/w@camera/x", True),
        ("rtsp://u:p@ss/w@camera/x", True),
    ],
)
def test_an_address_that_can_be_read_in_two_ways_is_in_doubt(
    address: str,
    doubt: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert is_in_doubt(address) is doubt
