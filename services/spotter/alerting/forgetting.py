"""What the memory holds of somebody who is erased, removed from it."""

from collections.abc import Collection
from dataclasses import replace

from spotter.alerting.memory import GymMemory, State, StationMemory
from spotter.alerting.values import Need, Whose


def without_member(state: State, member_id: str, silence_ids: Collection[str]) -> State:
    """The memory without a member's session, reps and alerts, and without these silences.

    What else there is at a station is kept, and so is when a trainer last looked at it.
    """
    return State(
        {name: _station_without(one, member_id) for name, one in state.stations.items()},
        _gym_without(state.gym, member_id, silence_ids),
    )


def _station_without(station: StationMemory, member_id: str) -> StationMemory:
    session = station.session
    left = replace(
        station,
        session=None if session and _is_theirs(session, member_id) else session,
        visits=tuple(one for one in station.visits if not _is_theirs(one.whose, member_id)),
        alerts=tuple(one for one in station.alerts if not _is_theirs(one.alert.whose, member_id)),
    )
    nothing = Need(station.station_id, looked_us=station.looked_us)
    return station if left == station else replace(left, need=nothing)


def _gym_without(gym: GymMemory, member_id: str, silence_ids: Collection[str]) -> GymMemory:
    kept = (
        one
        for one in gym.quiets
        if one.silence.silence_id not in silence_ids
        and one.silence.member_id != member_id
        and not (one.shelved and _is_theirs(one.shelved.alert.whose, member_id))
    )
    return replace(gym, quiets=tuple(kept))


def _is_theirs(whose: Whose, member_id: str) -> bool:
    return whose.member_id == member_id
