"""Misheard words at the ends of a number are hidden with it, and nothing is added to numbers that are whole (AU5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.concealing import concealed

from earnest.speech.privacy.concealment.number_ends import LONGEST_END, sounds_like_digit, with_ends
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.concealment.utterance import UtteranceWords
from earnest.speech.privacy.vocabulary.languages import find_vocabulary


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        # between the word that says what it is and the number
        ("en", "account number clicks three four nine two seven one", "account number [account number]"),
        ("en", "my post code is ember nine four two one", "my post code is [post code]"),
        ("de", "auf das konto socke acht eins sieben vier fünf", "auf das konto [account number]"),
        ("nl", "de pincode is kist vier acht twee", "de pincode is [secret]"),
        # words that are nearly digits at the end of a short one
        ("de", "die plz ist vier sechs neun dreh", "die plz ist [post code]"),
    ],
)  # fmt: skip
def test_misheard_ends_of_a_number_are_hidden(language: str, text: str, wanted: str) -> None:
    assert concealed(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "ändere meine pin auf sechs sechs neun null", "ändere meine pin auf [secret]"),
        ("nl", "ontgrendel met negenentachtig achtenzeventig", "ontgrendel met [secret]"),
        ("en", "call oh seven seven double four one two three five six now", "call [telephone number] now"),
        ("en", "my number is five five five two one two please", "my number is [telephone number] please"),
    ],
)
def test_words_beside_a_whole_number_stay(language: str, text: str, wanted: str) -> None:
    assert concealed(text, language) == wanted


@pytest.mark.parametrize(
    ("word", "language", "wanted"),
    [
        ("fire", "en", True),
        ("knife", "en", False),
        ("beer", "de", False),
        ("bier", "de", True),
        ("zes", "nl", False),  # it is the digit itself
        ("i", "en", False),
        ("five5", "en", False),
    ],
)
def test_words_that_are_written_nearly_as_digits(word: str, language: str, wanted: bool) -> None:  # noqa: FBT001 - a table
    assert sounds_like_digit(word, find_vocabulary(language)) is wanted


@given(
    texts=st.lists(
        st.sampled_from(("my", "pin", "is", "fire", "five", "ten", "x", "", "oksana", "please")), min_size=1
    ),
    kind=st.sampled_from(PersonalKind),
    data=st.data(),
)
def test_spans_never_shrink_and_stay_within(texts: list[str], kind: PersonalKind, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(texts) - 1))
    last = data.draw(st.integers(first, len(texts) - 1))
    span = PersonalSpan(kind=kind, first_word=first, last_word=last, source=SpanSource.RULE)
    wider = with_ends(UtteranceWords(texts, find_vocabulary("en")), span)
    assert 0 <= wider.first_word <= first
    assert last <= wider.last_word < len(texts)
    assert wider.kind is kind
    assert wider.last_word - last <= 2 * LONGEST_END
