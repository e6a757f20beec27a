import math

from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.hearing.whisper.invention import is_invented, speech_probability
from earnest.speech.hearing.whisper.model import Heard, HeardText

probabilities = st.floats(0.001, 1.0)


def heard(*token_probabilities: float, no_speech: float = 0.05) -> Heard:
    """Return what Whisper might give for a text of so many tokens."""
    total = sum(math.log(probability) for probability in token_probabilities)
    text = HeardText(text="text", log_probability=min(0.0, total), token_count=len(token_probabilities) + 1)
    return Heard(words=(), texts=(text,), token_probabilities=token_probabilities, no_speech=no_speech, language="en")


def test_a_sound_without_text_holds_no_speech() -> None:
    nothing = Heard(words=(), texts=(), token_probabilities=(), no_speech=1.0, language="en")
    assert speech_probability(nothing) == 0.0
    assert is_invented(nothing)


def test_ordinary_speech_is_no_invention() -> None:
    assert not is_invented(heard(0.55, 0.9, 0.95, 0.8))
    assert not is_invented(heard(0.3))


def test_repeating_a_word_for_a_noise_does_not_make_it_speech() -> None:
    bark = heard(0.02, 0.5, 0.8, 0.9, 0.85, 0.9, 0.85, no_speech=0.5)
    longer = heard(0.02, *[0.99] * 100, no_speech=0.5)
    assert is_invented(bark)
    assert is_invented(longer)


@given(probabilities, probabilities, probabilities)
def test_a_surer_first_token_makes_speech_likelier(one: float, other: float, rest: float) -> None:
    lower, higher = sorted([one, other])
    assert speech_probability(heard(lower, rest)) <= speech_probability(heard(higher, rest))


@given(probabilities, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_no_speech_makes_speech_less_likely(first: float, one: float, other: float) -> None:
    lower, higher = sorted([one, other])
    assert speech_probability(heard(first, no_speech=higher)) <= speech_probability(heard(first, no_speech=lower))
