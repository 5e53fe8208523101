import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.movement.values import Tempo
from spotter.training.errors import TrainingError
from spotter.training.tempo import tempo_of, tempo_text

PARTS_S = st.integers(0, 6000).map(lambda hundredths: hundredths / 100)


def test_a_tempo_is_out_turn_back_and_rest() -> None:
    assert tempo_of("3-1-1-0") == Tempo(out_s=3, turn_s=1, back_s=1, rest_s=0)


@given(tempo=st.builds(Tempo, PARTS_S.filter(bool), PARTS_S, PARTS_S, PARTS_S))
def test_what_is_written_is_read_again(tempo: Tempo) -> None:
    assert tempo_of(tempo_text(tempo)) == tempo


@pytest.mark.parametrize("text", ["", "3-1-1", "3-1-1-0-0", "3110", "3-1-X-0", "3--1-1-0"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(TrainingError, match="out-turn-back-rest, like '3-1-1-0'; found"):
        tempo_of(text)


@pytest.mark.parametrize("text", ["0-1-0-1", "61-0-1-0"])
def test_a_tempo_that_does_not_move_or_takes_minutes_is_refused(text: str) -> None:
    with pytest.raises(TrainingError, match="expected a tempo of 0 to 60 s for each part"):
        tempo_of(text)
