"""What says that something personal follows works across other words and misheard ones (AU5)."""

import pytest
from support.concealing import concealed


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("nl", "wachtwoord van de wifi is groene kikker zeven", "wachtwoord van de wifi is [secret]"),
        ("en", "the password for my laptop is silver spoon", "the password for my laptop is [secret]"),
        ("de", "das passwort für das netz ist lila wolke", "das passwort für das netz ist [secret]"),
        ("en", "our door code is for for one nine", "our door code is [secret]"),
        ("en", "the code is wrong", "the code is wrong"),
        (
            "nl",
            "stuur een mail naar administratie apenstaartje bakkerij punt n l",
            "stuur een mail naar [email address]",
        ),
        ("en", "write to billing at acme dot c o m", "write to [email address]"),
        (
            "de",
            "mein geburtstag ist der neunzehnte august neunzehnhundertachtzig",
            "mein geburtstag ist der [date of birth]",
        ),
        ("en", "my birthday is August 19, 1980", "my birthday is [date of birth]"),
        ("en", "schedule physio with marguerite delacroix", "schedule physio with [name]"),
    ],
)
def test_it_is_hidden_to_its_end(language: str, text: str, wanted: str) -> None:
    assert concealed(text, language) == wanted
