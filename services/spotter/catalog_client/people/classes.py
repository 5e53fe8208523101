"""Asks the catalog about classes, and changes them."""

from collections.abc import Iterator
from datetime import date

from spotter.api.catalog.v1 import class_service_pb2 as pb2
from spotter.api.catalog.v1.class_service_pb2_grpc import ClassServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.class_reviews import ClassReview, review_of
from spotter.wire.catalog.people.classes import ClassPlan, GymClass, class_of, plan_message

_PAGE = 500


class Classes:
    """The gym's classes; ``author`` is who changes them.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = ClassServiceStub(channel.grpc)
        self._author = author

    def create(self, plan: ClassPlan) -> GymClass:
        """A new class."""
        request = pb2.CreateClassRequest(plan=plan_message(plan), author=self._author)
        return class_of(self._channel.call(self._stub.CreateClass, request).gym_class)

    def change(self, class_id: str, plan: ClassPlan) -> GymClass:
        """Replace all that is said of a class."""
        request = pb2.ChangeClassRequest(
            class_id=class_id, plan=plan_message(plan), author=self._author
        )
        return class_of(self._channel.call(self._stub.ChangeClass, request).gym_class)

    def get(self, class_id: str) -> GymClass:
        """One class."""
        request = pb2.GetClassRequest(class_id=class_id)
        return class_of(self._channel.call(self._stub.GetClass, request).gym_class)

    def listed(self, *, with_archived: bool = False) -> Iterator[GymClass]:
        """All classes by name; asks a page at a time."""
        request = pb2.ListClassesRequest(with_archived=with_archived, page_size=_PAGE)
        while True:
            page = self._channel.call(self._stub.ListClasses, request)
            yield from map(class_of, page.classes)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def review(self, class_id: str, day: date | None = None) -> ClassReview:
        """A class looked back on, on the day on which it begins; by default the last until now."""
        request = pb2.ReviewClassRequest(class_id=class_id, day=day.isoformat() if day else "")
        return review_of(self._channel.call(self._stub.ReviewClass, request).review)

    def archive(self, class_id: str) -> GymClass:
        """List a class no longer."""
        request = pb2.ArchiveClassRequest(class_id=class_id, author=self._author)
        return class_of(self._channel.call(self._stub.ArchiveClass, request).gym_class)
