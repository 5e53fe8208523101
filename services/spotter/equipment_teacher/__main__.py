"""Learns equipment by a film: ``python -m spotter.equipment_teacher``.

Standard input is a ``spotter.api.lessons.v1.EquipmentLesson`` and its pictures, standard output a
sequence of ``LessonNews``, each after its length.
"""

import os
import sys

from spotter.equipment.errors import EquipmentError
from spotter.equipment_teacher.learning import learnt_by
from spotter.movement.values import MovementError
from spotter.pictures.errors import PictureError
from spotter.wire.errors import WireError
from spotter.wire.lessons.equipment_lesson import News, Refusal, read_lesson, write_news

_LOW_PRIORITY = 5
"""A trainer waits, but whoever trains comes first."""


def main() -> int:
    """Learn; returns the exit code."""
    os.nice(_LOW_PRIORITY)
    try:
        lesson, jpegs = read_lesson(sys.stdin.buffer)
        _say(learnt_by(lesson, list(jpegs), _say))
    except (EquipmentError, MovementError, PictureError, WireError) as error:
        _say(Refusal(str(error)))
    return 0


def _say(news: News) -> None:
    write_news(news, sys.stdout.buffer)


if __name__ == "__main__":
    sys.exit(main())
