"""Adds a trainer's feedback on a rep to the exercise."""

from spotter.movement.geometry.viewpoint import reference_seen_alike
from spotter.movement.values import Exercise, PoseSeries


def confirm_rep(exercise: Exercise, rep: PoseSeries, person: str) -> Exercise:
    """``exercise`` after a trainer has confirmed ``rep``, done by ``person``, as good.

    The rep joins the person's latest reference from the same view, or starts a new one.
    """
    place = reference_seen_alike(exercise.references, rep, person)
    return exercise.with_good_rep(rep, person, place)
