"""SQL out of files."""

import pytest

from earnest.services.database.queries import Queries

TEXT = """-- What this file holds.

-- find_clip --
-- One clip.
select 1;

-- remove_clip --
-- Its end.
delete from x
where a = %(a)s;
"""


def test_sections_are_found_by_name() -> None:
    queries = Queries(TEXT)
    assert list(queries) == ["find_clip", "remove_clip"]
    assert queries["find_clip"] == "-- One clip.\nselect 1;"
    assert queries["remove_clip"].endswith("where a = %(a)s;")


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        _ = Queries(TEXT)["find"]


@pytest.mark.parametrize("text", ["select 1;\n" + TEXT, TEXT + "-- find_clip --\nselect 2;\n", TEXT + "-- empty --\n"])
def test_a_file_that_would_lose_a_statement_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="section"):
        _ = Queries(text)
