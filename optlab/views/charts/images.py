"""A row of little images, each with a word below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from optlab.values import as_numbers
from optlab.views.alone import drawing
from optlab.views.charts.chart import LINE, Chart
from optlab.views.style import CHART, LIGHT, Size, Theme

FLAT = 0.42  # the height, as a part of a chart's
ACROSS = 12  # as many images fit in a row


def plot_images(images: Any, words: Sequence[Any], title: str, theme: Theme = LIGHT, size: Size = CHART) -> Chart:
    """Draw square images side by side, dark where they are 1 and light where they are 0.

    Args:
        images: ``(count, pixels)``, each row a square; at most 12.
        words: below each of them.
        title: what they are, in a sentence.
        theme: light or dark.
        size: of the figure; it is made flatter.

    Raises:
        ValueError: images that are no squares, too many of them, or not as many words.

    >>> print(plot_images([[0, 1, 1, 0], [1, 0, 0, 1]], ["down", "up"], title="Two lines"))
    Two lines
    down, up
    """
    images = as_numbers(images)
    side = round(images.shape[-1] ** 0.5) if images.ndim == 2 else 0
    if images.ndim != 2 or side * side != images.shape[1] or not 1 <= len(images) <= ACROSS:
        raise ValueError(f"images has the shape {images.shape}: it must be (1 to {ACROSS}, a square number of pixels)")
    if len(words) != len(images):
        raise ValueError(f"words has {len(words)}: it must have one for each of the {len(images)} images")
    chart = Chart(title, theme, size._replace(height=round(FLAT * size.height)))
    top = 1 - chart.em[1] * LINE * (len(chart.headline) + 0.3)
    bottom = 2.4 * chart.em[1]
    with drawing(chart.settings):
        for i, (image, word) in enumerate(zip(images, words, strict=True)):
            box = (0.01 + 0.98 * i / len(images), bottom, 0.98 / len(images) - 0.01, top - bottom)
            axes = chart.add_axes(box, xticks=[], yticks=[])
            shade = "gray_r" if theme.name == "light" else "gray"
            axes.imshow(image.reshape(side, side), cmap=shade, vmin=0, vmax=np.max(images))
            axes.set_xlabel(str(word))
    chart.digest = "\n".join([title, ", ".join(map(str, words))])
    return chart
