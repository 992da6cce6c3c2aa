"""Where a player is: written by its controls, its clock and its picture, observed by the player."""

from __future__ import annotations

from traitlets import Any, Bool, Enum, Float, HasTraits, Int, Tuple, validate

from optlab.views.scene.scene import LEAST
from optlab.views.style import SIZES, Size, size_of

NARROW = 1.4  # a picture is drawn for at most so many times the width that it has: its letters stay above 9 pixels
SMALLER = 0.85  # of the text: the smallest letters of a picture that is drawn for less
PHASES = ("free", "choose", "asked", "guessed")


class State(HasTraits):
    """The step shown, the start, what may be seen, and how the page looks.

    ``t`` is kept between 0 and ``steps``; ``ratio`` is how many pixels of the screen one pixel of the picture has.
    ``phase`` is where a prediction stands: ``"choose"`` a setting, the question is ``"asked"``, an answer
    is ``"guessed"`` and the run may be played to its end, or all is ``"free"``.

    >>> state = State(steps=10)
    >>> state.t = 12
    >>> state.t
    10
    >>> state.begin("asked")
    >>> state.t = 3  # nothing of the run is seen before an answer
    >>> state.t
    0
    """

    steps = Int(1)
    t = Int(0)
    start = Tuple()  # of floats, one a coordinate
    slid = Bool(False)  # whether it is the step slider in the page that moves t now
    playing = Bool(False)
    speed = Float(10.0)  # steps a second
    phase = Enum(PHASES, "free")
    theme = Enum(("light", "dark"), "light")
    ratio = Float(1.0)
    linear = Bool(False)  # whether the panels that have a logarithmic axis have a linear one instead
    place = Tuple()  # on a slide the width and height of the picture's place, in pixels of a screen that is 720 high
    room = Float(0.0)  # on a page the width that the picture has, in pixels; 0 as long as nobody knows
    size = Any("normal")  # of the picture, where it is not on a slide
    watched = Bool(True)  # whether it is on somebody's screen: nothing is drawn for nobody

    @property
    def look(self) -> tuple[str, str | Size, float, bool]:
        """The picture's theme, size and ratio, and whether its panels are linear.

        On a page it has as many pixels as the screen has in its place: one that is made smaller there is blurred.
        """
        if self.place or not self.room:
            return self.theme, size_of(self.place) if self.place else self.size, self.ratio, self.linear
        size = self.size if isinstance(self.size, Size) else SIZES[self.size]
        wide = round(NARROW * self.room)
        if wide < size.width:
            high = round(size.height * wide / size.width)
            size = size._replace(width=wide, height=high, least=max(size.least, SMALLER * size.text))
        return self.theme, size, max(self.ratio * min(self.room / size.width, 1.0), LEAST), self.linear

    @property
    def waiting(self) -> bool:
        """Whether nothing may move before an answer."""
        return self.phase in ("choose", "asked")

    @property
    def hidden(self) -> bool:
        """Whether what is still to come of the run is not to be seen."""
        return self.phase != "free"

    def begin(self, phase: str) -> None:
        """Stop, go back to the start of the run, and enter a phase."""
        self.playing = False
        self.t = 0
        self.phase = phase

    @validate("t")
    def _inside(self, proposal: dict) -> int:
        return 0 if self.waiting else min(max(proposal["value"], 0), self.steps)

    @validate("playing")
    def _allowed(self, proposal: dict) -> bool:
        return proposal["value"] and not self.waiting
