import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.language.wording import normalised, normalised_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Turn ON the light!", ("turn", "on", "the", "light")),
        ("I don’t, can't", ("i", "don't", "can't")),
        ("Grüße, 12 Käse_brote", ("grüße", "12", "käse", "brote")),
        ("...", ()),
        ("नमस्ते दुनिया", ("नमस्ते", "दुनिया")),
        ("क्‍ष", ("क्‍ष",)),
        ("السَّلَامُ عَلَيْكُم", ("السَّلَامُ", "عَلَيْكُم")),
        ("สวัสดีครับ", ("สวัสดีครับ",)),
        ("e\u0301te\u0301 noe\u0308l", ("été", "noël")),
        ("x\u0304y", ("x\u0304y",)),
        ("שָׁלוֹם!", ("שָׁלוֹם",)),
        ("auf\u00adstehen", ("aufstehen",)),
        ("ไป\u200bบ้าน", ("ไป", "บ้าน")),
        ("İzmir", ("i\u0307zmir",)),
        ("1,5 Stunden", ("1,5", "stunden")),
        ("it is 12.000, or 3.5.", ("it", "is", "12.000", "or", "3.5")),
        ("on 01.02.2024 at 192.168.1.1", ("on", "01", "02", "2024", "at", "192", "168", "1", "1")),
        ("1,2,3", ("1", "2", "3")),
        ("", ()),
    ],
)
def test_examples(text: str, words: tuple[str, ...]) -> None:
    assert normalised_words(text) == words


@given(st.text(), st.text(alphabet=st.characters(categories=["L", "M", "N"]), min_size=1, max_size=12))
def test_a_word_of_any_script_stays_whole(before: str, word: str) -> None:
    """Letters, digits and what combines with them are never parted, however they are composed."""
    once = normalised_words(word)
    for form in ("NFC", "NFD"):
        assert normalised_words(unicodedata.normalize(form, word)) == once
    first = next((place for place, one in enumerate(word) if unicodedata.category(one)[0] in "LN"), None)
    if first is not None and not any(unicodedata.category(one) == "Me" for one in word):
        assert len(normalised_words(word[first:])) == 1
    assert normalised_words(f"{before} . {word}") == (*normalised_words(before), *once)


@given(st.text())
def test_normalising_again_changes_nothing(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    assert all(word and " " not in word for word in normalised_words(text))
