"""A film: what is known of it besides its pictures, and how it goes on. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from spotter.catalog.films.rules import SECOND_US, FilmRules
from spotter.movement.values import EquipmentEnd, EquipmentKind, PoseSeries
from spotter.wire.catalog.exercises.films import FilmInfo, FilmState
from spotter.wire.lessons.equipment_lesson import Learnt
from spotter.wire.lessons.equipment_tracks import DrawnBox, FoundTrack

_ONE_END = (EquipmentKind.DUMBBELL, EquipmentKind.KETTLEBELL)
_TOLERANCE = 0.9
"""A camera at the fastest rate that is kept is not quite even."""


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """The pictures of a station since ``begun_us``, for whoever began it, the ``author``.

    ``last_us`` is when the last picture came, or when it began; ``read_to`` is the id of the last
    frame that was looked at, in the station's stream; ``people`` are those seen, who was
    seen most first, None until that is known. ``lesson`` counts what was asked to be learnt of it.
    """

    film_id: str
    station_id: str
    kind: EquipmentKind
    author: str
    begun_us: int
    kept_until_us: int
    last_us: int
    read_to: bytes
    state: FilmState = FilmState.RECORDING
    ended_us: int = 0
    captured_us: tuple[int, ...] = ()
    size_px: tuple[int, int] = (0, 0)
    kept_bytes: int = 0
    problem: str = ""
    people: tuple[PoseSeries, ...] | None = None
    lesson: int = 0
    progress_ratio: float = 0.0
    proposals: tuple[DrawnBox, ...] = ()
    tracks: tuple[FoundTrack, ...] = ()
    taught: Mapping[EquipmentEnd, bytes] = field(default_factory=dict)

    @property
    def info(self) -> FilmInfo:
        """What its trainer sees."""
        return FilmInfo(
            film_id=self.film_id,
            station_id=self.station_id,
            kind=self.kind,
            state=self.state,
            kept_until_us=self.kept_until_us,
            problem=self.problem,
            progress_ratio=self.progress_ratio,
            width_px=self.size_px[0],
            height_px=self.size_px[1],
            captured_us=self.captured_us,
            proposals=self.proposals,
            tracks=self.tracks,
        )

    @property
    def is_recording(self) -> bool:
        """Whether pictures are being kept."""
        return self.state is FilmState.RECORDING

    @property
    def keeps_pictures(self) -> bool:
        """Whether there are pictures of it, or more are to come."""
        return self.is_recording or bool(self.captured_us)

    def wants(self, captured_us: int, size_px: tuple[int, int], rules: FilmRules) -> bool:
        """Whether a picture is kept: of one size, in order, and not more often than is of use."""
        if not self.is_recording or self.is_full(rules):
            return False
        if not self.captured_us:
            return True
        apart_us = _TOLERANCE * SECOND_US / rules.fastest_hz
        return size_px == self.size_px and captured_us - self.captured_us[-1] >= apart_us

    def past(self, entry_id: bytes) -> "Film":
        """The film that goes on after that frame."""
        return replace(self, read_to=entry_id)

    def with_picture(
        self, captured_us: int, size_px: tuple[int, int], count_bytes: int, now_us: int
    ) -> "Film":
        """The film with one more picture, of ``count_bytes`` as it is kept; not if it has ended."""
        if not self.is_recording:
            return self
        return replace(
            self,
            captured_us=(*self.captured_us, captured_us),
            size_px=size_px,
            kept_bytes=self.kept_bytes + count_bytes,
            last_us=now_us,
        )

    def is_full(self, rules: FilmRules) -> bool:
        """Whether there is no room for another picture."""
        return len(self.captured_us) >= rules.most_pictures or self.kept_bytes >= rules.most_bytes

    def why_end(self, now_us: int, rules: FilmRules) -> str:
        """Why it ends by itself, in words; empty while it goes on."""
        length_s = (now_us - self.begun_us) / SECOND_US
        if length_s >= rules.longest_s:
            return f"a film lasts {rules.longest_s:g} s at most: it ended there"
        if self.is_full(rules):
            return f"the film is full after {length_s:.0f} s: it ended there"
        if (now_us - self.last_us) / SECOND_US >= rules.silent_s:
            return f"{self.station_id} sends no pictures: the film ended there"
        return ""

    def ended(self, now_us: int, why: str = "") -> "Film":
        """The film without another picture; one without any is of no use."""
        if not self.is_recording:
            return self
        if not self.captured_us:
            why = f"{self.station_id} has sent no pictures: film it again when it is live"
        state = FilmState.RECORDED if self.captured_us else FilmState.REFUSED
        return replace(self, state=state, ended_us=now_us, problem=why)

    def asked(self, boxes: tuple[DrawnBox, ...]) -> "Film":
        """The film of which something is to be learnt; without boxes, where one might be."""
        state = FilmState.FOLLOWING if boxes else FilmState.PROPOSING
        return replace(self, state=state, problem="", progress_ratio=0.0, lesson=self.lesson + 1)

    def proposed(self, boxes: tuple[DrawnBox, ...]) -> "Film":
        """The film with boxes that were found, if any: one for what one hand holds."""
        problem = (
            ""
            if boxes
            else "found nothing beside a hand that moves with it: draw a box round the "
            f"{self.kind} on a picture where it is seen well"
        )
        return replace(
            self,
            state=FilmState.FOLLOWED if self.taught else FilmState.RECORDED,
            problem=problem,
            progress_ratio=1.0,
            proposals=self._of_its_ends(boxes),
        )

    def _of_its_ends(self, boxes: tuple[DrawnBox, ...]) -> tuple[DrawnBox, ...]:
        """What one hand holds may be in either: the box that is drawn at last tells in which."""
        is_one = self.kind in _ONE_END
        return tuple(replace(one, end=None) for one in boxes[:1]) if is_one else boxes

    def advanced(self, done_ratio: float) -> "Film":
        """The film of which so much is looked through."""
        return replace(self, progress_ratio=done_ratio)

    def followed(self, learnt: Learnt) -> "Film":
        """The film in which the equipment is known."""
        return replace(
            self,
            state=FilmState.FOLLOWED,
            progress_ratio=1.0,
            tracks=tuple(one.track for one in learnt.ends),
            taught={one.track.end: one.taught for one in learnt.ends},
        )

    def refused(self, why: str) -> "Film":
        """The film of which nothing can be learnt so."""
        return replace(self, state=FilmState.REFUSED, problem=why)
