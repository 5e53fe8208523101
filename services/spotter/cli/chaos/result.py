"""What chaos has shown, as a table and as JSON."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from rich.table import Table

from spotter.cli.chaos.service_check import RepLedger
from spotter.local_stack.chaos import TIME_OUT_S, Kind, Struck


@dataclass(frozen=True, slots=True)
class ChaosResult:
    """The strikes of one run with ``seed``, and what became of the reps meanwhile."""

    seed: int
    struck: Sequence[Struck]
    reps: RepLedger

    @property
    def is_clean(self) -> bool:
        """Whether no rep was lost and none has two verdicts."""
        return not (self.reps.lost or self.reps.doubled)

    def as_json(self) -> dict[str, Any]:
        """All that is known."""
        return {
            "seed": self.seed,
            "events": [
                {"process": one.process, "kind": one.kind.value, "served_s": one.served_s}
                for one in self.struck
            ],
            "reps_cut": len(self.reps.cut),
            "verdicts": len(self.reps.judged),
            "dead_letters": len(self.reps.dead),
            "doubled": self.reps.doubled,
            "lost": self.reps.lost,
        }

    def table(self) -> Table:
        """The time to service of each process and kind."""
        table = Table(title="Time to service")
        table.add_column("process")
        table.add_column("struck by")
        for name in ("times", "median s", "longest s", f"not within {TIME_OUT_S:g} s"):
            table.add_column(name, justify="right")
        for (process, kind), all_s in sorted(self._times().items(), key=lambda one: str(one[0])):
            served_s = [one for one in all_s if one is not None]
            shown = (f"{f(served_s):.1f}" if served_s else "" for f in (median, max))
            counts = len(all_s), len(all_s) - len(served_s)
            table.add_row(process, kind.value, f"{counts[0]}", *shown, f"{counts[1]}")
        return table

    def summary(self) -> str:
        """The reps, in one line."""
        reps = self.reps
        return (
            f"{len(self.struck)} events with seed {self.seed}: {len(reps.cut)} reps cut, "
            f"{len(reps.judged)} verdicts, {len(reps.dead)} dead letters, "
            f"{len(reps.doubled)} doubled, {len(reps.lost)} lost"
        )

    def _times(self) -> dict[tuple[str, Kind], list[float | None]]:
        times = defaultdict[tuple[str, Kind], list[float | None]](list)
        for one in self.struck:
            times[one.process, one.kind].append(one.served_s)
        return times
