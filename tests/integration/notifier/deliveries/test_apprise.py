"""Services that Apprise knows: its JSON service and mail, at servers of the tests' own."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from structlog.testing import capture_logs

from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from support.reaching.deliverer import PAGE, deliverer
from support.reaching.reached import Reached, alert
from support.reaching.receiver import Receiver, receiver
from support.waiting import until

DEADLINE_S = 6.0
"""Long enough for a service that answers at once, on a machine that is busy."""


def add(gym: Reached, url: str) -> None:
    gym.made(pb2.Address(apprise=url), pb2.ChannelPlan(label="apprise"))


def json_at(one: Receiver) -> str:
    return f"{one.url.replace('http://', 'json://me:secret-word@')}/secret-path"


@pytest.fixture
def mail_server() -> Iterator[int]:
    """The port of a mail server that lets nobody in (RFC 5321, 4954)."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as lines:
                lines.write(b"220 gym.example ESMTP\r\n")
                lines.flush()
                for line in lines:
                    lines.write(_answer(line))
                    lines.flush()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


@pytest.fixture
def dripping() -> Iterator[str]:
    """Where a service answers by a byte now and then, for as long as the test lasts."""
    is_over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            with suppress(OSError):
                while not is_over.wait(0.05):
                    self.wfile.write(b".")

        def log_message(self, *_: object) -> None:
            """Tests say what they found."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"json://127.0.0.1:{server.server_port}"
    is_over.set()
    server.shutdown()
    server.server_close()
    thread.join()


def _answer(line: bytes) -> bytes:
    command = line.split()[0].upper() if line.split() else b""
    if command == b"EHLO":
        return b"250-gym.example\r\n250 AUTH PLAIN LOGIN\r\n"
    if command == b"AUTH":
        return b"535 5.7.8 authentication failed\r\n"
    return b"221 bye\r\n" if command == b"QUIT" else b"250 ok\r\n"


def test_a_message_says_who_what_where_and_leads_to_the_alert(gym: Reached) -> None:
    with receiver(200) as service, deliverer(gym) as notifier:
        add(gym, json_at(service))
        gym.call(alert(1, "rack-7"))
        (logged,) = notifier.settled(1)
        said = json.loads(service.received[0].body)
        assert said["title"] == "rack-7: Asks for a trainer"
        assert said["message"].splitlines() == [
            "Somebody is needed there.",
            f"{PAGE}#alert/{alert(1).alert_id}",
        ]
        assert said["type"] == "warning"
        assert logged.outcome == "accepted"


def test_wrong_credentials_are_said_and_not_tried_again(gym: Reached, mail_server: int) -> None:
    with receiver(401) as service, deliverer(gym) as notifier, capture_logs() as logs:
        add(gym, json_at(service))
        mail = f"mailto://me:secret-word@127.0.0.1:{mail_server}"
        add(gym, f"{mail}?smtp=127.0.0.1&from=me@gym.example&to=you@gym.example&mode=insecure")
        gym.call(alert(1))
        found = {one.outcome for one in notifier.settled(2)}
        assert found == {"wrong credentials (401)", "wrong credentials (535)"}
    assert "secret" not in json.dumps(logs)


def test_a_service_that_fails_is_tried_again(gym: Reached) -> None:
    with receiver(500, 200) as service, deliverer(gym) as notifier:
        add(gym, json_at(service))
        gym.call(alert(1))
        tried = notifier.tried(1)
        assert tried.outcome == "the receiver answered: 500 Internal Server Error"
        gym.clock.now_us = tried.due_us
        assert notifier.settled(1)[0].state == pb2.DELIVERY_STATE_DELIVERED


def test_where_nobody_listens_is_tried_again(gym: Reached) -> None:
    with receiver() as service:
        closed = json_at(service)
    with deliverer(gym) as notifier:
        add(gym, closed)
        gym.call(alert(1))
        assert notifier.tried(1).outcome == "no connection, or no answer in time"


def test_a_service_that_never_comes_to_an_end_is_given_up_and_holds_up_nobody_else(
    gym: Reached, dripping: str
) -> None:
    with receiver(200) as quick, deliverer(gym, deadline_s=DEADLINE_S) as notifier:
        add(gym, dripping)
        add(gym, json_at(quick))
        gym.call(alert(1))
        [given_up] = until(
            lambda: log_with(gym, f"it did not end within {DEADLINE_S:g} s"), what="the deadline"
        )
        gym.clock.now_us = given_up.due_us
        until(
            lambda: log_with(gym, "the attempt before has not ended yet"),
            what="the next attempt, while the first still runs",
        )
        gym.call(alert(2))
        until(
            lambda: notifier.counted("apprise", "delivered") == 2,
            what="two messages that the quick one took",
        )
        assert len(quick.received) == 2


def log_with(gym: Reached, words: str) -> list[pb2.Delivery]:
    """The deliveries of which this was said last."""
    return [one for one in gym.log() if one.outcome == words]


@pytest.mark.parametrize("url", ["syslog://local0", "dbus://session", "nosuchservice://token"])
def test_an_address_that_reaches_nobody_is_refused_in_words(gym: Reached, url: str) -> None:
    with deliverer(gym) as notifier:
        add(gym, url)
        gym.call(alert(1))
        assert "is none of the services" in notifier.settled(1)[0].outcome


def test_apprise_follows_no_redirect_into_another_place(gym: Reached) -> None:
    with receiver(200) as other, receiver(302, location=other.url) as service:
        with deliverer(gym) as notifier:
            add(gym, json_at(service))
            gym.call(alert(1))
            assert "it sends elsewhere (302)" in notifier.settled(1)[0].outcome
        assert other.received == []
