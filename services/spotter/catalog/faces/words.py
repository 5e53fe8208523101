"""What a station's screen says while faces are looked at. Pure."""

from spotter.wire.catalog.people.faces import FaceSight

LOOK_HERE = "Look at the camera and turn your head a little."
KEPT = "Done: this station knows your face now. You can withdraw that at any time."
_UNSURE = "Not sure who you are: check in with your PIN, your badge or your phone, please."
_SEEN = {
    FaceSight.NOBODY: "I see nobody.",
    FaceSight.TOO_SMALL: "Come closer.",
    FaceSight.SEVERAL: "One person at a time, please.",
    FaceSight.UNKNOWN: "",
}


def said_of(sight: FaceSight, *, is_final: bool) -> str:
    """The sentence for whoever stands there; empty: nothing.

    >>> said_of(FaceSight.TOO_SMALL, is_final=False)
    'Come closer.'
    >>> said_of(FaceSight.UNKNOWN, is_final=True)
    'Not sure who you are: check in with your PIN, your badge or your phone, please.'
    """
    return _UNSURE if is_final else _SEEN[sight]
