"""Texts that sound alike: what a list holds is offered where something like it was heard, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.hearing.recognition.sounding_alike import MOST_OFFERED, texts_sounding_alike
from earnest.speech.language.wording import normalised_words

words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß'.-? ", max_size=40)


@pytest.mark.parametrize(
    ("written", "phrase", "expected"),
    [
        ("Javis, stop.", "Jarvis", "Jarvis, stop."),
        ("Tell honest leave that dinner is ready.", "Anneliese", "Tell Anneliese that dinner is ready."),
        ("Smite mirror?", "smart mirror", "smart mirror?"),
        ("Ruf Gert Müllers an.", "Gerd Müller", "Ruf Gerd Müller an."),
        ("Bel yoost.", "Joost", "Bel Joost."),
    ],
)
def test_what_sounds_like_an_entry_is_offered(written: str, phrase: str, expected: str) -> None:
    assert expected in texts_sounding_alike(written, ["Winnipeg", phrase])


@pytest.mark.parametrize("written", ["Shut the window.", "", "?", "Anneliese is here."])
def test_what_is_said_already_or_sounds_otherwise_is_not(written: str) -> None:
    assert texts_sounding_alike(written, ["Anneliese", "Kilimanjaro"]) == ()


def test_a_part_of_an_entry_that_was_heard_is_not_taken_for_it() -> None:
    assert texts_sounding_alike("Is the garage door open?", ["Garage Door"]) == ()
    assert texts_sounding_alike("Is the garage open?", ["Garage Door"]) != ()


@given(written=words, phrases=st.lists(words, max_size=6))
def test_offers_are_few_and_hold_an_entry_that_was_not_there(written: str, phrases: list[str]) -> None:
    offered = texts_sounding_alike(written, phrases)
    assert len(offered) <= MOST_OFFERED
    assert len(set(offered)) == len(offered)
    entries = [" ".join(normalised_words(phrase)) for phrase in phrases]
    for text in offered:
        assert any(entry and entry in " ".join(normalised_words(text)) for entry in entries)
