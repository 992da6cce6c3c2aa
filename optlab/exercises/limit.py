"""A limit on the time of somebody else's function."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType
from typing import Any

SECONDS = 5.0  # a whole check may take as many seconds
AGAIN = 0.05  # seconds between two attempts to stop what has not stopped
HAS_TIMER = hasattr(signal, "setitimer") and sys.platform != "emscripten"  # neither Windows nor a browser has one


class TimeIsUp(BaseException):
    """Raised in the function whose time is up, until it has left every ``try``."""


class Limit:
    """Until when functions under `call` may run; `limited` makes one."""

    def __init__(self, seconds: float) -> None:
        self.end = monotonic() + seconds

    @property
    def is_up(self) -> bool:
        """Whether the time is over."""
        return monotonic() >= self.end

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call it; nothing else is interrupted."""
        return function(*arguments)

    def look(self, frame: FrameType | None) -> None:
        """Raise `TimeIsUp` if the time is up and ``frame`` is that of a function under `call`."""
        if self.is_up and _inside(frame):
            raise TimeIsUp


if sys.version_info >= (3, 12):

    class Lines:
        """Looks on every line and at every jump, and goes on after it has raised."""

        def __init__(self, limit: Limit) -> None:
            self.limit, self.tool = limit, -1

        def start(self, frame: FrameType | None) -> None:
            if self.tool >= 0:
                return
            watch, events = sys.monitoring, sys.monitoring.events
            self.tool = next(number for number in range(6) if watch.get_tool(number) is None)
            watch.use_tool_id(self.tool, "optlab")
            for event in (events.LINE, events.JUMP):
                watch.register_callback(self.tool, event, lambda *_: self.limit.look(sys._getframe(1)))
            watch.set_events(self.tool, events.LINE | events.JUMP)

        def stop(self) -> None:
            if self.tool >= 0:
                sys.monitoring.set_events(self.tool, 0)
                sys.monitoring.free_tool_id(self.tool)

else:

    class Lines:
        """Looks on every line until it has raised, which ends the tracing; and again after the next `start`."""

        def __init__(self, limit: Limit) -> None:
            self.limit, self.before = limit, sys.gettrace()

        def start(self, frame: FrameType | None) -> None:
            while frame is not None and frame.f_code is not Limit.call.__code__:
                frame.f_trace = self._trace
                frame = frame.f_back
            sys.settrace(self._trace)

        def _trace(self, frame: FrameType, event: str, argument: Any) -> Callable[..., Any]:
            if event == "line":
                self.limit.look(frame)
            return self._trace

        def stop(self) -> None:
            if sys.gettrace() != self.before:
                sys.settrace(self.before)


@contextmanager
def limited(seconds: float) -> Iterator[Limit]:
    """Stop a function that runs for longer than so many seconds, with `TimeIsUp`.

    On every line the clock is looked at: from the start in another thread, on Windows and in a browser;
    elsewhere only after a timer's signal, which interrupts the function in its sleep as well. So it leaves
    one ``try`` after the other, whatever these catch (in Python 3.11: a few, as tracing ends with an error).
    Within one endless call of C code there is no limit. Afterwards signal, timer and tracing are as before.

    >>> with limited(5) as limit:
    ...     limit.call(max, 1, 2)
    2
    """
    limit = Limit(seconds)
    watched = Lines(limit)
    try:
        if HAS_TIMER and threading.current_thread() is threading.main_thread():
            with _timer(limit, seconds, watched.start):
                yield limit
        else:
            watched.start(None)
            yield limit
    finally:
        watched.stop()


@contextmanager
def _timer(limit: Limit, seconds: float, start: Callable[[FrameType | None], None]) -> Iterator[None]:
    over = False

    def tick(number: int, frame: FrameType | None) -> None:
        if not over:
            start(frame)
            limit.look(frame)

    began, handler = monotonic(), signal.signal(signal.SIGALRM, tick)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if handler is None else handler)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (monotonic() - began), 1e-6), interval)


def _inside(frame: FrameType | None) -> bool:
    """Whether a frame is that of a function under `Limit.call`, or of one that it has called, and not ours."""
    if frame is None or frame.f_code.co_filename == __file__:
        return False
    while frame is not None:
        frame = frame.f_back
        if frame is not None and frame.f_code is Limit.call.__code__:
            return True
    return False
