"""The one reader of numbers: every number under a million as it is said, and nothing that is no number."""

import time
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.language.numbers.durations import read_duration
from earnest.speech.language.numbers.reading import read_number, read_whole_number
from earnest.speech.language.wording import normalised_words

EVERY_SMALL = range(2_000)
STRIDE = 613
"""A prime, so that all endings come up."""


ENGLISH_ONES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
GERMAN_ONES = (
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
)
GERMAN_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
DUTCH_ONES = (
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
)
DUTCH_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def english(number: int, *, linked: bool = True) -> str:
    """Say a number as grammars of English give it (Huddleston and Pullum 2002, chapter 19)."""
    ones = ENGLISH_ONES
    if number < 20:
        return ones[number]
    if number < 100:
        tens = ENGLISH_TENS[number // 10 - 2]
        return tens if number % 10 == 0 else f"{tens}-{ones[number % 10]}"
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    head, rest = f"{english(number // size, linked=linked)} {name}", number % size
    if rest == 0:
        return head
    return f"{head}{' and ' if linked and rest < 100 else ' '}{english(rest, linked=linked)}"


def german(number: int, *, final: bool = True) -> str:
    """Say a number as the Duden grammar gives it, as one word."""
    ones = GERMAN_ONES
    if number < 20:
        return "eins" if number == 1 and final else ones[number]
    if number < 100:
        tens = GERMAN_TENS[number // 10 - 2]
        return tens if number % 10 == 0 else f"{ones[number % 10]}und{tens}"
    size, name = (1000, "tausend") if number >= 1000 else (100, "hundert")
    rest = number % size
    return german(number // size, final=False) + name + (german(rest) if rest else "")


def dutch(number: int) -> str:
    """Say a number as the Algemene Nederlandse Spraakkunst gives it: one word up to a thousand, a space after it."""
    ones = DUTCH_ONES
    if number < 20:
        return ones[number]
    if number < 100:
        tens = DUTCH_TENS[number // 10 - 2]
        link = "ën" if number % 10 in {2, 3} else "en"
        return tens if number % 10 == 0 else f"{ones[number % 10]}{link}{tens}"
    if number < 1000:
        head = "honderd" if number < 200 else f"{ones[number // 100]}honderd"
        return head + (dutch(number % 100) if number % 100 else "")
    head = "duizend" if number < 2000 else f"{dutch(number // 1000)}duizend"
    return f"{head} {dutch(number % 1000)}" if number % 1000 else head


SPEAKERS: dict[str, tuple[Callable[[int], str], ...]] = {
    "en": (english, lambda number: english(number, linked=False)),
    "de": (german, lambda number: german(number).replace("ß", "ss"), lambda number: parted(german(number))),
    "nl": (dutch, lambda number: dutch(number).replace("ë", "e"), lambda number: dutch(number).replace(" ", "")),
}


def parted(word: str) -> str:
    """Return a German number with a space around each hundred and thousand, as recognisers write it."""
    return word.replace("tausend", " tausend ").replace("hundert", " hundert ")


@pytest.mark.parametrize("language", SPEAKERS)
def test_every_number_under_a_million_comes_back(language: str) -> None:
    for number in (*EVERY_SMALL, *range(2_000, 1_000_000, STRIDE), 999_999):
        for speak in SPEAKERS[language]:
            spoken = speak(number)
            assert read_whole_number(normalised_words(spoken), language) == number, spoken


@given(st.integers(min_value=0, max_value=999_999), st.sampled_from(sorted(SPEAKERS)))
def test_any_number_comes_back_spoken_and_in_figures(number: int, language: str) -> None:
    for speak in SPEAKERS[language]:
        assert read_number(normalised_words(speak(number)), language) == number
    parting = "," if language == "en" else "."
    for written in (str(number), f"{number:,}".replace(",", parting)):
        assert read_number(normalised_words(written), language) == number


@given(
    st.integers(min_value=0, max_value=99), st.integers(min_value=0, max_value=99), st.sampled_from(["en", "de", "nl"])
)
def test_two_numbers_beside_each_other_are_never_added(first: int, second: int, language: str) -> None:
    """Two numbers are none, but for those that are said so: `twenty five` is what tens and a unit are in English."""
    speak = SPEAKERS[language][0]
    together = normalised_words(f"{speak(first)} {speak(second)}")
    if language == "en" and first >= 20 and first % 10 == 0 and 0 < second < 10:
        assert read_number(together, language) == first + second
    else:
        assert read_number(together, language) is None


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "twenty five", "25"),
        ("en", "a hundred", "100"),
        ("en", "fifteen hundred", "1500"),
        ("en", "two and a half", "5/2"),
        ("en", "one and a half", "3/2"),
        ("en", "one point five", "3/2"),
        ("en", "three quarters", "3/4"),
        ("en", "1,500", "1500"),
        ("en", "1,5", "3/2"),
        ("en", "1½", "3/2"),
        ("de", "anderthalb", "3/2"),
        ("de", "zweieinhalb", "5/2"),
        ("de", "zwei komma fünf", "5/2"),
        ("de", "eine und eine halbe", "3/2"),
        ("de", "fünf und zwanzig", "25"),
        ("de", "1.500", "1500"),
        ("de", "1,5", "3/2"),
        ("nl", "anderhalf", "3/2"),
        ("nl", "tweeënhalf", "5/2"),
        ("nl", "twee en een half", "5/2"),
        ("nl", "één", "1"),
    ],
)
def test_what_is_a_number(language: str, text: str, value: str) -> None:
    assert read_number(normalised_words(text), language) == Fraction(value)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "five ten"),
        ("en", "two five"),
        ("en", "half past"),
        ("en", "half past two"),
        ("en", "one oh five"),
        ("en", "nineteen eighty four"),
        ("en", "twenty zero"),
        ("en", "twenty hundred"),
        ("en", "1.500"),
        ("en", "12 30"),
        ("en", "and"),
        ("en", "hundred hundred"),
        ("en", "one thousand thousand"),
        ("en", ""),
        ("de", "fünf zehn"),
        ("de", "halb acht"),
        ("de", "viertel nach zwei"),
        ("de", "zwanzig fünf"),
        ("de", "und"),
        ("de", "achtung"),
        ("nl", "vijf tien"),
        ("nl", "half acht"),
        ("nl", "kwart over twee"),
        ("nl", "en"),
    ],
)
def test_what_is_none_is_never_guessed_at(language: str, text: str) -> None:
    assert read_number(normalised_words(text), language) is None


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("en", "an hour and a half", "90"),
        ("en", "half an hour", "30"),
        ("en", "two and a half hours", "150"),
        ("en", "two hours and a half", "150"),
        ("en", "three quarters of an hour", "45"),
        ("en", "one hour twenty", "80"),
        ("en", "one hour and five minutes", "65"),
        ("en", "five minutes and thirty seconds", "11/2"),
        ("en", "10min", "10"),
        ("de", "anderthalb Stunden", "90"),
        ("de", "eine halbe Stunde", "30"),
        ("de", "eine Viertelstunde", "15"),
        ("de", "eine Dreiviertelstunde", "45"),
        ("de", "eine Stunde und zehn Minuten", "70"),
        ("de", "1,5 Stunden", "90"),
        ("nl", "anderhalf uur", "90"),
        ("nl", "een half uur", "30"),
        ("nl", "drie kwartier", "45"),
        ("nl", "een uur en een kwartier", "75"),
        ("nl", "een uur en een half", "90"),
    ],
)
def test_lengths_of_time(language: str, text: str, minutes: str) -> None:
    seconds = read_duration(normalised_words(text), language)
    assert seconds is not None
    assert seconds / 60 == Fraction(minutes)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "five ten minutes"),
        ("en", "half past two"),
        ("en", "five minutes two hours"),
        ("en", "ten minutes ten minutes"),
        ("en", "an hour seventy"),
        ("en", "minutes"),
        ("en", "five"),
        ("de", "fünf zehn Minuten"),
        ("de", "halb acht"),
        ("nl", "vijf tien minuten"),
        ("nl", "half acht"),
    ],
)
def test_no_lengths_of_time(language: str, text: str) -> None:
    assert read_duration(normalised_words(text), language) is None


def nonsense() -> Iterator[str]:
    """Give words that begin like numbers in as many ways as there are."""
    for piece in ("ein", "und", "zwei", "hundert", "een", "en", "zes", "zestien"):
        yield piece * 60
        yield piece * 60 + "x"


@pytest.mark.parametrize("word", tuple(nonsense()))
def test_long_nonsense_is_no_number_and_takes_no_time(word: str) -> None:
    began = time.monotonic()
    for language in SPEAKERS:
        assert read_number((word,), language) is None
        assert read_number((word[:79],), language) is None
    assert time.monotonic() - began < 30


@given(st.lists(st.text(max_size=12), max_size=20), st.sampled_from(["en", "de", "nl", "sv"]))
def test_any_words_are_read_without_an_error(words: list[str], language: str) -> None:
    number = read_number(words, language)
    assert number is None or number >= 0
    length = read_duration(words, language)
    assert length is None or length >= 0
