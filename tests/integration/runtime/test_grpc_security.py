"""Who may call a real segmenter: those with the token, over TLS where there are certificates."""

from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
import redis
from grpc_health.v1 import health_pb2, health_pb2_grpc
from pydantic import ValidationError

from spotter.api.segmentation.v1 import segmentation_service_pb2 as messages
from spotter.api.segmentation.v1.segmentation_service_pb2_grpc import SegmentationServiceStub
from spotter.rep_segmenter.settings import SegmenterSettings
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.errors import PermanentError
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.settings import problems_of
from spotter.wire import names
from support.processes.grpc_client import segmenter_channel
from support.processes.running_pose_worker import STATION, StartWorker, add_frame, open_station
from support.processes.service_process import ServiceProcess, warm_service
from support.servers.certificates import Authority
from support.waiting import until

FRAME_US = 66_667
TOKEN = "sekret"  # noqa: S105 - of a gym that does not exist


@pytest.fixture
def guarded(redis_url: str, gym: redis.Redis) -> Iterator[ServiceProcess]:  # noqa: ARG001 - first
    with warm_service("rep_segmenter", redis_url=redis_url, grpc_token=TOKEN) as running:
        running.line("ready")
        yield running


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.made_in(tmp_path_factory.mktemp("authority"))


def address(segmenter: ServiceProcess) -> str:
    return str(segmenter.line("ready")["address"])


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        ((), "found none"),
        ((("authorization", "Bearer wrong"),), "found another one"),
        ((("authorization", TOKEN),), "found another one"),
        ((("authorization", ""),), "found another one"),
    ],
)
def test_whoever_lacks_the_token_is_refused_in_words(
    guarded: ServiceProcess, metadata: tuple[tuple[str, str], ...], found: str
) -> None:
    with segmenter_channel(address(guarded)) as channel:
        stub = SegmentationServiceStub(channel)
        request = messages.GetLatestPosesRequest(station_id="rack-1")
        for call in (
            lambda: list(stub.StreamPoses(iter(()), metadata=metadata)),
            lambda: stub.GetLatestPoses(request, metadata=metadata),
        ):
            with pytest.raises(grpc.RpcError) as refused:
                call()
            assert refused.value.code() == grpc.StatusCode.UNAUTHENTICATED
            assert f"SPOTTER_GRPC_TOKEN); {found}" in str(refused.value.details())
            assert TOKEN not in str(refused.value.details())
    assert guarded.metric('spotter_segmenter_calls_refused_total{reason="token"}') == 2


def test_whoever_has_it_is_served_and_a_probe_needs_none(guarded: ServiceProcess) -> None:
    with segmenter_channel(address(guarded)) as channel:
        answers = SegmentationServiceStub(channel).StreamPoses(
            iter([messages.StreamPosesRequest(batch_number=1)]),
            metadata=GrpcSecurity(TOKEN).metadata,
        )
        assert [answer.batch_number for answer in answers] == [1]
        health = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
        assert health.status == health_pb2.HealthCheckResponse.SERVING


