import pytest

from spotter.movement.values import Tempo
from spotter.training.errors import TrainingError
from spotter.training.load import LoadUnit
from spotter.training.workout import Item
from spotter.training.workout_text import item_of, item_text


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("squat 3x8", Item("squat", 3, reps=8)),
        ("squat 3x8 loss 20%", Item("squat", 3, reps=8, most_speed_loss_ratio=0.2)),
        ("squat 3x8 Loss 12,5 %", Item("squat", 3, reps=8, most_speed_loss_ratio=0.125)),
        ("squat 3x8-12 60kg", Item("squat", 3, reps=12, load_kg=60, least_reps=8)),
        ("  squat 3 x 8  ", Item("squat", 3, reps=8)),
        ("squat: 3×8 @ 60 kg", Item("squat", 3, reps=8, load_kg=60)),  # noqa: RUF001 - as typed
        ("squat 3x8 135lb", Item("squat", 3, reps=8, load_kg=61.23496995)),
        ("squat 3X8 82,5KG REST 2min", Item("squat", 3, reps=8, load_kg=82.5, rest_s=120)),
        ("squat 3x8 rest 0", Item("squat", 3, reps=8, rest_s=0)),
        (
            "squat 3x8, tempo 3-1-1-0, rest 90 s, 60kg",
            Item("squat", 3, reps=8, tempo=Tempo(3, 1, 1, 0), rest_s=90, load_kg=60),
        ),
        ("plank 2x45s", Item("plank", 2, seconds=45)),
        ("plank 2x1.5 min", Item("plank", 2, seconds=90)),
        ("side  plank 2x45 s", Item("side plank", 2, seconds=45)),
        ("スクワット 3x8 60kg", Item("スクワット", 3, reps=8, load_kg=60)),
        ("قرفصاء 3x8", Item("قرفصاء", 3, reps=8)),
        ("21s 3x8", Item("21s", 3, reps=8)),
        ("4x4 push 3x8", Item("4x4 push", 3, reps=8)),
    ],
)
def test_a_line_is_read(text: str, item: Item) -> None:
    assert item_of(text) == item


@pytest.mark.parametrize(
    "item",
    [
        Item("squat", 3, reps=8, tempo=Tempo(3, 1, 1.25, 0), rest_s=90, load_kg=61.25),
        Item("side plank", 1, seconds=0.5, rest_s=0),
        Item("squat", 3, reps=8, least_reps=6, rest_s=90, most_speed_loss_ratio=0.125),
        Item("पुश अप", 1000, reps=10_000, load_kg=0),
        Item("3x8 club", 3, reps=8),
    ],
)
def test_a_line_is_read_as_it_is_shown(item: Item) -> None:
    assert item_of(item_text(item)) == item


def test_a_load_is_shown_in_pounds() -> None:
    shown = item_text(Item("squat", 3, reps=8, load_kg=61.23496995), LoadUnit.LB)
    assert shown == "squat 3x8 135 lb"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "expected a line like"),
        ("squat", "found 'squat'"),
        ("3x8", "found '3x8'"),
        ("squat 3x", "found 'squat 3x'"),
        ("squat 3x8 60", "found '60' in"),
        ("squat 3x8 60kgs heavy", "found 'heavy' in"),
        ("squat 3x8 60kg 70kg", "expected one load; found another"),
        ("squat 3x8 rest soon", "found 'rest soon' in"),
        ("squat 3x8 loss 20", "found 'loss 20' in"),
        ("squat 3x8 loss 2%", "expected 0.05 to 0.9 of speed lost; found 0.02"),
        ("plank 2x45s loss 20%", "expected reps, of which speed may be lost; found seconds"),
        ("squat 3x8 tempo 3-1", "expected a tempo of four numbers"),
        ("squat 0x8", "expected 1 to 1000 sets; found 0"),
        ("squat 3x8 2000kg", "expected a load of 0 to 1000 kg"),
    ],
)
def test_anything_else_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(TrainingError, match=words):
        item_of(text)
