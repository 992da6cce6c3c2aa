"""What a student touches."""

from optlab.controls.player import Player

__all__ = ["Player"]
