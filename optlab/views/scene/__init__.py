"""What a player shows."""

from optlab.views.scene.panel import Panel
from optlab.views.scene.scene import Scene

__all__ = ["Panel", "Scene"]
