"""The style of slides."""

import re
from pathlib import Path

import optlab.controls

HERE = Path(optlab.controls.__file__).parent
STYLES = (HERE / "picture.css").read_text("utf-8") + (HERE / "deck.css").read_text("utf-8")


def test_only_what_is_small_is_asked_what_it_has():
    """Of what holds all cells it made every change in any of them style the whole notebook anew: 5 s for a slide."""
    asked = re.findall(r"(\S*):has\(", STYLES)
    assert len(asked) > 10
    assert [who for who in asked if who and not re.match(r"details\b|\.optlab-|\.widget-", who)] == []
