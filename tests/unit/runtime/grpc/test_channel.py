import asyncio

import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from spotter.runtime.grpc.channel import Server, make_channel
from spotter.runtime.grpc.security import GrpcSecurity

OPEN = GrpcSecurity()


async def health_at(port: int) -> int:
    async with make_channel(f"127.0.0.1:{port}", OPEN) as channel:
        stub = health_pb2_grpc.HealthStub(channel)
        answer = await stub.Check(health_pb2.HealthCheckRequest(), timeout=10)
        return int(answer.status)


@pytest.mark.parametrize("variable", ["http_proxy", "https_proxy", "grpc_proxy"])
def test_a_channel_goes_through_no_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "http://127.0.0.1:9")
    server = Server("127.0.0.1:0", lambda _server: None, OPEN, streams=1)
    server.start()
    try:
        status = asyncio.run(health_at(server.port))
    finally:
        server.stop(0)
    assert status == health_pb2.HealthCheckResponse.SERVING
