"""Fixtures of the de-identified side on a real database."""

from pathlib import Path

import pytest
from support.clips import HandoverSide, open_handover
from support.databases import Databases


@pytest.fixture
def handover(databases: Databases, tmp_path: Path) -> HandoverSide:
    """A database, an object store and keys."""
    return open_handover(databases, tmp_path / "handover")
