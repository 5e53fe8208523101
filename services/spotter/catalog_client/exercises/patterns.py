"""Asks the catalog for patterns of faults."""

from spotter.api.catalog.v1 import pattern_service_pb2 as pb
from spotter.api.catalog.v1.pattern_service_pb2_grpc import PatternServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.exercises.exercises import ExerciseInfo, info_of
from spotter.wire.catalog.exercises.patterns import (
    GymPatterns,
    PatternMember,
    SearchState,
    members_of,
    patterns_of,
    search_state_of,
)


class PatternClient:
    """The patterns of the catalog at the other end of ``channel``, changed by ``author``.

    Its methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._call = channel.call
        self._stub = PatternServiceStub(channel.grpc)
        self._author = author

    def of(self, exercise_id: str) -> GymPatterns:
        """The patterns of an exercise."""
        request = pb.ListPatternsRequest(exercise_id=exercise_id)
        return patterns_of(self._call(self._stub.ListPatterns, request))

    def members(self, exercise_id: str, pattern_id: str) -> list[PatternMember]:
        """The members who show a pattern, most reps first."""
        request = pb.ListPatternMembersRequest(exercise_id=exercise_id, pattern_id=pattern_id)
        return members_of(self._call(self._stub.ListPatternMembers, request))

    def name(self, exercise_id: str, pattern_id: str, name: str, cue: str) -> ExerciseInfo:
        """Give a pattern a name and a cue; both may be empty."""
        request = pb.NamePatternRequest(
            exercise_id=exercise_id,
            pattern_id=pattern_id,
            name=name,
            cue=cue,
            author=self._author,
        )
        return info_of(self._call(self._stub.NamePattern, request).exercise)

    def find(self, exercise_id: str) -> SearchState:
        """Have the patterns of an exercise looked for; returns at once."""
        request = pb.FindPatternsRequest(exercise_id=exercise_id, author=self._author)
        return search_state_of(self._call(self._stub.FindPatterns, request).search)

    def search(self, exercise_id: str) -> SearchState:
        """How looking for them goes."""
        request = pb.GetPatternSearchRequest(exercise_id=exercise_id)
        return search_state_of(self._call(self._stub.GetPatternSearch, request).search)
