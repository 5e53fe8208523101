"""The error root of the equipment library."""


class EquipmentError(ValueError):
    """Equipment cannot be taught or read; the message says what was expected and what was found."""
