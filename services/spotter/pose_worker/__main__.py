"""``python -m spotter.pose_worker``: estimates the poses of its share of the stations."""

import sys
from pathlib import Path

from pydantic import ValidationError

from spotter.estimators.errors import EstimatorError
from spotter.estimators.estimator import Estimator
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.registry import make_estimator
from spotter.pose_worker.errors import PoseWorkerError
from spotter.pose_worker.service import serve
from spotter.pose_worker.settings import Settings
from spotter.runtime.lifecycle import stop_on_signals
from spotter.runtime.logs import configure_logs
from spotter.runtime.settings import problems_of


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    try:
        settings = Settings()
    except ValidationError as error:
        sys.exit(problems_of(error))
    configure_logs("pose_worker", log_format=settings.log_format, level=settings.log_level)
    stopping = stop_on_signals()
    folder = settings.models_dir
    models = ModelCache(Path(folder).expanduser()) if folder else ModelCache.default()

    def load_estimator() -> Estimator:
        return make_estimator(
            settings.pose,
            models,
            settings.estimator_threads,
            input_size_px=settings.input_size_px,
            device=settings.pose_device,
            prepared_batch=settings.pose_batch_size,
        )

    try:
        serve(settings, load_estimator, stopping)
    except (EstimatorError, PoseWorkerError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
