"""Which language is spoken, and what is told where it is not recognised."""

import pytest

from earnest.personal.capture.errors import LanguageNotRecognised
from earnest.personal.capture.spoken_language import choose_language

ALL = ("en", "de", "nl")


@pytest.mark.parametrize(
    ("named", "account", "spoken"),
    [
        ("de", None, "de"),
        ("de-DE", None, "de"),
        ("en_GB", "de", "en"),
        ("DE", "nl", "de"),
        ("de-Latn-AT-1996", "nl", "de"),
        (None, "nl", "nl"),
        ("", "nl", "nl"),
        (None, None, "en"),
        ("", None, "en"),
    ],
)
def test_the_client_then_the_account_then_the_service_say_what_is_spoken(
    named: str | None, account: str | None, spoken: str
) -> None:
    assert choose_language(named, account, ALL) == spoken


BAD = [
    "xx",
    "x",
    "fra",
    "d" * 300,
    "de-" + "d" * 300,
    "de\n",
    "\x00",
    "de-\x1b[2J",
    " ",
    "de DE",
    "dé",
    "../de",
    "de-",
    "🇩🇪",
]


@pytest.mark.parametrize("named", BAD)
@pytest.mark.parametrize(
    ("account", "said"),
    [(None, "only English"), ("en", "only English"), ("de", "nur Englisch"), ("nl", "alleen Engels")],
)
def test_what_is_no_language_of_the_recogniser_is_refused_in_the_language_of_the_account(
    named: str, account: str | None, said: str
) -> None:
    with pytest.raises(LanguageNotRecognised, match=said) as refused:
        _ = choose_language(named, account, ALL)
    assert named.strip() in {"", "x", "de-"} or named not in str(refused.value)


def test_a_language_that_is_not_recognised_is_refused_in_that_language() -> None:
    with pytest.raises(LanguageNotRecognised, match="nur Englisch"):
        _ = choose_language("de-DE", None, ("en",))
    with pytest.raises(LanguageNotRecognised, match="alleen Engels"):
        _ = choose_language(None, "nl", ("en",))


def test_where_it_is_not_known_what_is_recognised_only_what_is_no_language_is_refused() -> None:
    assert choose_language("fr-CA", "de", ()) == "fr"
    assert choose_language(None, None, ()) == "en"
    with pytest.raises(LanguageNotRecognised):
        _ = choose_language("\x00", None, ())
