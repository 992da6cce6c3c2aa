"""Time for a run that plays: it passes in the kernel, and waits for the browser."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

from optlab.controls.picture import Picture
from optlab.controls.state import State
from optlab.views.alone import alone

AHEAD = 7  # as many pictures may be under way to a browser that has not yet shown them
FASTEST = 30  # pictures a second
LONG = 0.5  # after as many seconds without an answer from the browser, the pause does not count as time


class Clock:
    """Moves a run on while it plays, at the speed that is set and no faster than the browser shows it.

    Were the browser to ask for every step, asking would take it longer than showing: JupyterLab does
    its page anew whenever the kernel is busy and whenever it is idle again.
    """

    def __init__(self, state: State, picture: Picture) -> None:
        self.state, self.picture = state, picture
        self._seen = 0
        self._next: asyncio.TimerHandle | None = None
        self._waits: float | None = None  # the time since which it waits for the browser
        state.observe(self._turn, ("playing", "speed"))
        state.observe(self._watch, "watched")

    def seen(self, number: int) -> None:
        """The browser shows the picture of this number."""
        self._seen = max(self._seen, min(number, self.picture.number))
        if self._waits is None or not self.state.watched:
            return
        if monotonic() - self._waits > LONG:
            self._begin()
        self._waits = None
        self._wait()

    def stop(self) -> None:
        """Stop; a clock that has stopped costs nothing."""
        if self._next is not None:
            self._next.cancel()
        self._next = self._waits = None

    def _turn(self, _: Any) -> None:
        state = self.state
        self.stop()
        if state.playing and state.t == state.steps:
            state.t = 0  # a run that has ended begins again
        self.picture.playing, self._seen = state.playing, self.picture.number
        if state.playing and state.watched:
            self._begin()
            self._wait()

    def _watch(self, _: Any) -> None:
        """Pause while the player is not on a screen."""
        self.stop()
        self._seen = self.picture.number
        if self.state.playing and self.state.watched:
            self._begin()
            self._wait()

    def _begin(self) -> None:
        self._began = self._due = monotonic()
        self._from = self._shown = self.state.t

    def _wait(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # there is no kernel, so nothing is played
            return
        # Counted from when the last one was due, not from now: one that was late does not delay the next.
        self._due = max(self._due + 1 / min(self.state.speed, FASTEST), monotonic())
        # The loop of a kernel in a browser refuses a time that has passed meanwhile.
        self._next = loop.call_later(max(self._due - monotonic(), 0.0), self._tick)

    @alone
    def _tick(self) -> None:
        self._next, state = None, self.state
        if self.picture.number - self._seen >= AHEAD:
            self._waits = monotonic()
            return
        if state.t != self._shown:  # the learner has moved it: it goes on from there
            self._begin()
        self._wait()
        due = min(self._from + int((monotonic() - self._began) * state.speed), state.steps)
        self._shown = state.t = due
        if due == state.steps:
            state.playing = False
