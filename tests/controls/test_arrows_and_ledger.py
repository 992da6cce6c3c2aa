"""Every rule's player has a ledger and arrows, and in no place a sentence that says why not."""

import numpy as np
import pytest

from optlab.controls import Player
from optlab.objectives import AsMatrix, tilted_bowl
from optlab.views.scene.polygons import NOWHERE
from tests.catalogue import EVERY_RULE, MATRIX_RULES, label

TILTED = tilted_bowl(10, degrees=45)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=label)
def test_every_rules_player_has_formula_ledger_and_arrows(rule):
    objective = AsMatrix(TILTED, 2, 1) if rule in MATRIX_RULES else TILTED
    player = Player(rule(learning_rate=0.05), objective, steps=12, ledger=True, arrows=True)
    landscape, page = player.stage.scene.landscape, player.desk.ledger.page
    (arrows,) = landscape.arrows
    assert len(arrows.full) > 0
    for t in (0, 1, 2, 11, 12):
        player.go(t)
        assert r"\begin{aligned}" in page.value
        assert "not shown" not in page.value
    landscape.draw(12)
    drawn = [polygon for polygon in arrows.full if not np.array_equal(polygon.get_xy()[:3], NOWHERE)]
    assert len(drawn) > 0
    words = [text for text, _ in arrows.key(12)]
    assert not any("term" in text for text in words), words
    player.close()
