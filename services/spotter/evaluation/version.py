"""The version of Spotter, for the settings of a report."""

from importlib import metadata


def version() -> str:
    """The installed version."""
    return metadata.version("spotter-gym")
