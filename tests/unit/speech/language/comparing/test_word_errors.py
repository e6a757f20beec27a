from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from earnest.speech.language.comparing.errors import EmptyReference
from earnest.speech.language.comparing.word_errors import text_errors, word_errors
from earnest.speech.language.numbers.spelled import spelled_number

sentences = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=7)


def slow_distance(reference: tuple[str, ...], hypothesis: tuple[str, ...]) -> int:
    @cache
    def distance(left: int, right: int) -> int:
        if left == 0 or right == 0:
            return left + right
        same = 0 if reference[left - 1] == hypothesis[right - 1] else 1
        return min(distance(left - 1, right - 1) + same, distance(left - 1, right) + 1, distance(left, right - 1) + 1)

    return distance(len(reference), len(hypothesis))


@given(sentences, sentences)
def test_total_is_the_least_number_of_edits(reference: list[str], hypothesis: list[str]) -> None:
    errors = word_errors(reference, hypothesis)
    assert errors.total == slow_distance(tuple(reference), tuple(hypothesis))
    assert len(reference) - errors.deletions + errors.insertions == len(hypothesis)
    assert errors.substitutions + errors.deletions <= errors.reference_words == len(reference)


@given(sentences, sentences)
def test_turning_round_swaps_deletions_and_insertions(reference: list[str], hypothesis: list[str]) -> None:
    there, back = word_errors(reference, hypothesis), word_errors(hypothesis, reference)
    assert (there.substitutions, there.deletions, there.insertions) == (
        back.substitutions,
        back.insertions,
        back.deletions,
    )


@given(sentences, sentences, sentences)
def test_triangle(first: list[str], second: list[str], third: list[str]) -> None:
    direct = word_errors(first, third).total
    assert direct <= word_errors(first, second).total + word_errors(second, third).total


def test_counts_by_kind() -> None:
    errors = word_errors(["turn", "the", "kitchen", "light", "on"], ["turn", "kitchen", "lights", "on", "now"])
    assert (errors.substitutions, errors.deletions, errors.insertions) == (1, 1, 1)


def test_rate_can_pass_one() -> None:
    assert word_errors(["stop"], ["a", "b", "c"]).rate == 3.0


def test_no_reference_has_no_rate() -> None:
    with pytest.raises(EmptyReference):
        _ = word_errors([], ["a"]).rate


letters = st.text("ab ", max_size=9)


@given(letters, letters)
def test_texts_without_figures_are_compared_word_by_word(reference: str, hypothesis: str) -> None:
    assert text_errors(reference, hypothesis, "en") == word_errors(reference.split(), hypothesis.split())


written = st.text("ab1370 .:%-'$ntaendrdh", max_size=10)
languages = st.sampled_from(["en", "de", "nl"])


@given(written, languages)
def test_a_text_is_never_away_from_itself(text: str, language: str) -> None:
    assert text_errors(text, text, language).total == 0


@given(written, languages)
def test_casing_and_punctuation_at_the_edges_never_count(text: str, language: str) -> None:
    assert text_errors(f"say {text} again", f"«Say {text} again!»", language).total == 0


@example(first="0a00", second="0a:b:b1", language="en")
@given(written, written, languages)
def test_both_sides_are_read_alike(first: str, second: str, language: str) -> None:
    """A figure that can be said in fewer or in more words lets a word be missing on either side, never in number."""
    there, back = text_errors(first, second, language), text_errors(second, first, language)
    assert (there.total, there.substitutions) == (back.total, back.substitutions)


@given(st.integers(0, 999_999), languages)
def test_a_number_is_the_same_in_figures_in_words_and_figure_by_figure(value: int, language: str) -> None:
    words = " ".join(spelled_number(value, language))
    apart = " ".join(word for figure in str(value) for word in spelled_number(int(figure), language))
    for said in (words, apart, str(value), f"{value},"):
        assert text_errors(said, str(value), language).total == 0
        assert text_errors(str(value), said, language).total == 0


@given(st.integers(0, 999_999), st.integers(0, 999_999), languages)
def test_another_number_is_an_error(value: int, other: int, language: str) -> None:
    words = " ".join(spelled_number(value, language))
    assert (text_errors(words, str(other), language).total == 0) == (value == other)


SAME = [
    ("en", "two six eight four four one eight", "268-4418"),
    ("en", "two sixty eight", "268"),
    ("en", "p i t t s b u r g h", "P-I-T-T-S-B-U-R-G-H"),
    ("en", "fifty percent", "50%"),
    ("en", "don't", "dont"),
    ("en", "a hundred and five", "105"),
    ("en", "at half past seven", "at 7:30."),
    ("en", "seven thirty p m", "7:30 P.M."),
    ("en", "seven pm", "7pm"),
    ("en", "seven oh five", "7:05"),
    ("en", "the twenty first of may", "the 21st of May"),
    ("en", "nineteen eighty four", "1984"),
    ("en", "two and a half", "2.5"),
    ("en", "one point five", "1.5"),
    ("en", "five dollars", "$5"),
    ("en", "twenty degrees", "20°"),
    ("en", "an hour", "1 hour"),
    ("en", "one thousand two hundred", "1,200"),
    ("en", "ten min", "10min"),
    ("en", "the t v", "the TV"),
    ("en", "email me", "E-mail me"),
    ("de", "drei und dreißig", "33"),
    ("de", "dreiunddreißig Grad", "33°"),
    ("de", "am dritten Mai", "am 3. Mai"),
    ("de", "halb acht", "7:30"),
    ("de", "sieben Uhr dreißig", "7:30 Uhr"),
    ("de", "sieben Uhr", "7 Uhr"),
    ("de", "eins Komma fünf", "1,5"),
    ("de", "zweieinhalb", "2,5"),
    ("de", "eine Stunde", "1 Stunde"),
    ("de", "Straße", "strasse"),
    ("de", "Fitness-Test", "Fitnesstest"),
    ("de", "neunzehnhundertvierundachtzig", "1984"),
    ("de", "am einundzwanzigsten", "am 21ten"),
    ("nl", "drieëndertig", "33"),
    ("nl", "half acht", "7:30"),
    ("nl", "de eenentwintigste", "de 21e"),
    ("nl", "één uur", "1 uur"),
    ("nl", "anderhalf procent", "1,5%"),
    ("nl", "zeven uur dertig", "7:30 uur"),
]


@pytest.mark.parametrize(("language", "said", "written"), SAME)
def test_writing_the_same_speech_in_another_way_is_no_error(language: str, said: str, written: str) -> None:
    assert text_errors(said, written, language).total == 0
    assert text_errors(written, said, language).total == 0


DIFFERENT = [
    ("en", "thirty three", "34", 1),
    ("en", "thirty three", "30", 1),
    ("en", "a light", "an light", 1),
    ("en", "fifteen", "50", 1),
    ("en", "half past seven", "8:30", 1),
    ("en", "the first", "the 2nd", 1),
    ("en", "five dollars", "5", 1),
    ("de", "schön", "schon", 1),
    ("de", "dreiunddreißig", "43", 1),
    ("nl", "half acht", "8:30", 1),
]


@pytest.mark.parametrize(("language", "said", "written", "errors"), DIFFERENT)
def test_what_was_not_said_is_an_error(language: str, said: str, written: str, errors: int) -> None:
    assert text_errors(said, written, language).total == errors


def test_the_length_of_a_reference_does_not_depend_on_the_hypothesis() -> None:
    assert {text_errors("call 33", one, "en").reference_words for one in ("call three three", "call 33", "")} == {3}
