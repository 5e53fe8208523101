from spotter.local_stack.watchdog.idle_stages import FIRST_S, LONGEST_S, IdleStages


def restarts(idle: IdleStages, start_s: int, end_s: int, stages: tuple[str, ...]) -> list[int]:
    """When a stage is restarted, with a turn each second."""
    return [now_s for now_s in range(start_s, end_s) if idle.turn(stages, now_s)]


def test_a_stage_is_restarted_once_it_was_idle_long_enough_and_then_ever_more_rarely() -> None:
    found = restarts(IdleStages(0), 1, 2200, ("poses",))
    gaps_s = [later - earlier for earlier, later in zip([0, *found], found, strict=False)]
    assert gaps_s == [FIRST_S, 2 * FIRST_S, 4 * FIRST_S, 8 * FIRST_S, LONGEST_S, LONGEST_S]


def test_a_stage_that_delivers_again_is_left_alone() -> None:
    idle = IdleStages(0)
    assert not restarts(idle, 1, 59, ("poses",))
    assert not restarts(idle, 59, 60, ())
    assert not restarts(idle, 60, 119, ("poses",))


def test_turns_that_come_late_count_for_little() -> None:
    idle = IdleStages(0)
    assert not any(idle.turn(("poses",), now_s) for now_s in range(10, 590, 10))
    assert idle.turn(("poses",), 3600) == []
    assert idle.turn(("poses",), 3601) == ["poses"]
