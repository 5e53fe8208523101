"""A proposal in words, whose numbers are the proposal's own."""

from spotter.training.adaptation.values import Change, Prescription, Proposal
from spotter.training.load import LoadUnit, load_text


def sentence(proposal: Proposal, exercise: str, unit: LoadUnit = LoadUnit.KG) -> str:
    """The proposal as a trainer and a member read it.

    >>> from spotter.training.adaptation.values import Rule
    >>> old, new = Prescription(3, 8, 12, 40), Prescription(3, 8, 12, 42.5)
    >>> sentence(Proposal(Rule.DOUBLE, Change.RAISE, old, new, "every set had 12"), "squat")
    'squat: 42.5 kg instead of 40 kg, 3 sets of 8 to 12 reps: every set had 12.'
    """
    old, new = proposal.old, proposal.new
    if proposal.change is Change.KEEP:
        load = f"{load_text(new.load_kg, unit)}, " if new.load_kg else ""
        what = f"stay with {load}{_amount(new)}"
    elif old.load_kg != new.load_kg:
        what = f"{_load(new, unit)} instead of {_load(old, unit)}, {_amount(new)}"
    else:
        load = f" at {load_text(new.load_kg, unit)}" if new.load_kg else ""
        what = f"{_amount(new)} instead of {_range(old)}{load}"
    return f"{exercise}: {what}: {proposal.because}."


def _load(one: Prescription, unit: LoadUnit) -> str:
    return load_text(one.load_kg, unit) if one.load_kg else "no load"


def _amount(one: Prescription) -> str:
    sets = "1 set" if one.sets == 1 else f"{one.sets} sets"
    return f"{sets} of {_range(one)}" + (" reps" if one.seconds is None else "")


def _range(one: Prescription) -> str:
    if one.seconds is not None:
        return f"{one.seconds:g} s"
    if one.least_reps == one.most_reps:
        return str(one.most_reps)
    return f"{one.least_reps} to {one.most_reps}"
