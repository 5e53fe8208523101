"""Which addresses are the internet's."""

import socket

import pytest

from spotter.notifier.deliveries.public_addresses import (
    is_public,
    only_public_addresses,
    watch_connections,
)


@pytest.mark.parametrize(
    "host", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_those_of_the_internet_are_public(host: str) -> None:
    assert is_public(host)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104 - compared
        *("100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "ff02::1"),
        *("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "gym.example", ""),
        *("::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "fec0::1", "2001:0:7f00:1::1"),
    ],
)
def test_those_of_a_gym_are_not_however_they_are_written(host: str) -> None:
    assert not is_public(host)


def test_connections_are_refused_within_the_block_only() -> None:
    watch_connections()
    with socket.create_server(("127.0.0.1", 0)) as server:
        with only_public_addresses() as fence, pytest.raises(OSError, match="own network"):
            socket.create_connection(server.getsockname())
        assert fence.has_refused
        socket.create_connection(server.getsockname()).close()


def test_what_is_connected_goes_on() -> None:
    watch_connections()
    ours, theirs = socket.socketpair()
    with ours, theirs, only_public_addresses():
        ours.sendmsg([b"x"])
        assert theirs.recv(1) == b"x"


def test_no_datagram_leaves_for_the_gyms_own_network() -> None:
    watch_connections()
    with (
        socket.socket(type=socket.SOCK_DGRAM) as sender,
        only_public_addresses(),
    ):
        with pytest.raises(OSError, match="own network"):
            sender.sendto(b"x", ("127.0.0.1", 9))
        with pytest.raises(OSError, match="own network"):
            sender.sendmsg([b"x"], [], 0, ("127.0.0.1", 9))
