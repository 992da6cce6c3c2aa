"""The picture in the browser: it shows frames, and passes on the pointer, the keys and the clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Bool, Bytes, Float, Int, Unicode

HERE = Path(__file__).parent


class Picture(anywidget.AnyWidget):
    """An image with a sentence under it, which asks ``answer`` about all that a student does to it.

    The questions are dictionaries with a ``kind``: ``press`` and ``drag`` (with ``x`` and ``y``, in
    pixels of the image from its top left), ``key`` (with ``key``), ``tick`` (with the ``step`` that
    it is time for while ``playing``) and ``theme`` (with ``dark``).
    """

    # As text: anywidget would watch a path for changes, and the watch would keep every picture alive.
    _esm = (HERE / "picture.js").read_text("utf-8")
    _css = (HERE / "picture.css").read_text("utf-8")

    frame = Bytes().tag(sync=True)
    alt = Unicode().tag(sync=True)
    said = Unicode().tag(sync=True)
    width = Int(800).tag(sync=True)
    step = Int(0).tag(sync=True)
    speed = Float(10.0).tag(sync=True)
    playing = Bool(False).tag(sync=True)
    answered = Unicode().tag(sync=True)

    def __init__(self, answer: Callable[[dict[str, Any]], None], **traits: Any) -> None:
        super().__init__(**traits)
        self._answer = answer
        self.on_msg(self._asked)

    def _asked(self, _: Any, question: dict[str, Any], __: Any) -> None:
        with self.hold_sync():  # the frame and the word that it is the answer travel together
            try:
                self._answer(question)
            finally:
                self.answered = question["id"]
