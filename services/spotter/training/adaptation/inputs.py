"""All that a proposal is made of, so that it can be made again."""

from dataclasses import dataclass, field

from spotter.training.adaptation.condition import Condition
from spotter.training.adaptation.proposing import propose
from spotter.training.adaptation.values import Attempt, Gym, Progression, Proposal
from spotter.training.errors import TrainingError

MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Inputs:
    """Attempts oldest first, the one that leads to the proposal last, and what else is known.

    Raises :class:`TrainingError` unless there are 1 to 20 attempts.
    """

    attempts: tuple[Attempt, ...]
    condition: Condition = field(default_factory=Condition)
    gym: Gym = field(default_factory=Gym)
    progression: Progression = Progression.DOUBLE

    def __post_init__(self) -> None:
        if not 1 <= len(self.attempts) <= MOST_ATTEMPTS:
            raise TrainingError(
                f"expected 1 to {MOST_ATTEMPTS} attempts; found {len(self.attempts)}"
            )

    def proposal(self) -> Proposal:
        """What is proposed; always the same."""
        return propose(self.attempts, self.condition, self.gym, self.progression)
