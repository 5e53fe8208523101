"""The error root of the estimators library."""


class EstimatorError(Exception):
    """What went wrong while making or running an estimator; expected and found are named."""


class UnknownEstimatorError(EstimatorError):
    """No estimator has that name."""


class ModelError(EstimatorError):
    """A model is unknown, missing or damaged; the message says which command mends it."""


class PullError(EstimatorError):
    """A model could not be fetched; trying again later may work."""
