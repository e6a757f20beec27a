"""What is personal is found, however it is spoken, and what is not is left alone (AU5)."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.concealing import concealed, words

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.errors import LanguageNotCovered
from earnest.speech.privacy.concealment.finding import find_personal_data
from earnest.speech.privacy.concealment.spans import PersonalKind
from earnest.speech.privacy.concealment.utterance import normalised


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "call oh seven seven double four one two three five six", "call [telephone number]"),
        ("en", "my number is plus four four seven nine one one two", "my number is [telephone number]"),
        ("en", "five five five to two one two", "[number]"),
        ("en", "five five five uh two one two dash four", "[telephone number]"),
        ("en", "my pin is four two one", "my pin is [secret]"),
        ("en", "my pin is nineteen eighty four", "my pin is [secret]"),
        ("en", "the wifi password is blue horse seven", "the wifi password is [secret]"),
        ("en", "card number four five three two triple one nine", "card number [account number]"),
        ("en", "twenty three forty five sixty seven", "[number]"),
        ("en", "call 020 7946 0018", "call [telephone number]"),
        ("en", "my zip code is nine oh two one oh", "my zip code is [post code]"),
        ("en", "my postcode is s w one a one a a", "my postcode is [post code]"),
        ("en", "email to jo dot smith at gmail dot com saying hello", "email to [email address] saying hello"),
        ("en", "it is j o at example dot co dot uk", "it is [email address]"),
        ("en", "spell it p i t t s b u r g h", "spell it [spelled]"),
        ("en", "spell it P. I. double T. S.", "spell it [spelled]"),
        ("en", "b as in boy u as in uncle", "[spelled]"),
        ("en", "alpha bravo tango nine", "[spelled]"),
        ("en", "my iban is d e eight nine three seven oh four", "my iban is [account number]"),
        ("en", "i was born on the third of may nineteen seventy two", "i was born on [date of birth]"),
        ("en", "my birthday is may third", "my birthday is [date of birth]"),
        ("en", "i live at forty two church street in brighton", "i live at [address] in [place]"),
        ("en", "take me to one hundred and five maple avenue", "take me to [address]"),
        ("en", "i live in kassel", "i live in [place]"),
        ("en", "book a train to berlin", "book a train to [place]"),
        ("en", "my name is marta kowalski", "my name is [name]"),
        ("en", "call taylor swift", "call [name]"),
        ("en", "text my brother david i will be late", "text my brother [name] i will be late"),
        ("en", "call uncle xaver", "call uncle [name]"),
        ("en", "remind sarah to buy milk", "remind [name] to buy milk"),
        ("en", "add a lunch with Priya's team", "add a lunch with [name] team"),
        ("de", "ruf null eins sieben eins zwei drei vier fünf sechs an", "ruf [telephone number] an"),
        ("de", "null eins sieben eins dreiundzwanzig fünfundvierzig", "[telephone number]"),
        ("de", "drei fünf zwei sieben und zwanzig acht", "[number]"),
        ("de", "meine pin ist zweiundvierzig siebzehn", "meine pin ist [secret]"),
        ("de", "meine postleitzahl ist sechs null drei zwei zwei", "meine postleitzahl ist [post code]"),
        ("de", "die karte hat vierhundertfünf sechshundertacht", "die karte hat [account number]"),
        ("de", "ruf bitte anna schmidt an", "ruf bitte [name] an"),
        ("de", "mein name ist ingrid petersen", "mein name ist [name]"),
        ("de", "ich wohne in hamburg in der hauptstraße zwölf", "ich wohne in [place] in der [address]"),
        ("de", "ich bin am dritten mai neunzehnhundertachtzig geboren", "ich bin am [date of birth] geboren"),
        ("de", "mail an hans punkt meier at web punkt de", "mail an [email address]"),
        ("de", "anton berta cäsar dora", "[spelled]"),
        ("de", "b wie berta a wie anton", "[spelled]"),
        ("nl", "bel nul zes een twee drie vier vijf zes zeven acht", "bel [telephone number]"),
        ("nl", "nul zes eenentwintig vierendertig vijfenzestig", "[telephone number]"),
        ("nl", "bel marieke van den berg", "bel [name]"),
        ("de", "bring mich zur bahnhofstraße zwölf a bitte", "bring mich [address] bitte"),
        ("nl", "ik woon op de kerkstraat twaalf b in utrecht", "ik woon op de [address] in [place]"),
        ("nl", "ik woon in utrecht in de kerkstraat twaalf", "ik woon in [place] in de [address]"),
        ("nl", "mijn wachtwoord is geheim paard", "mijn wachtwoord is [secret]"),
        ("nl", "mijn postcode is tien elf a b", "mijn postcode is [post code]"),
        ("nl", "mail naar jan punt smit apenstaartje ziggo punt nl", "mail naar [email address]"),
    ],
)  # fmt: skip
def test_personal_data_is_concealed(language: str, text: str, wanted: str) -> None:
    assert concealed(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "order a sixteen ounce latte with two sugars"),
        ("en", "set an alarm for six thirty"),
        ("en", "set an alarm for ten thirty"),
        ("en", "call me at ten thirty"),
        ("en", "wake me at six forty five tomorrow"),
        ("en", "twelve oh five pm"),
        ("en", "remind me in twenty minutes"),
        ("en", "switch to channel five"),
        ("en", "channel one hundred and five please"),
        ("en", "play nineteen eighty four"),
        ("en", "what happened in nineteen oh five"),
        ("en", "set a meeting on the third of may twenty twenty five at ten thirty"),
        ("en", "tune to one oh one point five"),
        ("en", "turn the lights to one hundred percent"),
        ("en", "set a timer for one hour and forty five minutes"),
        ("en", "from nine to five"),
        ("en", "two thousand and twenty five"),
        ("en", "turn on the t v"),
        ("en", "watch b b c news"),
        ("en", "play taylor swift"),
        ("en", "play a song by sarah connor"),
        ("en", "what is the weather in berlin"),
        ("en", "will it rain in london tomorrow"),
        ("en", "call mum"),
        ("en", "call a taxi"),
        ("en", "call the office"),
        ("en", "send a text message"),
        ("en", "turn on the light in the living room"),
        ("en", "a small latte with a shot of caramel please"),
        ("en", "i am at home"),
        ("de", "stell den wecker auf sechs uhr dreißig"),
        ("de", "wecke mich um sieben uhr fünfundvierzig"),
        ("de", "stelle einen timer auf fünfundzwanzig minuten"),
        ("de", "mach das licht im wohnzimmer an"),
        ("de", "wie wird das wetter in hamburg"),
        ("de", "spiel helene fischer"),
        ("de", "ruf mama an"),
        ("de", "schalte auf kanal fünf"),
        ("de", "zwanzig grad im bad"),
        ("de", "ein kaffee mit zwei stück zucker"),
        ("nl", "zet de wekker om zeven uur dertig"),
        ("nl", "zet een timer op vijfentwintig minuten"),
        ("nl", "speel een liedje van marco borsato"),
        ("nl", "wat voor weer wordt het in utrecht"),
        ("nl", "doe het licht in de keuken aan"),
        ("nl", "bel een taxi"),
    ],
)
def test_ordinary_requests_are_left_alone(language: str, text: str) -> None:
    assert concealed(text, language) == text


DIGITS = {
    "en": ("oh zero", "one two three four five six seven eight nine"),
    "de": ("null", "eins zwei drei vier fünf sechs sieben acht neun"),
    "nl": ("nul", "een twee drie vier vijf zes zeven acht negen"),
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
AROUND = {
    "en": ["", "please note", "can you", "it is", "thanks", "the light", "and then"],
    "de": ["", "bitte", "kannst du", "das ist", "danke", "das licht", "und dann"],
    "nl": ["", "graag", "kun je", "dat is", "bedankt", "het licht", "en dan"],
}
DOUBLE = {"en": "double", "de": "doppel", "nl": "dubbel"}


def pair(language: str, tens: str, unit: str) -> str:
    if language == "de":
        return f"{'ein' if unit == 'eins' else unit}und{tens}"
    if language == "nl":
        return f"{unit}{'ën' if unit.endswith('e') else 'en'}{tens}"
    return f"{tens} {unit}"


@st.composite
def spoken_numbers(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A telephone number as people say it: digits, doubles and pairs; language, words before, number, words after."""
    language = draw(st.sampled_from(["en", "de", "nl"]))
    zeros, others = (text.split() for text in DIGITS[language])
    parts: list[str] = []
    for _ in range(draw(st.integers(5, 11))):
        form = draw(st.integers(0, 9))
        digit = draw(st.sampled_from([*zeros, *others]))
        if form == 0:
            parts.append(f"{DOUBLE[language]} {digit}")
        elif form <= 2:
            parts.append(pair(language, draw(st.sampled_from(TENS[language].split())), draw(st.sampled_from(others))))
        else:
            parts.append(digit)
    before, after = draw(st.sampled_from(AROUND[language])), draw(st.sampled_from(AROUND[language]))
    return language, before, " ".join(parts), after


