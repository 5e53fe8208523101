"""A workout as plain values, for JSON: how commands, pages and files exchange it."""

from collections.abc import Mapping
from decimal import Decimal

from spotter.training.errors import TrainingError
from spotter.training.load import load_kg
from spotter.training.tempo import tempo_of, tempo_text
from spotter.training.workout import Item, Workout

_ITEM_KEYS = (
    "exercise",
    "sets",
    "reps",
    "seconds",
    "tempo",
    "rest_s",
    "load",
    "least_reps",
    "most_speed_loss_ratio",
)


def plain_workout(workout: Workout) -> dict[str, object]:
    """The workout in the form that :func:`workout_of` reads, without what is None.

    >>> plain_workout(Workout("Legs", (Item("squat", sets=3, reps=8, load_kg=82.5),)))
    {'title': 'Legs', 'items': [{'exercise': 'squat', 'sets': 3, 'reps': 8, 'load': '82.5 kg'}]}
    """
    return {"title": workout.title, "items": [_plain_item(item) for item in workout.items]}


def workout_of(plain: object) -> Workout:
    """The workout that ``plain`` describes, as :func:`json.loads` returns it.

    An item has ``exercise``, ``sets``, ``reps`` or ``seconds``, and may have ``least_reps``,
    ``tempo`` (``"3-1-1-0"``), ``rest_s``, ``load`` (``"82.5 kg"`` or ``"135 lb"``) and
    ``most_speed_loss_ratio``.

    Raises :class:`TrainingError`, which names the item, for anything else.
    """
    fields = _fields(plain, "a workout", ("title", "items"))
    items = fields.get("items")
    if not isinstance(items, list):
        raise TrainingError(f"expected a list of items; found {_shown(items)}")
    return Workout(
        _text(fields, "title"), tuple(_item(item, at) for at, item in enumerate(items, start=1))
    )


def _item(plain: object, at: int) -> Item:
    try:
        fields = _fields(plain, "an item", _ITEM_KEYS)
        return Item(
            exercise=_text(fields, "exercise"),
            sets=_whole(fields, "sets") or 0,
            reps=_whole(fields, "reps"),
            seconds=_number(fields, "seconds"),
            tempo=tempo_of(_text(fields, "tempo")) if "tempo" in fields else None,
            rest_s=_number(fields, "rest_s"),
            load_kg=load_kg(_text(fields, "load")) if "load" in fields else None,
            least_reps=_whole(fields, "least_reps"),
            most_speed_loss_ratio=_number(fields, "most_speed_loss_ratio"),
        )
    except TrainingError as error:
        raise TrainingError(f"item {at}: {error}") from None


def _plain_item(item: Item) -> dict[str, object]:
    fields = {
        "exercise": item.exercise,
        "sets": item.sets,
        "reps": item.reps,
        "seconds": item.seconds,
        "tempo": None if item.tempo is None else tempo_text(item.tempo),
        "rest_s": item.rest_s,
        # In full, not as load_text shows it: reading it must give the same double.
        "load": None if item.load_kg is None else f"{Decimal(repr(item.load_kg)):f} kg",
        "least_reps": item.least_reps,
        "most_speed_loss_ratio": item.most_speed_loss_ratio,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _fields(plain: object, what: str, known: tuple[str, ...]) -> Mapping[str, object]:
    if not isinstance(plain, dict):
        raise TrainingError(f"expected {what} as an object; found {_shown(plain)}")
    unknown = [key for key in plain if key not in known]
    if unknown:
        raise TrainingError(f"expected {what} with {', '.join(known)}; found {_shown(unknown[0])}")
    return {key: value for key, value in plain.items() if value is not None}


def _text(fields: Mapping[str, object], key: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str):
        raise TrainingError(f"expected {key} as text; found {_shown(value)}")
    return value


def _number(fields: Mapping[str, object], key: str) -> float | None:
    value = fields.get(key)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise TrainingError(f"expected {key} as a number; found {_shown(value)}")


def _whole(fields: Mapping[str, object], key: str) -> int | None:
    value = _number(fields, key)
    if value is None or isinstance(value, int):
        return value
    raise TrainingError(f"expected {key} as a whole number; found {value:g}")


def _shown(value: object) -> str:
    return "nothing" if value is None else f"{value!r:.60}"
