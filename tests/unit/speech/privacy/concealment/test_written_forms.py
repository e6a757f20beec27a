"""What a recogniser writes as people write - figures, capitals, signs - is hidden as it is in words (AU5)."""

from random import Random

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from support.concealing import concealed

from earnest.speech.hearing.recognition.spoken_words import as_spoken

DIGITS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
}
CARRIERS = {
    "en": ("My number is {}.", "My PIN is {}", "The access code is {}", "Call {}", "It is {}", "{}"),
    "de": ("Meine Nummer lautet {}.", "Meine PIN ist {}", "Der Türcode ist {}", "Es ist die {}", "{}"),
    "nl": ("Mijn nummer is {}.", "Mijn pincode is {}", "De toegangscode is {}", "Het is {}", "{}"),
}
LETTER_CARRIERS = {
    "en": ("It is spelled {}.", "My licence plate is {}", "The code is {}", "{}"),
    "de": ("Das schreibt man {}.", "Mein Kennzeichen ist {}", "Der Code ist {}", "{}"),
    "nl": ("Dat spel je {}.", "Mijn kenteken is {}", "De code is {}", "{}"),
}
LANGUAGES = ("en", "de", "nl")


def written(text: str, language: str) -> str:
    """Conceal what a recogniser wrote."""
    return concealed(" ".join(word for piece in text.split() for word in as_spoken(piece, language)), language)


def in_figures(digits: str, draw: Random) -> str:
    """Write digits as recognisers do: together, in groups, or parted by signs."""
    groups: list[str] = []
    while digits:
        size = draw.randint(1, len(digits))
        groups.append(digits[:size])
        digits = digits[size:]
    return draw.choice((" ", "-", " ", "")).join(groups)


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789", min_size=5, max_size=16), st.sampled_from(LANGUAGES), st.integers(0, 2**32))
@example("0171555", "de", 3)
def test_digits_are_hidden_in_figures_as_in_words(digits: str, language: str, seed: int) -> None:
    _ = assume(not 1900 <= int(digits[-4:]) < 2100)  # `4 3 1972` is a date
    draw = Random(seed)  # noqa: S311 - repeatable, not secret
    carrier = draw.choice(CARRIERS[language])
    said = written(carrier.format(" ".join(DIGITS[language].split()[int(digit)] for digit in digits)), language)
    shown = written(carrier.format(in_figures(digits, draw)), language)
    left = " ".join(word for word in shown.split() if any(map(str.isdigit, word)))
    assert "[" in said
    assert left == "", shown
    assert shown.count("[") >= 1


