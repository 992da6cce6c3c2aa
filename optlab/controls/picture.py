"""The picture in the browser: it shows frames, and passes on the pointer, the keys and the clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Bool, Bytes, Int, Unicode

HERE = Path(__file__).parent


class Picture(anywidget.AnyWidget):
    """An image with a sentence under it, which asks ``answer`` about all that a student does to it.

    The questions are dictionaries with a ``kind``: ``press`` and ``drag`` (with ``x`` and ``y``, in
    pixels of the image from its top left), ``key`` (with ``key``), ``theme`` (with ``dark``), and while
    it is ``playing`` ``seen`` (with the ``number`` of the frame that is shown).
    """

    # As text: anywidget would watch a path for changes, and the watch would keep every picture alive.
    _esm = (HERE / "picture.js").read_text("utf-8")
    _css = (HERE / "picture.css").read_text("utf-8")

    frame = Bytes().tag(sync=True)
    alt = Unicode().tag(sync=True)
    said = Unicode().tag(sync=True)
    width = Int(800).tag(sync=True)
    number = Int(0).tag(sync=True)
    playing = Bool(False).tag(sync=True)
    answered = Unicode().tag(sync=True)

    def __init__(self, answer: Callable[[dict[str, Any]], None], **traits: Any) -> None:
        super().__init__(**traits)
        self._answer = answer
        self.on_msg(self._asked)

    def show(self, frame: bytes, **traits: Any) -> None:
        """Show the next frame, an image of any kind that browsers know."""
        with self.hold_sync():
            self.frame, self.number = frame, self.number + 1
            for name, value in traits.items():
                setattr(self, name, value)

    def _asked(self, _: Any, question: dict[str, Any], __: Any) -> None:
        if "id" not in question:  # nobody waits for an answer
            self._answer(question)
            return
        with self.hold_sync():  # the frame and the word that it is the answer travel together
            try:
                self._answer(question)
            finally:
                self.answered = question["id"]
