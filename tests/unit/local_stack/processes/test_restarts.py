from spotter.local_stack.processes.restarts import LONGEST_S, STABLE_S, Restarts


def test_a_process_that_keeps_dying_restarts_after_growing_delays() -> None:
    restarts = Restarts()
    assert [restarts.delay_s(0.1) for _ in range(4)] == [0.2, 0.4, 0.8, 1.6]


def test_the_delay_is_bounded() -> None:
    restarts = Restarts()
    assert max(restarts.delay_s(0.1) for _ in range(40)) == LONGEST_S


def test_after_a_stable_run_the_first_delay_is_short_again() -> None:
    restarts = Restarts()
    for _ in range(5):
        restarts.delay_s(0.1)
    assert restarts.delay_s(STABLE_S) == 0.2
