"""Finds patterns of faults: ``python -m spotter.pattern_finder``.

Standard input is a ``spotter.api.patterns.v1.PatternSearch``, standard output a sequence of
``SearchNews``, each after its length.
"""

import os
import sys

from spotter.movement.values import MovementError
from spotter.pattern_finder.finding import found_in
from spotter.wire.errors import WireError
from spotter.wire.patterns.pattern_search import News, Refusal, search_of, write_news

_LOWEST_PRIORITY = 19
"""Whatever else the machine has to do comes first."""


def main() -> int:
    """Find the patterns; returns the exit code."""
    os.nice(_LOWEST_PRIORITY)
    try:
        _say(found_in(search_of(sys.stdin.buffer.read()), _say))
    except (WireError, MovementError) as error:
        _say(Refusal(str(error)))
    return 0


def _say(news: News) -> None:
    write_news(news, sys.stdout.buffer)


if __name__ == "__main__":
    sys.exit(main())
