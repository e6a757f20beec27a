"""Word files are read strictly: a slip of a translator stops the program with its place, and empties no list."""

from pathlib import Path

import pytest

from earnest.foundation.word_files import WordFile, WordFileMalformed, read_word_file, read_word_files

SECTIONS = ("words", "phrases", "endings", "counts")
GOOD = """# English: a test.

# Single words.
[words]
o'clock
am

[phrases]
is
my number is
phone is

[endings]
-
s

[counts]
double 2
"""


def read(folder: Path, text: str | bytes) -> WordFile:
    path = folder / "some.txt"
    _ = path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_word_file(path, "en", SECTIONS)


def test_sections_are_read_in_the_form_that_each_takes(tmp_path: Path) -> None:
    file = read(tmp_path, GOOD)
    assert file.words("words") == {"o'clock", "am"}
    assert file.phrases("phrases") == (("my", "number", "is"), ("phone", "is"), ("is",))
    assert file.endings("endings") == ("", "s")
    assert file.numbered("counts") == (("double", 2),)
    assert file.entries("phrases") == ("is", "my number is", "phone is")


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("am\n", "Am\n", "en/some.txt, line 6"),
        ("am\n", "am \n", "en/some.txt, line 6"),
        ("am\n", "a\tm\n", "en/some.txt, line 6"),
        ("am\n", "o'clock\n", "en/some.txt, line 6"),
        ("am\n", "cafe\u0301\n", "en/some.txt, line 6"),
        ("[phrases]", "[phrase]", "en/some.txt, line 8"),
        ("[phrases]", "[Phrases]", "en/some.txt, line 8"),
        ("[phrases]", "[words]", "en/some.txt, line 8"),
        ("[words]\n", "", "en/some.txt, line 4"),
        ("[counts]\ndouble 2\n", "", "en/some.txt: [counts] is missing"),
    ],
    ids=["capital", "space", "tab", "twice", "accent", "unknown", "heading", "again", "outside", "missing"],
)
def test_a_slip_is_an_error_with_file_and_line(tmp_path: Path, before: str, after: str, place: str) -> None:
    assert before in GOOD
    with pytest.raises(WordFileMalformed) as caught:
        _ = read(tmp_path, GOOD.replace(before, after, 1))
    assert str(caught.value).startswith(place)


def test_a_line_of_the_wrong_form_is_an_error_with_file_and_line(tmp_path: Path) -> None:
    file = read(tmp_path, GOOD.replace("double 2", "double two").replace("am\n", "a m\n"))
    with pytest.raises(WordFileMalformed, match=r"en/some\.txt, line 6"):
        _ = file.words("words")
    with pytest.raises(WordFileMalformed, match=r"en/some\.txt, line 18"):
        _ = file.numbered("counts")
    with pytest.raises(WordFileMalformed, match=r"en/some\.txt, line 10"):
        _ = file.single("phrases")
    with pytest.raises(WordFileMalformed, match=r"\[words\] takes one of: before, after"):
        _ = read(tmp_path, GOOD.replace("o'clock\n", "")).one_of("words", ("before", "after"))


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WordFileMalformed, match="UTF-8"):
        _ = read(tmp_path, GOOD.replace("am", "für").encode("latin-1"))


@pytest.mark.parametrize("expected", [{"en": ("units", "teens")}, {"en": (), "de": (), "nl": (), "fr": ()}])
def test_a_file_too_many_or_too_few_is_an_error(expected: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(WordFileMalformed, match=r"words/(de|fr)\.txt"):
        _ = read_word_files("earnest.speech.language.numbers", "words", expected)


def test_a_line_counts_twice_only_where_it_is_drawn_by_weight(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    _ = path.write_text("[endings]\n-\n-\ns\n", encoding="utf-8")
    assert read_word_file(path, "en", ("endings",), weighted=("endings",)).endings("endings") == ("", "", "s")
    with pytest.raises(WordFileMalformed, match="line 3"):
        _ = read_word_file(path, "en", ("endings",))
