"""How a member's name is sorted and searched, in any script."""

import unicodedata

_LONGEST = 600
"""A database sorts no longer text by an index."""


def folded(name: str) -> str:
    """The name whatever its case, width, ligatures, and what joins or parts letters unseen.

    >>> folded("Jürgen STRASSE") == folded("jürgen straße")
    True
    """
    seen = "".join(one for one in name if unicodedata.category(one) != "Cf")
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())[:_LONGEST]
