"""What a student touches."""

import os

# Before ipywidgets is imported, however the kernel was started: half the traffic of a slider.
os.environ.setdefault("JUPYTER_WIDGETS_ECHO", "0")

from optlab.controls.bar import in_notebook
from optlab.controls.player import Player
from optlab.controls.question import Question

__all__ = ["Player", "Question", "in_notebook"]
