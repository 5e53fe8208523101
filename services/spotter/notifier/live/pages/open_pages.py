"""The open pages, and what all of them are told."""

from collections.abc import Callable
from functools import cache, partial

from spotter.movement.wording.languages.english import ENGLISH
from spotter.notifier.live.pages.event_log import EventLog
from spotter.notifier.live.pages.mailbox import Mailbox, Message, Whole
from spotter.notifier.live.pages.viewer import EVERYBODY, Audience, Viewer
from spotter.notifier.views.models import View
from spotter.notifier.views.words import json_in


class OpenPages:
    """Puts what happens into every page's mailbox; each message becomes JSON once a language."""

    def __init__(self, log: EventLog, whole: Whole) -> None:
        self._log = log
        self._whole = whole
        self._mailboxes: set[Mailbox] = set()

    def __len__(self) -> int:
        return len(self._mailboxes)

    @property
    def place(self) -> str:
        """Where a page is that knows everything."""
        return self._log.place

    def join(self, wake: Callable[[], None], viewer: Viewer, after: str = "") -> Mailbox:
        """Register a page; one that comes back goes on ``after`` the place that it names."""
        missed = self._log.after(after) if after and viewer.is_fixed else None
        mailbox = Mailbox(wake, self._whole, viewer, missed)
        self._mailboxes.add(mailbox)
        return mailbox

    def leave(self, mailbox: Mailbox) -> None:
        """Forget a page."""
        self._mailboxes.discard(mailbox)

    def tell(
        self,
        happened: Callable[[str], View],
        audience: Audience = EVERYBODY,
        *,
        rep_ended_ms: int | None = None,
    ) -> None:
        """Send what ``happened``, a view that is made with the place to which it takes a page."""
        # In English, too: whoever's request has found it out may read another language.
        made = cache(partial(json_in, happened(self._log.next_place)))
        message = Message(made(ENGLISH.tag), audience, rep_ended_ms=rep_ended_ms, translated=made)
        self._log.add(message)
        for mailbox in self._mailboxes:
            mailbox.put_event(message)

    def who_see_part(self, station_id: str) -> set[Mailbox]:
        """The pages that see a station only because of who trains there now."""
        return {one for one in self._mailboxes if one.viewer.sees_part(station_id)}

    def renew(self) -> None:
        """Send every page a snapshot."""
        self._log.begin_anew()
        for mailbox in self._mailboxes:
            mailbox.put_snapshot()

    def beat(self) -> None:
        """Tell every page that the connection stands."""
        for mailbox in self._mailboxes:
            mailbox.put_heartbeat()

    def is_watched(self, station_id: str) -> bool:
        """Whether any page shows this station."""
        return any(mailbox.watches(station_id) for mailbox in self._mailboxes)

    def put_pose(self, station_id: str, pose: str) -> None:
        """Send a station's newest pose, as JSON, to the pages that show it."""
        for mailbox in self._mailboxes:
            mailbox.put_pose(station_id, pose)

    def forget_pose(self, station_id: str) -> None:
        """Drop a station's pose that is out of date."""
        for mailbox in self._mailboxes:
            mailbox.forget_pose(station_id)
