"""What a list of names may be, and how it changes (AU5)."""

import pytest

from earnest.personal.household.errors import NameMissing, NamesInvalid
from earnest.personal.household.rules import (
    LONGEST_NAME,
    MOST_NAMES,
    cleaned_names,
    edited_names,
    with_names,
    without_names,
)


def test_blank_lines_spaces_and_repetitions_go() -> None:
    assert cleaned_names(["  Anna   Maria ", "", "\t", "anna maria", "Zoë", "Zoe\u0308"]) == ("Anna Maria", "Zoë")


@pytest.mark.parametrize(
    "lines", [["x" * (LONGEST_NAME + 1)], ["12 34"], ["..."], [f"n{i}" for i in range(MOST_NAMES + 1)]]
)
def test_what_cannot_be_a_name_is_refused(lines: list[str]) -> None:
    with pytest.raises(NamesInvalid):
        _ = cleaned_names(lines)


def test_a_list_of_the_greatest_size_is_taken_and_one_more_is_not() -> None:
    full = cleaned_names(f"n{i}" for i in range(MOST_NAMES))
    assert len(with_names(full, ["N1"])) == MOST_NAMES
    with pytest.raises(NamesInvalid):
        _ = with_names(full, ["one more"])


def test_names_are_added_at_the_end_once() -> None:
    assert with_names(("Anna", "Boris"), ["anna", "Cem"]) == ("Anna", "Boris", "Cem")


def test_names_are_removed_whatever_their_case_all_or_none() -> None:
    listed = ("Anna", "STRASSE", "Cem")
    assert without_names(listed, ["anna", "straße"]) == ("Cem",)
    assert without_names(listed, []) == listed
    with pytest.raises(NameMissing):
        _ = without_names(listed, ["Anna", "Dora"])


def test_au5_an_edit_of_an_old_list_changes_only_what_it_names() -> None:
    """The customer saw Anna and Ben; meanwhile Ben went and Carla came."""
    now = ("Anna", "Carla")
    assert edited_names(now, added=("Dora",), removed=()) == ("Anna", "Carla", "Dora")
    assert edited_names(now, added=(), removed=("Ben", "anna")) == ("Carla",)
    assert edited_names(now, added=("ANNA",), removed=("Anna",)) == ("Carla", "ANNA")
    full = cleaned_names(f"n{i}" for i in range(MOST_NAMES))
    assert len(edited_names(full, added=("new",), removed=("n7",))) == MOST_NAMES
    with pytest.raises(NamesInvalid):
        _ = edited_names(full, added=("new",), removed=("not there",))
