"""Phrases: a name that was taught in one sentence is known in every other."""

from hypothesis import given
from hypothesis import strategies as st

from earnest.personal.adaptation.phrases import MOST_PHRASES, phrases_of
from earnest.personal.adaptation.rules import Lesson
from earnest.speech.language.wording import normalised_words

COMMON = frozenset({"activate", "lamp", "off", "on", "lock", "unlock"})


def lesson(recognised: str, text: str) -> Lesson:
    return Lesson(
        recognised=normalised_words(recognised), said=normalised_words(text), text=text, intent=None, slots=()
    )


def test_what_was_misheard_is_a_phrase_as_it_was_typed() -> None:
    lessons = [
        lesson("tell honest leave that dinner is ready", "Tell Anneliese that dinner is ready."),
        lesson("that was like", "Activate Xanthe's lamp!"),
    ]
    assert phrases_of(lessons, ["Siobhan"], COMMON) == ("Activate Xanthe's lamp", "Anneliese", "Siobhan")


def test_what_everybody_says_is_no_phrase_for_another_sentence() -> None:
    """`off` for `on`, another number: where one is taught the other is as likely to be said next time."""
    lessons = [
        lesson("turn on the lamp", "Turn off the lamp"),
        lesson("lock the gate", "unlock the gate"),
        lesson("set 15", "set 50"),
    ]
    assert phrases_of(lessons, [], COMMON) == ()


def test_a_word_that_was_only_missing_or_too_much_is_no_phrase() -> None:
    assert phrases_of([lesson("turn the light", "Turn on the light"), lesson("oh stop", "stop")], [], ()) == ()


def test_each_is_there_once_and_they_are_bounded() -> None:
    names = [f"name {number}" for number in range(2 * MOST_PHRASES)]
    assert phrases_of([lesson("honest leave", "name 7")], ["name 7", *names], ())[:2] == ("name 7", "name 0")
    assert len(phrases_of([], names, ())) == MOST_PHRASES


@given(heard=st.text(max_size=30), typed=st.text(max_size=30))
def test_whatever_is_taught_gives_phrases_of_what_was_typed(heard: str, typed: str) -> None:
    said = " ".join(normalised_words(typed))
    for phrase in phrases_of([lesson(heard, typed)], [], ()):
        assert " ".join(normalised_words(phrase)) in said
