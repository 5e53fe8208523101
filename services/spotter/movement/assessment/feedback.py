"""What a trainer says of a rep becomes part of the exercise."""

from spotter.movement.geometry.viewpoint import reference_seen_alike
from spotter.movement.values.exercise import Exercise
from spotter.movement.values.poses import PoseSeries


def confirm_rep(exercise: Exercise, rep: PoseSeries, person: str) -> Exercise:
    """``exercise`` after a trainer has said of ``rep``, done by ``person``, that it was fine.

    The rep joins the person's recording from where it was seen, or begins a new one.
    """
    place = reference_seen_alike(exercise.references, rep, person)
    return exercise.with_good_rep(rep, person, place)
