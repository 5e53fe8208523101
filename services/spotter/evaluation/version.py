"""Which Spotter measures."""

from importlib import metadata


def version() -> str:
    """The version that is installed."""
    return metadata.version("spotter-gym")
