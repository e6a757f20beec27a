import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.language.letter_sounds import learn_letter_sounds
from earnest.speech.language.lexicon import Lexicon, load_lexicon

PHONES = frozenset(
    [
        *("AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY", "JH"),
        *("K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH"),
    ]
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_listed_words_and_their_variants(lexicon: Lexicon) -> None:
    assert lexicon.pronounce("coffee") == ("K AA F IY", "K AO F IY")
    assert lexicon.first_listed("coffee") == "K AA F IY"
    assert lexicon.first_listed("zyxgrb") == ""


def test_unknown_words_are_sounded(lexicon: Lexicon) -> None:
    (phones,) = lexicon.pronounce("blorpington")
    assert set(phones.split()) <= PHONES
    assert phones.startswith("B L")
    assert lexicon.first_listed("blorpington") == ""


@pytest.mark.parametrize(
    ("word", "like"), [("12", "twelve"), ("25", "twenty five"), ("café", "cafe"), ("109", "one hundred nine")]
)
def test_numbers_and_accents(lexicon: Lexicon, word: str, like: str) -> None:
    assert lexicon.pronounce(word) == lexicon.pronounce_phrase(tuple(like.split()))


@pytest.mark.parametrize("word", ["東京", "☕", "", "'"])
def test_what_has_no_letters_has_no_sound(lexicon: Lexicon, word: str) -> None:
    assert lexicon.pronounce(word) == ()


@given(word=st.text(max_size=12))
def test_any_text_gives_phones_of_the_model_only(lexicon: Lexicon, word: str) -> None:
    for phones in lexicon.pronounce(word):
        assert set(phones.split()) <= PHONES


def test_phrases_combine_variants(lexicon: Lexicon) -> None:
    assert len(lexicon.pronounce_phrase(("coffee", "coffee"))) == 4
    assert lexicon.pronounce_phrase(("☕", "milk")) == lexicon.pronounce("milk")


def test_letter_sounds_learn_a_regular_spelling() -> None:
    sounds = {"b": "B", "a": "AE", "t": "T", "s": "S", "n": "N"}
    words = [a + b + c for a in "btsn" for b in "a" for c in "btsn"]
    learned = learn_letter_sounds([(word, tuple(sounds[letter] for letter in word)) for word in words if word != "nat"])
    assert learned.pronounce("nat") == "N AE T"
    assert learned.pronounce("q") == ""