@settings(max_examples=200, deadline=None)
@given(st.text("bcdfgjkmpqrtvwxz", min_size=4, max_size=9), st.sampled_from(LANGUAGES), st.integers(0, 2**32))
@example("tzsf", "en", 0)
def test_letters_are_hidden_written_together_as_one_by_one(letters: str, language: str, seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - repeatable, not secret
    carrier = draw.choice(LETTER_CARRIERS[language])
    assert "[" in written(carrier.format(" ".join(letters)), language)
    for form in (letters.upper(), "-".join(letters.upper()), " ".join(f"{letter}." for letter in letters.upper())):
        assert letters not in written(carrier.format(form), language).replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("digits", ["5247", "9661", "0831", "6867", "4711", "8106"])
@pytest.mark.parametrize(
    "form", ["{0}{1}{2}{3}", "{0}-{1}-{2}-{3}", "{0}-{1}{2}{3}", "{0}-{1}-{2}{3}", "{0}.{1}.{2}.{3}"]
)
def test_four_digits_are_hidden_however_they_are_parted(language: str, digits: str, form: str) -> None:
    assert written(form.format(*digits), language) == "[number]"


@pytest.mark.parametrize(
    ("language", "said", "shown", "hidden"),
    [
        ("en", "fourth of march nineteen seventy two", "4th of March 1972", True),
        ("en", "march fourth nineteen seventy two", "March 4, 1972", True),
        ("de", "vierter märz neunzehnhundertzweiundsiebzig", "4. März 1972", True),
        ("de", "vierter märz sechsundvierzig", "4. März 46", True),
        ("de", "vierter dritter neunzehnhundertzweiundsiebzig", "4.3.1972", True),
        ("nl", "vier maart negentien zesenveertig", "4 maart 1946", True),
        ("en", "born on march third eighty five", "born on 3/3/85", True),
        ("de", "am vierten dritten zweitausendsechsundzwanzig", "am 4.3.2026", False),
        ("en", "march fourth two thousand and twenty six", "March 4, 2026", False),
        ("en", "my i b a n is g b two nine n w b k six oh", "My IBAN is GB29 NWBK 60", True),
        ("en", "my licence plate is k v four two x", "My licence plate is KV42X.", True),
        ("de", "mein kennzeichen ist h h a b eins zwei drei", "Mein Kennzeichen ist HH-AB 123.", True),
        ("nl", "mijn kenteken is x d acht vier b", "Mijn kenteken is XD-84-B.", True),
        ("en", "my post code is s w one a one a a", "My post code is SW1A 1AA.", True),
        ("nl", "mijn postcode is een nul een twee a b", "Mijn postcode is 1012 AB", True),
        ("en", "it is house number one hundred and five", "It is house number 105.", True),
        ("en", "send it to seven b old mill road", "Send it to 7B Old Mill Road.", True),
        ("nl", "bezorg het op van der helmstraat honderdvijf", "Bezorg het op Van der Helmstraat 105.", True),
        ("de", "meine adresse ist an der alten mühle drei", "Meine Adresse ist An der Alten Mühle 3.", True),
        ("en", "it is one nine two dot one six eight dot one dot five", "It is 192.168.1.5", True),
        ("en", "mail to jo dot fox at example dot com", "Mail to jo.fox@example.com.", True),
        ("de", "schreib an jo punkt fuchs at example punkt de", "Schreib an jo.fuchs@example.de.", True),
        ("nl", "ga naar anders punt nl slash foto", "Ga naar anders.nl/foto", True),
        ("en", "traffic on the i fifteen", "Traffic on the I-15", True),
        ("en", "call sarah's brother", "Call Sarah’s brother", True),
        ("de", "ruf jean luc müller an", "Ruf Jean-Luc Müller an.", True),
        ("de", "schick das an frau groß", "Schick das an Frau Groß.", True),
        ("nl", "bel daniëlle van 't hof", "Bel Daniëlle van ’t Hof.", True),
        ("en", "six five three", "6-5-3", True),
        ("de", "zwei vier sieben", "2 4 7", True),
        ("nl", "een twee drie", "1.2.3", True),
        ("en", "wake me at seven oh five", "Wake me at 7:05.", False),
        ("en", "three point one four", "3.14", False),
        ("en", "two or three cups", "2 or 3 cups", False),
        ("en", "wake me at seven thirty", "Wake me at 7:30.", False),
        ("de", "weck mich um sieben uhr dreißig", "Weck mich um 7:30 Uhr.", False),
        ("en", "set a timer for two hundred and fifty seconds", "Set a timer for 250 seconds.", False),
        ("en", "ten to fifteen minutes", "10-15 minutes", False),
        ("en", "twelve hundred and fifty dollars", "$1250", False),
        ("de", "zwölfhundertfünfzig gramm mehl", "1250 Gramm Mehl", False),
        ("nl", "twaalfhonderdvijftig gram meel", "1250 gram meel", False),
        ("en", "play the year nineteen eighty four", "Play the year 1984.", False),
        ("en", "twenty four seven", "24/7", False),
        ("de", "zwölf komma fünf euro", "12,5 Euro", False),
        ("nl", "drie komma vijf liter", "3,5 liter", False),
    ],
)  # fmt: skip
def test_the_same_sentence_is_read_alike_in_words_and_as_written(
    language: str, said: str, shown: str, *, hidden: bool
) -> None:
    assert ("[" in written(said, language)) is hidden
    assert ("[" in written(shown, language)) is hidden
    if hidden:
        assert not any(map(str.isdigit, written(shown, language)))