@settings(max_examples=300, deadline=None)
@given(spoken_numbers())
def test_no_spoken_number_of_five_parts_is_missed(drawn: tuple[str, str, str, str]) -> None:
    language, before, number, after = drawn
    found = concealed(f"{before} {number} {after}", language)
    left = found.replace("[telephone number]", "").replace("[number]", "").replace("[account number]", "")
    assert left.split() == f"{before} {after}".split()


@given(st.lists(st.text(max_size=8), max_size=12), st.sampled_from(["en", "de-AT", "nl_BE"]))
def test_any_words_are_read_and_spans_lie_within(texts: list[str], language: str) -> None:
    spoken = [RecognisedWord(text=text, start=SampleCount(0), end=SampleCount(1), posterior=1.0) for text in texts]
    spans = find_personal_data(spoken, language)
    assert all(span.last_word < len(spoken) for span in spans)
    assert all(left.last_word < right.first_word for left, right in pairwise(spans))


def test_recognisers_punctuation_and_capitals_do_not_matter() -> None:
    assert concealed("Call Sarah Miller, please.", "en-GB") == "Call [name] please."
    assert normalised("A.") == "a"
    assert normalised("„Straße“") == "straße"
    assert find_personal_data(words("My PIN is four-two. One, nine!"), "en")[-1].kind is PersonalKind.SECRET


def test_language_without_rules_is_an_error_and_never_clean() -> None:
    with pytest.raises(LanguageNotCovered):
        _ = find_personal_data(words("bonjour"), "fr")
