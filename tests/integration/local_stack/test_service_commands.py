import pytest
from prometheus_client import CollectorRegistry

from spotter.local_stack.ports import free_port
from spotter.local_stack.service_commands import Service, readiness_problem
from spotter.runtime.health import Readiness
from spotter.runtime.status_server import StatusServer


def test_a_service_that_does_not_answer_is_starting() -> None:
    assert readiness_problem(f"http://127.0.0.1:{free_port()}/") == "is starting"


def test_a_service_s_problems_are_reported_until_it_is_ready() -> None:
    lacks = {"model": "is being loaded"}
    readiness = Readiness({"model": lambda: lacks.get("model")})
    with StatusServer("127.0.0.1", 0, readiness, CollectorRegistry()) as status:
        url = f"http://127.0.0.1:{status.port}/"
        assert readiness_problem(url) == "model: is being loaded"
        lacks.clear()
        assert readiness_problem(url) is None


def test_each_start_of_a_service_gets_a_new_port_and_its_settings() -> None:
    make = Service("scorer", "scorer", ("--fast",), {"SPOTTER_A": "own"}).command(
        {"SPOTTER_A": "everybody's", "SPOTTER_B": "everybody's"}
    )
    first, second = make(), make()
    assert first.arguments[-3:] == ("-m", "spotter.scorer", "--fast")
    assert (first.environment["SPOTTER_A"], first.environment["SPOTTER_B"]) == (
        "own",
        "everybody's",
    )
    assert first.environment["SPOTTER_STATUS_PORT"] != second.environment["SPOTTER_STATUS_PORT"]


def test_a_service_is_asked_through_no_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with StatusServer("127.0.0.1", 0, Readiness(), CollectorRegistry()) as status:
        assert readiness_problem(f"http://127.0.0.1:{status.port}/") is None
