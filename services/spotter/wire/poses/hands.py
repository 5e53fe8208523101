"""What is known of hands, as numbers of the contracts' enum."""

from spotter.movement.values import Hands, HandsEach
from spotter.wire.errors import WireError


def hands_of(number: int) -> Hands:
    """What a number says. Raises :class:`WireError` for an unknown one."""
    try:
        return Hands(number)
    except ValueError as error:
        raise WireError(f"hands are a number from 0 to {max(Hands)}; found {number}") from error


def checked_hands(hands: HandsEach) -> HandsEach:
    """The same (T,) numbers. Raises :class:`WireError` for an unknown one."""
    if len(hands):
        hands_of(int(hands.max()))
    return hands
