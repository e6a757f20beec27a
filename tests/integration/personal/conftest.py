"""The personal side on a fresh database."""

from pathlib import Path

import pytest
from support.databases import Databases
from support.speaking import PersonalSide


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)
