import socket
from collections.abc import Iterator

import pytest

from spotter.local_stack.errors import LocalStackError
from spotter.local_stack.ports import LOOPBACK, USUAL_PAGE_PORT, free_port, is_free, page_port


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server((LOOPBACK, 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use_is_not_free(taken_port: int) -> None:
    assert not is_free(taken_port)


def test_the_port_that_the_user_asked_for_is_taken_when_it_is_free() -> None:
    wanted = free_port()
    assert page_port(wanted) == wanted


def test_the_port_that_the_user_asked_for_is_never_replaced_by_another(taken_port: int) -> None:
    with pytest.raises(LocalStackError, match=rf"port {taken_port} of 127.0.0.1 is in use.*--port"):
        page_port(taken_port)


def test_without_a_given_port_the_next_free_one_is_taken() -> None:
    first = page_port(None)
    with socket.create_server((LOOPBACK, first)):
        second = page_port(None)
    assert USUAL_PAGE_PORT <= first < second


@pytest.mark.parametrize("wanted", [None, 8123])
@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_refused(host: str, wanted: int | None) -> None:
    with pytest.raises(LocalStackError, match=f"an address of this machine.*; found {host}: "):
        page_port(wanted, host)
