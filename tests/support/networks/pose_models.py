"""The real pose networks, for tests that run them."""

from functools import cache

import pytest

from spotter.estimators.errors import PullError
from spotter.estimators.models.catalogue import DEFAULT_MODELS, Model, ModelCache
from spotter.estimators.models.pull import pull
from spotter.recordings.estimator_loading import model_cache


def pulled_models(*more: Model) -> ModelCache:
    """The user's own cache, with the default estimator's models and ``more`` in it.

    Skips the test if they cannot be fetched.
    """
    failure = _failure_of_pull((*DEFAULT_MODELS, *more))
    if failure:
        pytest.skip(f"the pose models cannot be pulled here: {failure}")
    return model_cache()


@cache
def _failure_of_pull(models: tuple[Model, ...]) -> str:
    """Why models could not be pulled; tried only once, as pip takes long to give up."""
    try:
        pull(models, model_cache(), lambda wheel, received_bytes: None)  # noqa: ARG005
    except PullError as error:
        return str(error)
    return ""
