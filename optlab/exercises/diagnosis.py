"""The diagnosis trainer: curves of a sick run, what is wrong with it, and the run itself to be mended."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from html import escape
from typing import Any

import ipywidgets as widgets

from optlab.controls.closing import close_all
from optlab.exercises.box import boxed
from optlab.exercises.cases import CASES, mended, order_of, put_right
from optlab.exercises.knobs import Knobs
from optlab.training.recipe import Recipe
from optlab.training.train import Training
from optlab.values import as_whole
from optlab.views.charts.chart import Chart
from optlab.views.charts.training import plot_training
from optlab.views.style import CHART

CHOOSE = "Choose what is wrong …"
TITLE = "Run {} of {}: what is wrong? (grey: a healthy run)"
MENDED, NOT_MENDED = "Mended. ", "Not mended. "
COVERED = "Better, but the cause is still there. "
WIDTH = 800
LARGE = CHART._replace(height=357, text=13.4)  # on a slide the controls leave it 74 % of the height
PICTURE = (
    f'<img width="{WIDTH}" data-letters="{{}}" style="max-width: 100%" alt="{{}}" src="data:image/png;base64,{{}}">'
)
TRIED = "Run {} of {}: with your settings (grey: the sick run)"


@cache
def trained(recipe: Recipe) -> Training:
    """The run of a recipe; made once."""
    return recipe.trained()


class Diagnosis(widgets.VBox):
    """Twelve runs, one after the other: say what is wrong, be answered, open the run and mend it.

    Every curve is computed when it is shown. A wrong answer is answered by what one would see if it were right.

    Args:
        seed: draws the order of the runs, their first weights and their batches.

    Raises:
        ValueError: a seed that is not a whole number from 0 up.

    >>> Diagnosis(seed=1)
    Diagnosis: run 1 of 12: what is wrong? (grey: a healthy run)
    loss: training images 2.51 → 1.95, validation images 2.49 → 1.94, a batch 2.52 → 1.95
    accuracy: training images 0.0947 → 0.379, validation images 0.114 → 0.417
    length of the gradient: 1.45 → 0.911
    length of the weights: 9.21 → 9.23
    clipped in 100 % of steps
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = as_whole("seed", seed, low=0)
        self.order, self.place, self.knobs = order_of(self.seed), 0, Knobs()
        self.picture, self.result, self.verdict = widgets.HTML(), widgets.HTML(), widgets.HTML()
        options = [(CHOOSE, ""), *sorted((case.words, key) for key, case in CASES.items())]
        self.answers = widgets.Dropdown(options=options, layout={"width": "min(100%, 26em)"})
        self.answers.tooltip = "what is wrong"
        self.before = self._button("Run before", lambda: self.show(self.place - 1))
        self.next = self._button("Next run", lambda: self.show(self.place + 1))
        self.tell, self.again = self._button("Tell me", self.reveal), self._button("Train again", self.train)
        self.run = widgets.VBox([self.knobs, self.again, self.verdict])
        asked = widgets.HBox([self.answers, self.tell, self.before, self.next], layout={"flex_flow": "row wrap"})
        super().__init__([self.picture, asked, self.result, self.run], layout={"max_width": "840px"})
        self.add_class("optlab-diagnosis")
        self.answers.observe(lambda change: self.answer(change["new"]), "value")
        self.show(0)

    @property
    def key(self) -> str:
        """The case that is shown."""
        return self.order[self.place]

    def show(self, place: int) -> None:
        """Show a run, from 0 on, and ask."""
        self.place, case = place % len(self.order), CASES[self.order[place % len(self.order)]]
        self.sick = trained(case.recipe(self.seed))
        self.answers.value, self.result.value, self.verdict.value = "", "", ""
        self.run.layout.display = "none"
        self.knobs.show(case.recipe(self.seed))
        self._draw(self.sick, trained(Recipe(seed=self.seed)), TITLE)

    def answer(self, key: str) -> None:
        """Take a diagnosis, and answer it."""
        if key == self.key:
            self.reveal("Right.")
        elif key:
            self.result.value = _box(
                "wrong", f"Not this. {CASES[key].words}? Then one would see this: {CASES[key].sign}"
            )

    def reveal(self, before: str = "") -> None:
        """Say what is wrong, and open the run."""
        case = CASES[self.key]
        cure = f" What to do: {case.cure} Mend it below." if case.fault else " Make it sick below, if you like."
        self.result.value = _box("right", f"{before} {case.words}. {case.sign}{cure}".strip())
        self.run.layout.display = None

    def train(self) -> None:
        """Train with what the lists say, and draw it over the sick run."""
        run = trained(self.knobs.recipe)
        self._draw(run, self.sick, TRIED)
        case, better = CASES[self.key], mended(self.sick, run)
        right = put_right(case, case.recipe(self.seed), self.knobs.recipe)
        known = MENDED if better and right else COVERED if better else NOT_MENDED
        known = known if case.fault else ""
        now, then = (one["validation_loss"][-1] for one in (run, self.sick))
        end = f"Validation loss at the end: {now:.3g}, and {then:.3g} before."
        self.verdict.value = _box("wrong" if known in (COVERED, NOT_MENDED) else "right", known + end)

    def close(self) -> None:
        """End it, and every widget in it."""
        close_all(self)

    def __repr__(self) -> str:
        return f"Diagnosis: {str(self.chart)[0].lower()}{str(self.chart)[1:]}"

    def _draw(self, run: Training, beside: Training, title: str) -> None:
        words = title.format(self.place + 1, len(self.order))
        self.chart: Chart = plot_training(run, words, beside, size=LARGE)
        self.drawn = b64encode(self.chart.png()).decode()
        self.picture.value = PICTURE.format(self.chart.letters, escape(str(self.chart)), self.drawn)

    def _button(self, words: str, act: Any) -> widgets.Button:
        button = widgets.Button(description=words, layout={"width": "auto"})
        button.on_click(lambda _: act())
        return button

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The live trainer; where there is no kernel, its first run."""
        data = super()._repr_mimebundle_(**options) or {}
        shown = {"image/png": {"alt": escape(str(self.chart)), "width": WIDTH}, "needs_background": "light"}
        return data | {"text/plain": repr(self), "image/png": self.drawn}, shown


def _box(kind: str, words: str) -> str:
    return boxed(kind, escape(words), "line-height: 1.35")
