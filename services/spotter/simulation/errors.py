"""The error root of the simulation library."""


class SimulationError(ValueError):
    """A value that cannot be simulated; the message says what was expected and what was found."""
