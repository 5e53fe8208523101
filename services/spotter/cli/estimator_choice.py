"""Which estimator the commands use, unless they are told otherwise."""

from collections.abc import Mapping

from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR

POSE_VARIABLE = "SPOTTER_POSE"


def chosen_estimator(environment: Mapping[str, str]) -> str:
    """The name in ``$SPOTTER_POSE``, which the pose workers read too, else the default."""
    return environment.get(POSE_VARIABLE) or DEFAULT_ESTIMATOR
