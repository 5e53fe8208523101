"""Methods that rest on tslearn, for where seconds do not matter and a known implementation does.

Importing it imports tslearn, which takes seconds and some 150 MB: only who is about to use it does.
"""

from spotter.tslearn_methods.article import compare_as_article

__all__ = ["compare_as_article"]
