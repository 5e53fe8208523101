"""The process that learns equipment by a film: what it is given, and what it says."""

from collections.abc import Generator, Iterable

from spotter.catalog.child_process import ChildError, ChildProcess, ChildStoppedError
from spotter.catalog.errors import CatalogError
from spotter.wire.lessons.equipment_lesson import EquipmentLesson, News, read_news, write_lesson

_LONGEST_S = 900.0
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Windows are small: more threads would take cores from the stations, and be no faster."""


class TeacherProcess:
    """Runs one at a time; :meth:`stop` ends the one that runs, and lets no other begin.

    It takes ``longest_s`` at most.
    """

    def __init__(self, longest_s: float = _LONGEST_S) -> None:
        self._process = ChildProcess("spotter.equipment_teacher", longest_s, _ONE_THREAD)
        self.cancel = self._process.cancel
        self.stop = self._process.stop

    def news(self, lesson: EquipmentLesson, jpegs: Iterable[bytes]) -> Generator[News, None, None]:
        """What the process says of a film.

        Raises :class:`CatalogError` if it ends before it has said all, and whatever ``jpegs`` does.
        """
        try:
            yield from self._process.news(
                lambda given: write_lesson(lesson, jpegs, given), read_news
            )
        except ChildStoppedError as error:
            raise CatalogError(str(error)) from error
        except ChildError as error:
            raise CatalogError(
                f"looking through the film failed ({error}): try it again, with a shorter film if "
                "it does"
            ) from error
