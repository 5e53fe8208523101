"""PatternService: what is asked of patterns of faults."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import pattern_service_pb2 as pb
from spotter.api.catalog.v1.pattern_service_pb2_grpc import PatternServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.exercises import statements
from spotter.catalog.patterns.asked_searches import AskedSearches
from spotter.catalog.patterns.naming import PatternWords, name_pattern
from spotter.catalog.patterns.reading import members_showing, patterns, search_state
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.checks import checked_author
from spotter.wire.catalog.exercises.exercises import info_message
from spotter.wire.catalog.exercises.patterns import (
    members_message,
    patterns_message,
    search_message,
)

Context = grpc.ServicerContext


class PatternService(PatternServiceServicer):
    """Patterns in ``database``; weeks are those of the gym's ``zone``.

    ``announce`` tells others that an exercise changed; ``now_us`` is the wall clock's time.
    """

    def __init__(
        self,
        database: Database,
        asked: AskedSearches,
        announce: Callable[[str], None],
        zone: ZoneInfo,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._asked = asked
        self._announce = announce
        self._zone = zone
        self._now_us = now_us

    @answers
    def ListPatterns(
        self, request: pb.ListPatternsRequest, _context: Context
    ) -> pb.ListPatternsResponse:
        """The patterns of an exercise."""
        progress = self._asked.progress(request.exercise_id)
        with self._database.reading() as session:
            return patterns_message(patterns(session, request.exercise_id, progress, self._zone))

    @answers
    def ListPatternMembers(
        self, request: pb.ListPatternMembersRequest, _context: Context
    ) -> pb.ListPatternMembersResponse:
        """The members who show a pattern."""
        with self._database.reading() as session:
            return members_message(
                members_showing(session, request.exercise_id, request.pattern_id)
            )

    @answers
    def NamePattern(
        self, request: pb.NamePatternRequest, _context: Context
    ) -> pb.NamePatternResponse:
        """Give a pattern a trainer's words."""
        signed = Signature(request.author, self._now_us())
        words = PatternWords(request.name, request.cue)
        with self._database.writing() as session:
            info = name_pattern(session, request.exercise_id, request.pattern_id, words, signed)
        self._announce(info.exercise_id)
        return pb.NamePatternResponse(exercise=info_message(info))

    @answers
    def FindPatterns(
        self, request: pb.FindPatternsRequest, _context: Context
    ) -> pb.FindPatternsResponse:
        """Look for patterns as soon as possible."""
        author = checked_author(request.author)
        with self._database.reading() as session:
            exercise_id = str(statements.by_id(session, request.exercise_id).id)
            self._asked.ask(exercise_id, author)
            return pb.FindPatternsResponse(search=self._state(session, exercise_id))

    @answers
    def GetPatternSearch(
        self, request: pb.GetPatternSearchRequest, _context: Context
    ) -> pb.GetPatternSearchResponse:
        """How looking for patterns goes."""
        with self._database.reading() as session:
            return pb.GetPatternSearchResponse(search=self._state(session, request.exercise_id))

    def _state(self, session: Session, exercise_id: str) -> pb.PatternSearchState:
        no = statements.by_id(session, exercise_id).no
        return search_message(search_state(session, no, self._asked.progress(exercise_id)))
