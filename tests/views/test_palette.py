"""A picture in few colours: those that cover most of it stay what they are."""

import numpy as np
from PIL import Image

from optlab import Momentum, bowl, run
from optlab.views.palette import COLOURS, in_few_colours
from optlab.views.scene.scene import Scene


def test_the_bands_of_a_landscape_keep_their_colours():
    for theme in ("light", "dark"):
        frame = Scene([run(Momentum(0.1), bowl, 20)], theme=theme, ratio=2).frame(20)
        few = np.asarray(in_few_colours(Image.fromarray(frame)).convert("RGB"))
        colours, counts = np.unique(frame.reshape(-1, 3), axis=0, return_counts=True)
        for colour in colours[np.argsort(-counts)][:20]:
            same = (frame == colour).all(axis=2)
            assert (few[same] == colour).all()
        assert len(np.unique(few.reshape(-1, 3), axis=0)) <= COLOURS
        assert np.abs(few.astype(int) - frame).mean() < 0.6
