"""The process that finds patterns: what it is given, and what it says."""

from collections.abc import Generator

from spotter.catalog.child_process import ChildEndedError, ChildError, ChildProcess
from spotter.catalog.errors import CatalogError
from spotter.catalog.patterns.searching import StoppedError
from spotter.wire.patterns.pattern_search import News, read_news

_LONGEST_S = 3600.0


class FinderProcess:
    """Runs one at a time; :meth:`stop` ends the one that runs, and lets no other begin."""

    def __init__(self) -> None:
        self._process = ChildProcess("spotter.pattern_finder", _LONGEST_S)
        self.stop = self._process.stop

    def news(self, search: bytes) -> Generator[News, None, None]:
        """What the process says of a ``spotter.api.patterns.v1.PatternSearch``.

        Raises :class:`CatalogError` if it ends before it has said all.
        """
        try:
            yield from self._process.news(lambda given: given.write(search), read_news)
        except ChildError as error:
            self._check(error)
            what = str(error) if isinstance(error, ChildEndedError) else f"failed: {error}"
            raise CatalogError(f"looking for patterns {what}") from error
        self._check()

    def _check(self, error: ChildError | None = None) -> None:
        if self._process.is_stopped:
            raise StoppedError("the catalog stops") from error
