"""Which faults have gone, told from the verdicts of each set as they come."""

from bisect import insort
from collections import OrderedDict
from operator import itemgetter

from spotter.movement.assessment.set_progress import fixed_faults
from spotter.movement.values.verdict import Verdict
from spotter.wire.verdicts import RepVerdict

_SETS_KEPT = 1000
_by_number = itemgetter(0)

_Sets = OrderedDict[tuple[str, int, str, int], list[tuple[int, Verdict]]]
"""Station, track, exercise and set number -> rep numbers and verdicts, in the order of the reps."""


class SetProgress:
    """The verdicts of the latest sets.

    The same stream of verdicts gives the same words, whoever reads it.
    """

    def __init__(self) -> None:
        self._sets = _Sets()

    def fixed(self, said: RepVerdict) -> tuple[str, ...]:
        """Take a verdict in; what to say of faults that it shows to have gone.

        A rep that is judged late, after reps that followed it, is compared with those before it.
        """
        key = (said.station_id, said.track_id, said.exercise, said.set_number)
        known = self._sets.setdefault(key, [])
        self._sets.move_to_end(key)
        if len(self._sets) > _SETS_KEPT:
            self._sets.popitem(last=False)
        earlier = [verdict for number, verdict in known if number < said.rep_number]
        insort(known, (said.rep_number, said.verdict), key=_by_number)
        return fixed_faults(earlier, said.verdict)
