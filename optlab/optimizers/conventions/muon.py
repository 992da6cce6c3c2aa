"""Muon as in optax, and without Nesterov's look ahead."""

import numpy as np

from optlab.optimizers.convention import convention
from optlab.optimizers.muon import Muon, MuonStep, newton_schulz


@convention(Muon, nesterov="corrected")
def muon_corrected(self, t, gradient, last) -> MuonStep:
    """Optax: both terms of the look ahead are corrected for the start at 0, each for its own number of steps."""
    rows, columns = gradient.shape[-2:]
    scale = np.sqrt(max(1, rows / columns)) if self.scale == "rows" else 0.2 * np.sqrt(max(rows, columns))
    m = self.momentum * last.m + (1 - self.momentum) * gradient
    m_hat, g_hat = m / (1 - self.momentum ** (t + 1)), gradient / (1 - self.momentum**t)
    ahead = self.momentum * m_hat + (1 - self.momentum) * g_hat
    orthogonal = newton_schulz(ahead, self.epsilon)
    decay = self.learning_rate * self.weight_decay * last.position
    step = -self.learning_rate * scale * orthogonal - decay
    return MuonStep(last.position + step, step, m, ahead, orthogonal)


@convention(Muon, nesterov="none")
def muon_none(self, t, gradient, last) -> MuonStep:
    """Plain momentum: m itself is made orthogonal."""
    rows, columns = gradient.shape[-2:]
    scale = np.sqrt(max(1, rows / columns)) if self.scale == "rows" else 0.2 * np.sqrt(max(rows, columns))
    m = self.momentum * last.m + (1 - self.momentum) * gradient
    orthogonal = newton_schulz(m, self.epsilon)
    decay = self.learning_rate * self.weight_decay * last.position
    step = -self.learning_rate * scale * orthogonal - decay
    return MuonStep(last.position + step, step, m, m, orthogonal)
