"""The moment after which something that moved is at rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from optlab.controls.state import State

REST = 0.25  # values are at rest after as many seconds without a change
LATE = 1.0  # and after as many while the next change is expected, and is only late


class Rest:
    """Calls ``settled`` once nothing has changed for a moment; where there is no kernel, at once."""

    def __init__(self, settled: Callable[[], None]) -> None:
        self.settled = settled
        self._timer: asyncio.TimerHandle | None = None

    @property
    def pending(self) -> bool:
        """Whether something moved a moment ago."""
        return self._timer is not None

    def stir(self, seconds: float = REST) -> bool:
        """Something moves; False if it is at rest again already, which it else is after so many seconds."""
        self.stop()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # there is no loop of events, so nothing can wait
            self.settled()
            return False
        self._timer = loop.call_later(seconds, self._end)
        return True

    def stop(self) -> None:
        """Forget the change: ``settled`` is not called for it."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    def _end(self) -> None:
        self._timer = None
        self.settled()


def stillness(state: State) -> float:
    """Seconds without a change after which a picture is at rest.

    On a busy machine the next step of a run that plays is late, and a picture without loss between the two would
    make it later.
    """
    return LATE if state.playing and state.speed * REST > 1 else REST
