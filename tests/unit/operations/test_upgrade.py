"""Which servers of others are taken."""

import pytest

from earnest.operations.errors import DatabaseTooOld
from earnest.operations.upgrade import require_version


@pytest.mark.parametrize("version", [160_000, 160_004, 180_001])
def test_a_present_server_is_taken(version: int) -> None:
    require_version(version)


@pytest.mark.parametrize(("version", "major"), [(150_999, 15), (140_000, 14), (90_624, 9)])
def test_an_older_server_is_refused_with_its_version(version: int, major: int) -> None:
    with pytest.raises(DatabaseTooOld, match=f"PostgreSQL {major}; 16 or later"):
        require_version(version)
