"""A session without anybody in the picture ends after minutes; one without a picture does not."""

from spotter.catalog.checkin.silence import Glance, Silences


def entry(number: int, *, somebody: bool) -> dict[str, Glance]:
    return {"s": Glance(str(number).encode(), somebody)}


def test_minutes_are_counted_from_when_somebody_was_seen_last() -> None:
    silences = Silences(after_s=300.0)
    looks = [silences.look(entry(at, somebody=at == 100), at) for at in range(0, 500, 10)]

    assert looks.index(["s"]) * 10 == 400


def test_a_camera_that_gives_nothing_new_says_nothing() -> None:
    silences = Silences(after_s=30.0)
    for at in range(0, 600, 10):
        assert silences.look(entry(1, somebody=False), at) == []
        assert silences.look({"s": Glance(b"", is_somebody=False)}, at) == []
