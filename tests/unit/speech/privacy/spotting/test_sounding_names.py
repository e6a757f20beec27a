"""Names of a household are found where the recogniser wrote them as other words (AU5)."""

import pytest

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.language.lexicon import load_lexicon
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames, find_sounds

LEXICON = load_lexicon()
NAMES = HouseholdNames(["Siobhan", "Anna Kowalski", "Jo", "Will"], LEXICON)


def found(text: str, names: HouseholdNames = NAMES) -> list[str]:
    words = [
        RecognisedWord(text=word, start=SampleCount(i), end=SampleCount(i + 1), posterior=0.5)
        for i, word in enumerate(text.split())
    ]
    return [" ".join(word.text for word in words[s.first_word : s.last_word + 1]) for s in names.find(words)]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("please call she vaughn at home", "she vaughn"),
        ("ask anna cow al ski to come", "anna cow al ski"),
        ("write on a kowalsky a note", "on a kowalsky"),
    ],
)
def test_other_words_with_the_same_sounds(text: str, part: str) -> None:
    covered = " ".join(found(text)).split()
    assert set(part.split()) <= set(covered)


@pytest.mark.parametrize(
    "text",
    ["turn on the light in the living room", "a large latte with soy milk please", "i will go to the show", "well now"],
)
def test_ordinary_requests_stay(text: str) -> None:
    assert found(text) == []


def test_short_names_need_the_same_sounds() -> None:
    assert found("call joe now") == ["joe"]
    assert found("call john now") == []


def test_nothing_listed_nothing_found_and_names_without_letters_of_ours_do_no_harm() -> None:
    assert found("call siobhan", HouseholdNames(())) == []
    assert found("call siobhan", HouseholdNames(["李", "李 "], LEXICON)) == []


def test_the_best_of_overlapping_places_is_taken() -> None:
    name = ["F", "R", "IH", "T", "S"]
    phones = ["K", "AO", "L", "F", "R", "IH", "T", "S", "IH", "Z"]
    assert find_sounds(name, phones, [0, 0, 0, 1, 1, 1, 1, 1, 2, 2]) == ((3, 7),)
    assert find_sounds([], phones, [0] * 10) == ()
    assert find_sounds(name, [], []) == ()
