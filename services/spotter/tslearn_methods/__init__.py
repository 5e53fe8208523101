"""Methods based on tslearn, for use where a known implementation matters more than seconds.

Importing this package imports tslearn, which takes seconds and some 150 MB, so import it only when
needed.
"""

from spotter.tslearn_methods.article import compare_as_article

__all__ = ["compare_as_article"]
