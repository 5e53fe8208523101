"""A delivery without segmenters that at once reports every station as empty."""

from concurrent.futures import Future

from spotter.api.segmentation.v1.segmentation_service_pb2 import GetLatestPosesResponse
from spotter.pose_worker.delivery.delivery import Delivery
from spotter.pose_worker.delivery.outbox import Outbox
from spotter.pose_worker.delivery.segmenter_client import LatestPoses
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.runtime.grpc.security import GrpcSecurity


class EmptyDelivery(Delivery):
    """Sends nothing."""

    def __init__(self) -> None:
        outbox = Outbox(max_age_s=1.0, max_frames=1)
        super().__init__(
            outbox,
            lambda: ClusterView("worker"),
            lambda: 0.0,
            ack_timeout_s=1.0,
            security=GrpcSecurity(),
        )

    def latest_poses(self, station_id: str) -> LatestPoses:
        del station_id
        answer: Future[GetLatestPosesResponse] = Future()
        answer.set_result(GetLatestPosesResponse())
        return LatestPoses(answer)
