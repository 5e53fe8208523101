"""What changes of who trains, and who may see it. Pure."""

from spotter.notifier.live.pages.viewer import Viewer
from spotter.notifier.views.messages import WhoTrains
from spotter.notifier.views.v1.people.sessions import SessionView


def changed_sessions(before: WhoTrains, now: WhoTrains) -> dict[str, SessionView | None] | None:
    """The stations where somebody else trains now, or nobody.

    None if it has become known, or unknown.
    """
    if before.problem != now.problem or (before.sessions is None) != (now.sessions is None):
        return None
    were, are = by_station(before), by_station(now)
    return {one: are.get(one) for one in were.keys() | are.keys() if were.get(one) != are.get(one)}


def seen_by(viewer: Viewer, who: WhoTrains) -> WhoTrains:
    """What a viewer may know of it."""
    if who.sessions is None:
        return who
    seen = [one for one in who.sessions if viewer.sees_station(one.station_id)]
    return WhoTrains(sessions=seen, problem=who.problem)


def by_station(who: WhoTrains) -> dict[str, SessionView]:
    """The sessions by their stations; none where they are not known."""
    return {one.station_id: one for one in who.sessions or ()}
