"""Assembles what films need, and runs it."""

from collections.abc import Callable, Iterator

import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.films.desk import FilmDesk
from spotter.catalog.films.filming import Filming
from spotter.catalog.films.films import Films, Kept
from spotter.catalog.films.lessons import Lessons
from spotter.catalog.films.metrics import FilmMetrics
from spotter.catalog.films.new_frames import NewFrames
from spotter.catalog.films.rules import FilmRules
from spotter.catalog.films.sealed_pictures import SealedPictures
from spotter.catalog.films.teacher_process import TeacherProcess
from spotter.runtime.loops import Loop

_RULES = FilmRules()


class FilmRoom:
    """Films, and what keeps them: pictures among ``frames``, poses and news at ``client``."""

    def __init__(  # noqa: PLR0913 - its collaborators, each used in one place
        self,
        database: Database,
        client: redis.Redis,
        frames: redis.Redis,
        metrics: FilmMetrics,
        *,
        now_us: Callable[[], int],
        rules: FilmRules = _RULES,
    ) -> None:
        films = Films(rules)
        kept, new_frames = Kept(films, SealedPictures(frames)), NewFrames(frames)
        not_learnt, no_pictures = map(metrics.refused.labels, ("not_learnt", "no_pictures"))
        self._lessons = Lessons(kept, TeacherProcess(), not_learnt.inc)
        self.desk = FilmDesk(
            database, kept, new_frames, client, self._lessons, metrics=metrics, now_us=now_us
        )
        self._filming = Filming(
            kept,
            new_frames,
            client,
            delete=self.desk.delete_late,
            on_refusal=no_pictures.inc,
            now_us=now_us,
        )
        metrics.kept.set_function(lambda: len(films.all()))
        metrics.kept_bytes.set_function(lambda: sum(one.kept_bytes for one in films.all()))

    def loops(self, on_failure: Callable[[], None]) -> Iterator[Loop]:
        """What runs beside the calls until it is stopped."""
        yield Loop("filming", self._filming.step, on_failure)
        yield Loop("lessons", self._lessons.step, on_failure)

    def stop(self) -> None:
        """End what is being looked through."""
        self._lessons.stop()
