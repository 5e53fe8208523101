"""Who guesses a PIN has to wait, at whichever station, longer each time, and never for good."""

from spotter.catalog.accounts.counts import LatestCounts
from spotter.catalog.checkin.tries import Tries
from spotter.catalog.errors import TooManyError

SECOND_US = 1_000_000


def wait_s(tries: Tries, who: str, station_id: str, now_us: int) -> int:
    try:
        tries.begin(who, station_id, now_us)
    except TooManyError as error:
        return error.retry_s
    return 0


def test_five_tries_over_forty_stations_are_all_that_a_member_has() -> None:
    tries = Tries(LatestCounts())

    waits = [wait_s(tries, "1042", f"rack-{number}", 0) for number in range(40)]

    assert waits == [0] * 5 + [30] * 35


def test_pauses_double_up_to_half_an_hour_and_no_further() -> None:
    tries, now_us, waits = Tries(LatestCounts()), 0, []
    for number in range(20):
        wait = wait_s(tries, "1042", f"rack-{number}", now_us)
        waits.append(wait)
        now_us += wait * SECOND_US
        if wait:
            tries.begin("1042", f"rack-{number}", now_us)

    assert waits[5:14] == [30, 60, 120, 240, 480, 960, 1800, 1800, 1800]


def test_who_tries_many_members_at_one_station_waits_there_and_others_do_not_elsewhere() -> None:
    tries = Tries(LatestCounts())
    waits = [wait_s(tries, str(number), "rack-1", 0) for number in range(25)]

    assert waits == [0] * 20 + [10] * 5
    assert wait_s(tries, "1042", "rack-2", 0) == 0


def test_who_is_right_has_five_tries_again() -> None:
    tries = Tries(LatestCounts())
    for _ in range(4):
        tries.begin("1042", "rack-1", 0)
    tries.succeeded(tries.begin("1042", "rack-1", 0))

    assert [wait_s(tries, "1042", "rack-1", 0) for _ in range(6)] == [0] * 5 + [30]


def test_phones_which_may_be_anywhere_do_not_keep_a_stations_own_screen_waiting() -> None:
    tries = Tries(LatestCounts())
    for number in range(20):
        tries.begin(f"guessed-{number}", "rack-1", 0, is_phone=True)

    assert wait_s(tries, "1042", "rack-1", 0) == 0


def test_a_try_at_which_nobody_could_look_is_none_of_the_five_and_lengthens_no_pause() -> None:
    tries = Tries(LatestCounts())
    for place in range(20):
        tries.undecided(tries.begin("1042", f"rack-{place}", 0))
    assert [wait_s(tries, "1042", "rack-1", 0) for _ in range(6)] == [0] * 5 + [30]

    tries.undecided(tries.begin("1042", "rack-2", 40 * SECOND_US))
    assert wait_s(tries, "1042", "rack-2", 40 * SECOND_US) == 0
    assert wait_s(tries, "1042", "rack-2", 41 * SECOND_US) == 59
