"""What follows a title or a relation is a name, in every language and for both sexes (AU5)."""

from itertools import product

import pytest
from support.concealing import concealed

SURNAMES = {
    "en": ("bell", "short", "rivers", "golding", "wood", "sharp", "page", "west", "summers", "bishop"),
    "de": ("klein", "kurz", "berg", "richter", "engel", "roth", "blum", "zimmermann"),
    "nl": ("bakker", "visser", "groen", "koning", "smit", "winter"),
}
TITLES = {
    "en": ("doctor", "dr", "professor", "miss", "mrs", "ms", "mister", "mr", "missus", "nurse"),
    "de": ("frau", "herr", "doktor", "professorin", "frau doktor"),
    "nl": ("meneer", "mevrouw", "dokter", "juffrouw"),
}
SENTENCES = {
    "en": ("call {} please", "is {} in today", "book a slot with {} for friday"),
    "de": ("ruf {} an", "wann kommt {} heute", "schick das bitte an {}"),
    "nl": ("bel {} even", "stuur {} een bericht", "is {} vandaag aanwezig"),
}


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_a_surname_that_is_a_common_word_is_hidden_after_every_title(language: str) -> None:
    seen = 0
    for sentence, title, surname in product(SENTENCES[language], TITLES[language], SURNAMES[language]):
        shown = concealed(sentence.format(f"{title} {surname}"), language)
        assert surname not in shown.split(), shown
        assert "[name]" in shown
        seen += 1
    assert seen >= 70


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "call the doctor tomorrow"),
        ("en", "did i miss anything today"),
        ("en", "i miss you"),
        ("en", "what is the doctor's number"),
        ("en", "my aunt said hello"),
        ("en", "i will miss the bus"),
        ("en", "play doctor who"),
        ("de", "ruf meine frau an"),
        ("de", "meine frau kommt heute"),
        ("de", "der doktor hat heute zu"),
        ("nl", "bel de dokter"),
        ("nl", "mijn tante komt morgen"),
    ],
)
def test_a_title_that_is_none_hides_nothing(language: str, text: str) -> None:
    assert concealed(text, language) == text


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "remind me to call dr martin luther king at five", "remind me to call [name] at five"),
        ("en", "text aunt rose i am late", "text aunt [name] i am late"),
        ("en", "call doctor white about the weather", "call [name] about the weather"),
        ("de", "schreib onkel fuchs eine nachricht", "schreib onkel [name] eine nachricht"),
        ("nl", "bel mevrouw de groot", "bel [name]"),
    ],
)
def test_the_whole_name_is_hidden_and_nothing_else(language: str, text: str, wanted: str) -> None:
    assert concealed(text, language) == wanted
