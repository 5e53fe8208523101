"""How many messages a channel gets one by one before the rest is folded into digests. Pure.

More than ten alerts in ten minutes are a flood (ISA-18.2, EEMUA 191); a phone that buzzes for each
of a thousand is muted.
"""

from spotter.alerting.values import Priority

WINDOW_US = 10 * 60 * 1_000_000
_ALONE, _URGENT_ALONE = 6, 10
_GATHER_US = 30 * 1_000_000
_BETWEEN_US = 2 * 60 * 1_000_000


def goes_alone(recent: int, priority: Priority) -> bool:
    """Whether an alert gets a message of its own, after ``recent`` of those within the window.

    The last of them are for the urgent.
    """
    return recent < (_URGENT_ALONE if priority is Priority.HIGH else _ALONE)


def digest_due_us(now_us: int, latest_us: int) -> int:
    """When a digest that begins now goes out, after one that was made at ``latest_us`` (0: none).

    It gathers for half a minute, and there are two minutes from one to the next.
    """
    return max(now_us, latest_us + _BETWEEN_US if latest_us else 0) + _GATHER_US
