"""Who trains where, as pages are told."""

import pytest

from spotter.notifier.live.training.session_board import SessionBoard
from support.records.made_up_session import session

ANNA = session()


class Clock:
    """Stands still until a test moves it."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def board(clock: Clock) -> SessionBoard:
    return SessionBoard(clock, has_records=True)


def test_nothing_is_said_before_the_records_were_asked(board: SessionBoard) -> None:
    assert (board.view().sessions, board.view().problem, board.records) == (None, "", "there")


def test_records_that_are_away_for_a_moment_are_waited_for(
    board: SessionBoard, clock: Clock
) -> None:
    board.know([ANNA])
    board.lose()
    clock.now_s += 2.9
    board.lose()

    assert board.records == "away"
    assert board.view().sessions == [ANNA]


def test_records_that_stay_away_are_told_and_those_that_are_back_too(
    board: SessionBoard, clock: Clock
) -> None:
    board.know([ANNA])
    board.lose()
    clock.now_s += 3.0

    assert board.view().sessions is None
    assert board.view().problem.startswith("The gym's records are away:")
    board.know([])
    assert (board.view().sessions, board.view().problem, board.records) == ([], "", "there")


def test_a_gym_without_records_misses_none(clock: Clock) -> None:
    board = SessionBoard(clock, has_records=False)

    assert (board.records, board.view().problem) == ("none", "")
