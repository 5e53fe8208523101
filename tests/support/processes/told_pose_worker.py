"""``python -m support.processes.told_pose_worker``: a real pose worker with the told estimator.

``SPOTTER_TOLD`` is the path of what it is told.
"""

import os
from pathlib import Path

from spotter.pose_worker.service import serve
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.runtime.lifecycle import stop_on_signals
from spotter.runtime.logs import configure_logs
from support.networks.told_estimator import ToldEstimator


def main() -> None:
    """Run until SIGTERM."""
    configure_logs("pose_worker", log_format="json", level="info")
    told = Path(os.environ["SPOTTER_TOLD"])
    serve(PoseWorkerSettings(), stop_on_signals(), lambda _settings: ToldEstimator(told))


if __name__ == "__main__":
    main()
