"""What is due when nothing happens for a while. Pure."""

import heapq


class DueTimes:
    """When each key is due; putting one off costs the same however many there are.

    Times are seconds of any clock. The heap holds each key's first time; only when that has come is
    it looked at whether the key has been put off meanwhile.
    """

    def __init__(self) -> None:
        self._due_s: dict[str, float] = {}
        self._heap: list[tuple[float, str]] = []

    def put_off(self, key: str, due_s: float) -> bool:
        """Make a key due at that time and no other; return whether it was waiting already."""
        before_s = self._due_s.get(key)
        self._due_s[key] = due_s
        if before_s is None or due_s < before_s:
            heapq.heappush(self._heap, (due_s, key))
        return before_s is not None

    def forget(self, key: str) -> None:
        """Let a key never be due."""
        self._due_s.pop(key, None)

    def pop(self, now_s: float) -> list[str]:
        """Take the keys whose time has passed."""
        passed = []
        while self._heap and self._heap[0][0] < now_s:
            _, key = heapq.heappop(self._heap)
            due_s = self._due_s.get(key)
            if due_s is not None and due_s >= now_s:
                heapq.heappush(self._heap, (due_s, key))
            elif due_s is not None:
                del self._due_s[key]
                passed.append(key)
        return passed
