"""Which language is spoken, and what is told where it is not recognised."""

import pytest

from earnest.personal.capture.errors import LanguageNotRecognised
from earnest.personal.capture.spoken_language import parse_language

ALL = ("en", "de", "nl")


@pytest.mark.parametrize(
    ("named", "spoken"),
    [("de", "de"), ("de-DE", "de"), ("en_GB", "en"), ("DE", "de"), ("nl-BE", "nl"), ("de-Latn-AT-1996", "de")],
)
def test_the_first_part_of_a_tag_says_what_is_spoken(named: str, spoken: str) -> None:
    assert parse_language(named, ALL) == spoken


BAD = ["xx", "x", "fra", "d" * 300, "de-" + "d" * 300, "de\n", "\x00", "de-\x1b[2J", " ", "", "de DE", "../de", "de-"]


@pytest.mark.parametrize("named", BAD)
@pytest.mark.parametrize(
    ("account", "said"),
    [(None, "only English"), ("en", "only English"), ("de", "nur Englisch"), ("nl", "alleen Engels")],
)
def test_what_is_no_language_of_the_recogniser_is_refused_in_the_language_of_the_account(
    named: str, account: str | None, said: str
) -> None:
    with pytest.raises(LanguageNotRecognised, match=said) as refused:
        _ = parse_language(named, ALL, account=account)
    texts = [str(LanguageNotRecognised(language, ALL)) for language in ALL]
    assert str(refused.value) in texts, "nothing of what was named is told"


def test_a_language_that_is_not_recognised_is_refused_in_that_language() -> None:
    with pytest.raises(LanguageNotRecognised, match="nur Englisch"):
        _ = parse_language("de-DE", ("en",))
    with pytest.raises(LanguageNotRecognised, match="alleen Engels"):
        _ = parse_language("nl", ("en",))


def test_where_it_is_not_known_what_is_recognised_only_what_is_no_language_is_refused() -> None:
    assert parse_language("fr-CA", ()) == "fr"
    with pytest.raises(LanguageNotRecognised):
        _ = parse_language("\x00", ())
