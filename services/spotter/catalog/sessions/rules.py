"""How sessions begin and end."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionRules:
    """When a session ends by itself: without a rep for hours, or anybody there for minutes.

    With ``badge_needs_pin``, a badge alone begins none; with ``faces``, a face may.
    """

    idle_hours: float = 4.0
    silence_minutes: float = 5.0
    badge_needs_pin: bool = False
    faces: bool = False