def test_a_pose_worker_says_that_it_lacks_the_token(
    guarded: ServiceProcess, start_worker: StartWorker, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    assert address(guarded)
    with start_worker(grpc_token="another") as worker:  # noqa: S106 - made up
        until(
            lambda: "found another one" in worker.service.get("/readyz"),
            what="the reason in /readyz",
        )
        assert "another one" in worker.service.line("segmenter not connected")["reason"]
        assert not [one for one in worker.service.lines if one["event"] == "segmenter connected"]


def delivers(start_worker: StartWorker, client: redis.Redis, **settings: object) -> None:
    open_station(client)
    with start_worker(**settings):
        add_frame(client, wall_clock_us() // FRAME_US)  # captured now
        until(lambda: client.xlen(names.pose_log(STATION)), what="the poses in the log")


def test_a_pose_worker_with_the_token_delivers(
    guarded: ServiceProcess, start_worker: StartWorker, redis_client: redis.Redis
) -> None:
    assert address(guarded)
    delivers(start_worker, redis_client, grpc_token=TOKEN)


def test_over_tls_both_ends_show_certificates_of_their_authority(
    redis_url: str, gym: redis.Redis, start_worker: StartWorker, authority: Authority
) -> None:
    certificate, key = authority.issue("segmenter.gym")
    own = {"grpc_ca": authority.certificate, "grpc_certificate": certificate, "grpc_key": key}
    with warm_service("rep_segmenter", redis_url=redis_url, grpc_token=TOKEN, **own) as running:
        place = address(running)
        with segmenter_channel(place) as plain, pytest.raises(grpc.RpcError) as refused:
            health_pb2_grpc.HealthStub(plain).Check(health_pb2.HealthCheckRequest())
        assert refused.value.code() == grpc.StatusCode.UNAVAILABLE
        trusting = grpc.ssl_channel_credentials(authority.certificate.read_bytes())
        renamed = (("grpc.ssl_target_name_override", "segmenter.gym"),)
        with grpc.secure_channel(place, trusting, renamed) as unknown:
            with pytest.raises(grpc.RpcError) as refused:
                health_pb2_grpc.HealthStub(unknown).Check(health_pb2.HealthCheckRequest())
            assert refused.value.code() == grpc.StatusCode.UNAVAILABLE
        certificate, key = authority.issue("worker.gym")
        delivers(
            start_worker,
            gym,
            grpc_token=TOKEN,
            grpc_ca=authority.certificate,
            grpc_certificate=certificate,
            grpc_key=key,
            grpc_server_name="segmenter.gym",
        )


def test_a_pose_worker_does_not_send_to_a_segmenter_of_another_authority(
    redis_url: str,
    gym: redis.Redis,
    start_worker: StartWorker,
    authority: Authority,
    tmp_path: Path,
) -> None:
    certificate, key = Authority.made_in(tmp_path / "other").issue("segmenter.gym")
    files = {"grpc_certificate": certificate, "grpc_key": key}
    open_station(gym)
    with (
        warm_service("rep_segmenter", redis_url=redis_url, **files) as running,
        start_worker(grpc_ca=authority.certificate, grpc_server_name="segmenter.gym") as worker,
    ):
        running.line("ready")
        reason = worker.service.line("segmenter not connected")["reason"]
        assert reason.startswith("UNAVAILABLE")
    assert gym.xlen(names.pose_log(STATION)) == 0


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"grpc_ca": "/no/such/file.pem"}, "expected a PEM file at /no/such/file.pem; found: No"),
        ({"grpc_ca": __file__}, "expected SPOTTER_GRPC_CA to be an authority's certificate; found"),
        (
            {"grpc_certificate": __file__, "grpc_key": __file__},
            "expected SPOTTER_GRPC_CERTIFICATE and SPOTTER_GRPC_KEY to be a certificate and its",
        ),
    ],
)
def test_a_segmenter_without_its_files_does_not_start(
    redis_url: str, settings: dict[str, str], words: str
) -> None:
    with warm_service("rep_segmenter", redis_url=redis_url, **settings) as running:
        assert running.wait() == 1
        assert running.lines[-1]["event"] == "cannot run"
        assert words in running.lines[-1]["reason"]


def test_the_key_of_another_certificate_is_refused_in_words(authority: Authority) -> None:
    certificate, _ = authority.issue("segmenter.gym")
    _, key = authority.issue("worker.gym")
    settings = SegmenterSettings(grpc_certificate=f"{certificate}", grpc_key=f"{key}")
    with pytest.raises(PermanentError, match=r"its open key; found: .*MISMATCH"):
        GrpcSecurity.of(settings)


def test_an_authority_without_a_certificate_is_refused_for_a_server(authority: Authority) -> None:
    security = GrpcSecurity.of(SegmenterSettings(grpc_ca=f"{authority.certificate}"))
    with pytest.raises(PermanentError, match="a certificate for a server with an authority"):
        security.server_credentials()


@pytest.mark.parametrize("token", [f"{TOKEN}\n", f"{TOKEN} and more", "schlüssel"])
def test_a_token_that_cannot_be_sent_is_refused_and_not_shown(token: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SegmenterSettings(grpc_token=token)
    words = problems_of(refused.value)
    assert words.startswith("SPOTTER_GRPC_TOKEN: expected letters, digits and signs of ASCII")
    assert token not in words


def test_a_certificate_without_its_key_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="found only a certificate"):
        SegmenterSettings(grpc_certificate="some.pem")
