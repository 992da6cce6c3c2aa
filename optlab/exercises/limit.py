"""A limit on the time of somebody else's function."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from time import monotonic
from types import FrameType
from typing import Any

SECONDS = 5.0  # for a whole check
AGAIN = 0.05  # seconds between two attempts to stop what has not stopped
HAS_TIMER = hasattr(signal, "setitimer")  # Windows has none


class TimeIsUp(BaseException):
    """Raised in the function whose time is up. If a bare ``except`` swallows it, the next one is on its way."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit

    def __del__(self) -> None:
        self.limit.pursue(sys._getframe().f_back)


class Limit:
    """Stops a function that runs in the main thread after so many seconds, with `TimeIsUp`.

    A timer's signal interrupts it, in its sleep as well. From then on every instruction of its own
    raises again, so that it leaves one ``try`` after the other, whatever these catch. Only `call` is
    ever interrupted, and afterwards the signal, the timer and the tracing function are as before. A
    stop by the user stays a KeyboardInterrupt. In another thread, where no signal comes, and within
    one endless call of C code, there is no limit.

    >>> with Limit(5) as limit:
    ...     limit.call(max, 1, 2)
    2
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.running = False

    def __enter__(self) -> Limit:
        self.running = threading.current_thread() is threading.main_thread()
        self.tracer, self.began, self.done = sys.gettrace(), monotonic(), threading.Event()
        if self.running:
            self.signal = signal.SIGALRM if HAS_TIMER else signal.SIGINT
            self.handler = signal.signal(self.signal, self._tick)
            if HAS_TIMER:
                self.timer = signal.setitimer(signal.ITIMER_REAL, self.seconds, AGAIN)
            else:
                self.watch = threading.Thread(target=self._watch, daemon=True)
                self.watch.start()
        return self

    def __exit__(self, *_: Any) -> None:
        if not self.running:
            return
        self.running = False
        if HAS_TIMER:
            signal.setitimer(signal.ITIMER_REAL, 0)
        else:
            self.done.set()
            self.watch.join()
        signal.signal(self.signal, signal.SIG_DFL if self.handler is None else self.handler)
        if HAS_TIMER and self.timer[0]:
            left = self.timer[0] - (monotonic() - self.began)
            signal.setitimer(signal.ITIMER_REAL, max(left, 1e-6), self.timer[1])
        if sys.gettrace() != self.tracer:
            sys.settrace(self.tracer)

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call it; nothing else is interrupted."""
        return function(*arguments)

    def pursue(self, frame: FrameType | None) -> None:
        """From here on, let every instruction of the function and of what it has called raise."""
        if not self.running or not _inside(frame):
            return
        while frame is not None and frame.f_code is not Limit.call.__code__:
            frame.f_trace, frame.f_trace_opcodes = self._trace, True
            frame = frame.f_back
        sys.settrace(self._trace)

    def _trace(self, frame: FrameType, event: str, argument: Any) -> Callable[..., Any]:
        if event not in ("exception", "return") and self.running and _inside(frame):  # these are on their way out
            raise TimeIsUp(self)
        return self._trace

    def _tick(self, number: int, frame: FrameType | None) -> None:
        if number == signal.SIGINT and monotonic() < self.began + self.seconds and callable(self.handler):
            self.handler(number, frame)
        elif _inside(frame):
            self.pursue(frame)
            raise TimeIsUp(self)

    def _watch(self) -> None:
        wait = self.seconds
        while not self.done.wait(wait):
            signal.raise_signal(signal.SIGINT)
            wait = AGAIN


def _inside(frame: FrameType | None) -> bool:
    """Whether a frame is that of a function under `Limit.call`, or of one that it has called, and not ours."""
    if frame is None or frame.f_code.co_filename == __file__:
        return False
    while frame is not None:
        frame = frame.f_back
        if frame is not None and frame.f_code is Limit.call.__code__:
            return True
    return False
