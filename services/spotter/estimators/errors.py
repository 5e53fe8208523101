"""The error root of the estimators library."""


class EstimatorError(Exception):
    """An estimator cannot be made or run; the message says what was expected and found."""


class UnknownEstimatorError(EstimatorError):
    """No estimator has that name."""


class ModelError(EstimatorError):
    """A model is unknown, missing or damaged; the message names the command that fixes it."""


class PullError(EstimatorError):
    """A model could not be fetched; a later attempt may succeed."""
