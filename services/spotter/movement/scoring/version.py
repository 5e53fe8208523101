"""The versions of the methods by which reps are judged."""

_VERSIONS = {"spotter": 3, "blog": 1}
"""Each rises with every change that may change one of its verdicts."""


def method_version(method: str) -> str:
    """The name of today's version of ``method``, which its verdicts carry.

    >>> method_version("spotter")
    'spotter-3'
    """
    return f"{method}-{_VERSIONS[method]}"
