"""How a member's name is sorted and searched, in any script."""

import unicodedata

_LONGEST = 600
"""A database sorts no longer text by an index."""


def folded(name: str) -> str:
    """The name whatever its case, width and ligatures.

    >>> folded("Jürgen STRASSE") == folded("jürgen straße")
    True
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())[:_LONGEST]
