"""Obligations name tests that exist, so that an officer who is told what shows one can run it."""

import re
from pathlib import Path

import pytest

from earnest.organisation.accountability.obligations import Obligation, load_obligations

ROOT = Path(__file__).parents[2]
NAMED = [name for one in load_obligations() for name in one.shown_by]


def test_some_are_shown_by_tests() -> None:
    assert len(NAMED) > 10


@pytest.mark.parametrize("name", NAMED)
def test_a_test_that_is_named_exists(name: str) -> None:
    file, _, function = name.partition("::")
    source = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {re.escape(function)}\(", source, re.MULTILINE), name


@pytest.mark.parametrize("one", load_obligations(), ids=lambda one: one.name)
def test_each_is_shown_by_a_test_or_left_to_the_organisation(one: Obligation) -> None:
    assert one.shown_by or one.organisation
