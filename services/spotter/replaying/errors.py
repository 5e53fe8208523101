"""What keeps a replay from going on."""

from spotter.runtime.errors import PermanentError


class ReplayError(PermanentError):
    """A replay that cannot begin or go on; the message says why."""
