"""The methods of ``spotter analyze``: Spotter's own, and the article's with tslearn."""

from enum import StrEnum

from spotter.movement.alignment import Compare, compare_as_article
from spotter.movement.scoring import ArticleScorer, Scorer, SpotterScorer, scorer_of_oneself
from spotter.movement.values import Exercise


class Method(StrEnum):
    """How a rep is scored."""

    SPOTTER = "spotter"
    BLOG = "blog"


def prepared(
    method: Method, exercise: Exercise, person: str | None = None
) -> tuple[Scorer, Compare]:
    """The scorer for reps of ``exercise``, and the function that compares them as the article does.

    ``person`` performs the reps: by default whoever recorded the reference, as in the article, if
    that is one person.

    Raises :class:`MovementError` for a reference that shows nobody.
    """
    if method is Method.SPOTTER:
        return _by_spotter(exercise, person), compare_as_article
    from spotter import tslearn_methods  # noqa: PLC0415 - it takes seconds and 150 MB

    compare = tslearn_methods.compare_as_article
    return ArticleScorer(exercise, compare), compare


def as_somebody_else(exercise: Exercise, person: str | None) -> SpotterScorer | None:
    """The scorer of a stranger's reps, if those of ``person`` are judged by their own recording."""
    people = {reference.person for reference in exercise.references}
    own = len(people) == 1 if person is None else person in people
    return SpotterScorer(exercise) if own else None


def _by_spotter(exercise: Exercise, person: str | None) -> SpotterScorer:
    return scorer_of_oneself(exercise) if person is None else SpotterScorer(exercise, person)
