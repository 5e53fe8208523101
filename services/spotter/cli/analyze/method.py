"""The methods of ``spotter analyze``: Spotter's own, and the article's with tslearn."""

from enum import StrEnum

from spotter.movement.alignment import Compare, compare_as_article
from spotter.movement.scoring import ArticleScorer, Scorer, SpotterScorer
from spotter.movement.values import Exercise


class Method(StrEnum):
    """How a rep is scored."""

    SPOTTER = "spotter"
    BLOG = "blog"


def prepared(method: Method, exercise: Exercise) -> tuple[Scorer, Compare]:
    """The scorer for reps of ``exercise``, and the function that compares them as the article does.

    Raises :class:`MovementError` for a reference that shows nobody.
    """
    if method is Method.SPOTTER:
        return SpotterScorer(exercise), compare_as_article
    from spotter import tslearn_methods  # noqa: PLC0415 - it takes seconds and 150 MB

    compare = tslearn_methods.compare_as_article
    return ArticleScorer(exercise, compare), compare
