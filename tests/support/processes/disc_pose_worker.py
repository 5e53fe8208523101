"""``python -m support.processes.disc_pose_worker``: a real pose worker with the disc estimator."""

from spotter.pose_worker.service import serve
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.runtime.lifecycle import stop_on_signals
from spotter.runtime.logs import configure_logs
from support.networks.disc_estimator import DiscEstimator


def main() -> None:
    """Run until SIGTERM."""
    configure_logs("pose_worker", log_format="json", level="info")
    serve(PoseWorkerSettings(), stop_on_signals(), lambda _settings: DiscEstimator())


if __name__ == "__main__":
    main()
