"""What a cell shows whose last line is a chart."""

from base64 import b64decode
from io import BytesIO

import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure
from PIL import Image

from optlab.views.charts.chart import RATIO, Chart
from optlab.views.style import CHART, DARK, LIGHT, SIZES


def chart(theme=LIGHT, size=CHART):
    made = Chart("It falls", theme, size)
    made.add_subplot(title="a title").plot([1, 2, 3])
    made.digest = "rises from 1 to <3>"
    return made


def pixels(made):
    return np.asarray(Image.open(BytesIO(made.png())).convert("RGB"))


def test_a_notebook_shows_its_picture_and_its_words():
    data, metadata = DisplayFormatter().format(chart())
    assert {"text/plain", "image/png"} <= {*data}
    assert data["text/plain"] == "rises from 1 to <3>"
    assert Image.open(BytesIO(b64decode(data["image/png"]))).size == (800 * RATIO, 400 * RATIO)
    assert metadata["image/png"] == {"alt": "rises from 1 to &lt;3&gt;", "width": 800}
    assert metadata["needs_background"] == "light", "where JupyterLab looks for it"


def test_matplotlibs_own_would_show_nothing():
    assert "image/png" not in DisplayFormatter().format(Figure())[0]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_picture_is_on_its_paper_in_its_size_and_always_the_same(theme, size):
    made = chart(theme, size)
    seen = pixels(made)
    assert seen.shape == (size.height * RATIO, size.width * RATIO, 3)
    assert "#{:02X}{:02X}{:02X}".format(*seen[0, 0]) == theme.paper
    assert np.array_equal(seen, pixels(made))
    assert np.array_equal(seen, pixels(chart(theme, size)))


def test_few_colours_are_enough():
    """The picture has no more than a palette's colours, and is nowhere far from what was drawn."""
    made = chart()
    drawn = BytesIO()
    made.savefig(drawn, format="png", dpi=RATIO * 100)
    wanted = np.asarray(Image.open(drawn).convert("RGB")).astype(int)
    assert len(np.unique(pixels(made).reshape(-1, 3), axis=0)) <= 255
    assert np.abs(pixels(made) - wanted).mean() < 1
    assert len(made.png()) < 0.6 * len(drawn.getvalue())


def test_the_name_of_an_axis_has_room_beside_numbers_of_many_signs():
    made = Chart("It falls", LIGHT, CHART)
    axes = made.plot(ylabel="a height")
    axes.plot([-0.1, 0.1])
    axes.set_yticks([-0.075])
    made.canvas.draw()
    assert axes.get_yticklabels()[0].get_text() == "−0.075"
    assert axes.yaxis.label.get_window_extent().x0 >= 0
