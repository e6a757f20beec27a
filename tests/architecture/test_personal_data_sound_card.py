"""The card's figures are those of the result file; nobody types them (AU5, AU6)."""

import json
from collections.abc import Mapping
from typing import cast

from scripts.personal_data_sound_table import CARD, RESULTS, as_tables


def test_the_card_shows_the_measured_tables() -> None:
    results = cast("Mapping[str, object]", json.loads(RESULTS.read_text(encoding="utf-8")))
    assert as_tables(results) in CARD.read_text(encoding="utf-8"), "run scripts/personal_data_sound_table.py"
