"""A group of processes: started in order, kept alive, stopped in order; one that hangs is dead."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from spotter.local_stack.errors import LocalStackError
from spotter.local_stack.processes.child import Child, Command
from spotter.local_stack.processes.process_logs import ProcessLog
from spotter.local_stack.processes.restarts import Restarts
from spotter.local_stack.processes.standby import Standby

Clock = Callable[[], float]

_STOP_STAGGER_S = 1.0
"""How long one process may take to stop before the next one is asked to stop too."""
_DEATHS_BEFORE_READY = 3
_POLL_S = 0.05


@dataclass
class _Member:
    """A process to keep running; ``command`` makes the command of each start."""

    name: str
    command: Callable[[], Command]
    log: ProcessLog
    restarts: Restarts = field(default_factory=Restarts)
    restart_count: int = 0
    child: Child | None = None
    started_s: float = 0.0
    due_s: float | None = None


class Fleet:
    """Runs processes. Use it from the main thread, which must outlive them.

    ``make_log`` makes the log of a process from its name; ``say`` shows a message to the user.
    Processes that still run ``stop_s`` after the stop began are killed. ``clock`` is monotonic, in
    seconds. As a context manager, the fleet leaves no process behind.
    """

    def __init__(
        self,
        make_log: Callable[[str], ProcessLog],
        say: Callable[[str], None],
        *,
        stop_s: float = 6.0,
        clock: Clock = time.monotonic,
    ) -> None:
        self._make_log = make_log
        self._say = say
        self._stop_s = stop_s
        self._clock = clock
        self._standby: Standby | None = None
        self._members: list[_Member] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def add(self, name: str, command: Callable[[], Command]) -> None:
        """Start a process and keep it running until the fleet stops."""
        member = _Member(name, command, self._make_log(name))
        self._members.append(member)
        self._start(member)

    def keep_warm(self, standby: Standby) -> None:
        """Keep a process ready that takes the place of the next one that dies or hangs."""
        self._standby = standby

    def running(self) -> dict[str, int]:
        """The process ids of the running processes, by name."""
        return {
            member.name: member.child.pid
            for member in self._members
            if member.child and member.child.is_running()
        }

    def restart_counts(self) -> dict[str, int]:
        """How often each process that died or hung was started again, by name."""
        return {m.name: m.restart_count for m in self._members if m.restart_count}

    def problems(self) -> dict[str, str]:
        """Why processes are not ready, by their names."""
        found = {member.name: _problem(member) for member in self._members}
        return {name: problem for name, problem in found.items() if problem}

    def await_ready(self, timeout_s: float, stopping: Callable[[], bool]) -> Iterator[list[str]]:
        """Wait until all processes are ready; yields the names of those that are not yet.

        Ends early when ``stopping`` returns True. Raises :class:`LocalStackError` when a process
        dies three times or the time is up.
        """
        deadline_s = self._clock() + timeout_s
        while (problems := self.problems()) and not stopping():
            self.restart_dead()
            self._check_start(problems, overdue=self._clock() > deadline_s)
            yield list(problems)
            time.sleep(_POLL_S)

    def restart_dead(self) -> None:
        """Kill the processes that hang, and restart those that died, each after its delay.

        Call it several times a second.
        """
        now_s = self._clock()
        for member in self._members:
            if member.child and member.due_s is None and (ended := _end_words(member.child)):
                self._schedule_restart(member, member.child, ended, now_s)
            if member.due_s is not None and now_s >= member.due_s:
                self._start_again(member, now_s)
        if self._standby:
            self._standby.keep()

    def restart(self, processes: tuple[str, ...], why: str) -> None:
        """Restart those processes whose names begin like one of ``processes``."""
        now_s = self._clock()
        for member in self._members:
            if member.child and member.due_s is None and member.name.startswith(processes):
                self._schedule_restart(member, member.child, why, now_s)

    def stop(self) -> None:
        """Stop the processes in the reverse order of their start."""
        if self._standby:
            self._standby.close()
        deadline_s = self._clock() + self._stop_s
        children = [member.child for member in reversed(self._members) if member.child]
        for child in children:
            if child.is_running():
                child.ask_to_stop()
                child.wait(min(_STOP_STAGGER_S, deadline_s - self._clock()))
        for child in children:
            child.wait(deadline_s - self._clock())
            child.kill_group()
        for member in self._members:
            member.log.close()
        self._members.clear()

    def _start(self, member: _Member) -> None:
        member.started_s = self._clock()
        member.child = Child(member.command(), member.log, self._clock, self._standby)
        member.due_s = None

    def _start_again(self, member: _Member, now_s: float) -> None:
        """Start a process that has ended; a machine without room or memory may have some later."""
        try:
            self._start(member)
        except OSError as error:
            self._schedule_start(member, f"cannot be started: {error}", now_s)

    def _schedule_restart(self, member: _Member, child: Child, ended: str, now_s: float) -> None:
        child.kill_group()
        self._schedule_start(member, ended, now_s)

    def _schedule_start(self, member: _Member, ended: str, now_s: float) -> None:
        delay_s = member.restarts.delay_s(now_s - member.started_s)
        member.due_s = now_s + delay_s
        member.restart_count += 1
        self._say(
            f"{member.name} {ended}; restarting it in {delay_s:g} s "
            f"(restart {member.restart_count}; its log: {member.log.path})"
        )

    def _check_start(self, problems: dict[str, str], *, overdue: bool) -> None:
        for member in self._members:
            if (
                member.restarts.consecutive_deaths >= _DEATHS_BEFORE_READY
                and member.name in problems
            ):
                raise LocalStackError(
                    f"{member.name} cannot start. Its last output:\n{member.log.last_lines()}"
                )
        if overdue:
            told = "\n".join(f"  {name}: {problem}" for name, problem in problems.items())
            raise LocalStackError(f"some processes did not get ready in time:\n{told}")


def _end_words(child: Child) -> str | None:
    """How the process ended, or why it hangs; None while it is well."""
    if not child.is_running():
        return child.end_words()
    why = child.hangs()
    return f"hangs ({why})" if why else None


def _problem(member: _Member) -> str | None:
    if member.child is None or not member.child.is_running():
        return "is not running"
    return member.child.command.problem()
