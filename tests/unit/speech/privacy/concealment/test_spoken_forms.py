"""However it is said and however it is misheard, what identifies a person is found in three languages (AU5)."""

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.concealing import conceal_text, concealed, words

from earnest.speech.privacy.concealment.finding import find_personal_data


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        # web addresses
        ("en", "open w w w dot anders dot com please", "open [web address] please"),
        ("en", "my page is anders dash mill dot org slash cats", "my page is [web address]"),
        ("de", "öffne www punkt anders bindestrich hof punkt de", "öffne [web address]"),
        ("nl", "ga naar anders punt nl slash foto", "ga naar [web address]"),
        # e-mail, misheard
        ("en", "my email is jo that gmail dot calm", "my email is [email address]"),
        ("en", "mail to a n d e r s at hotmail dot com", "mail to [email address]"),
        ("de", "meine e-mail adresse lautet hans et gmx punkt komm", "meine e-mail adresse lautet [email address]"),
        ("nl", "mijn e-mailadres is jan apenstaart ziggo punt nel", "mijn e-mailadres is [email address]"),
        # numbers, misheard within and beside
        ("en", "my number is for four ate tree fife one won", "my number is [telephone number]"),
        ("en", "my number is oh seven heaven one two nine fine", "my number is [telephone number]"),
        ("en", "my number is hate sex floor dive", "my number is [telephone number]"),
        ("en", "five five five banana to one two six", "[number]"),
        ("de", "null eins sieben nein drei dry vier fünf", "[number]"),
        ("de", "meine nummer lautet nun sex zwo frei", "meine nummer lautet [telephone number]"),
        ("nl", "mijn nummer is nul ses een nog twee drie vier", "mijn nummer is [telephone number]"),
        # iban, plates, house numbers, IP
        ("en", "my i b a n is g b two nine n w b k six oh", "my i b a n is [account number]"),
        ("de", "meine iban lautet d e acht neun drei sieben null vier", "meine iban lautet [account number]"),
        ("en", "my licence plate is k v four two x", "my licence plate is [licence plate]"),
        ("de", "mein kennzeichen ist h h a b eins zwei drei", "mein kennzeichen ist [licence plate]"),
        ("nl", "mijn kenteken is x d acht vier b", "mijn kenteken is [licence plate]"),
        ("en", "it is house number one hundred and five", "it is house number [address]"),
        ("de", "das ist hausnummer zweiundzwanzig", "das ist hausnummer [address]"),
        ("nl", "het is huisnummer tweeëntwintig", "het is huisnummer [address]"),
        ("en", "it is one nine two dot one six eight dot one dot five", "it is [telephone number]"),
        # dates
        ("en", "put down the fourth of march nineteen seventy two", "put down [date of birth]"),
        ("de", "im formular steht vierter märz sechsundvierzig", "im formular steht [date of birth]"),
        ("nl", "op het formulier staat vier maart negentien zesenveertig", "op het formulier staat [date of birth]"),
        # spelled, with letters misheard
        ("en", "it is spelled m a why e r", "it is spelled [spelled]"),
        ("de", "buchstabiert m wie martha a wie anton y", "buchstabiert [spelled]"),
        ("nl", "dat spel je s m i t", "dat spel je [spelled]"),
        # secrets
        ("de", "das passwort heißt blaues pferd", "das passwort heißt [secret]"),
        ("nl", "zet het wachtwoord op blauw paard", "zet het wachtwoord op [secret]"),
        ("en", "unlock it with fifty one oh nine", "unlock it with [secret]"),
        # addresses
        ("nl", "bezorg het op van der helmstraat honderdvijf", "bezorg het op [address]"),
        ("de", "meine adresse ist an der alten mühle drei", "meine adresse ist [address]"),
        ("de", "schick es zum am zwillbach hundertfünf", "schick es zum [address]"),
        ("nl", "breng me naar burgemeester de vlietlaan vijf", "breng me naar [address]"),
        # places of common words, titles, owners
        ("en", "book a table in iron springs tomorrow", "book a table in [place] tomorrow"),
        ("en", "are there accidents on elm street", "are there accidents on [place]"),
        ("en", "drive me to the city of kassel", "drive me to the [place]"),
        ("de", "fahr mich nach rothenburg ob der tauber bitte", "fahr mich nach [place] bitte"),
        ("nl", "regel een taxi naar katwijk aan zee", "regel een taxi naar [place]"),
        ("nl", "haal me op in den helder", "haal me op in [place]"),
        ("de", "sag wojciech koch bescheid wegen heute abend", "sag [name] bescheid wegen heute abend"),
        ("de", "der koch kommt heute abend", "der koch kommt heute abend"),
        ("en", "a train ticket from mumbai to ahmedabad please", "a train ticket from [place] to [place] please"),
        ("en", "fix the driving route from here to grant market", "fix the driving route from here to [place]"),
        ("en", "call oksana and say that oksana is late", "call [name] and say that [name] is late"),
        ("en", "send it to mr richard please", "send it to [name] please"),
        ("en", "remind me to call mr white tomorrow", "remind me to call [name] tomorrow"),
        ("en", "text mrs rice that i am late", "text [name] that i am late"),
        ("de", "schick das an herrn koch", "schick das an [name]"),
        ("nl", "stuur meneer de groot een bericht", "stuur [name] een bericht"),
        ("en", "a large latte with soy milk and almond syrup", "a large latte with soy milk and almond syrup"),
        ("en", "have a coffee with oat milk", "have a coffee with oat milk"),
        ("en", "have a coffee with olivia", "have a coffee with [name]"),
        ("en", "add this to latoya's summer playlist", "add this to [name] summer playlist"),
    ],
)  # fmt: skip
def test_spoken_and_misheard_forms_are_found(language: str, text: str, wanted: str) -> None:
    assert concealed(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "what is my number"),
        ("en", "my number is busy"),
        ("en", "i forgot my pin"),
        ("en", "is my email working"),
        ("en", "what is my account balance"),
        ("en", "add two eggs and three apples and four bananas"),
        ("en", "from ten thirty to eleven forty five"),
        ("en", "will it be sunny on 4 17 2033"),
        ("en", "two to three cups of flour"),
        ("de", "von zehn bis elf uhr dreißig"),
        ("de", "meine nummer ist besetzt"),
        ("de", "stell den wecker am freitag sieben uhr"),
        ("de", "im wohnzimmer zwei lampen an"),
        ("en", "add this to women's day playlist"),
        ("en", "is there a bus in the valley"),
        ("en", "is there ice on the road"),
        ("en", "a book of the valley"),
        ("de", "zwei eier und drei äpfel"),
        ("nl", "mijn nummer is in gesprek"),
        ("nl", "twee eieren en drie appels"),
    ],
)
def test_leads_without_anything_after_them_hide_nothing(language: str, text: str) -> None:
    assert concealed(text, language) == text


ONES = {
    "en": ("zero one two three four", "five six seven eight nine"),
    "de": ("null eins zwei drei vier", "fünf sechs sieben acht neun"),
    "nl": ("nul een twee drie vier", "vijf zes zeven acht negen"),
}
TENS = {
    "en": ("twenty thirty forty fifty", "sixty seventy eighty ninety"),
    "de": ("zwanzig dreißig vierzig fünfzig", "sechzig siebzig achtzig neunzig"),
    "nl": ("twintig dertig veertig vijftig", "zestig zeventig tachtig negentig"),
}
TEENS = {
    "en": ("ten eleven twelve thirteen fourteen", "fifteen sixteen seventeen eighteen nineteen"),
    "de": ("zehn elf zwölf dreizehn vierzehn", "fünfzehn sechzehn siebzehn achtzehn neunzehn"),
    "nl": ("tien elf twaalf dertien veertien", "vijftien zestien zeventien achttien negentien"),
}
AGAIN = {"en": ("double", "triple"), "de": ("doppel", "dreimal"), "nl": ("dubbel", "driemaal")}
HUNDRED = {"en": "hundred", "de": "hundert", "nl": "honderd"}


def spoken_number(digits: str, language: str, draw: Random) -> str:
    """Say a digit string: each group by itself, doubled, as a pair or as a number of three digits."""
    said: list[str] = []
    while digits:
        same = len(digits) - len(digits.lstrip(digits[0]))
        form = draw.choice(("one", "one", "again", "pair", "three"))
        if form == "again" and same >= 2:
            times = min(same, 3)
            said.append(f"{AGAIN[language][times - 2]} {said_digit(int(digits[0]), language)}")
            digits = digits[times:]
        elif form == "pair" and len(digits) >= 2 and digits[0] != "0":
            said.append(spoken_pair(int(digits[:2]), language))
            digits = digits[2:]
        elif form == "three" and len(digits) >= 3 and digits[0] not in "01" and digits[1] != "0":
            hundreds, pair = said_digit(int(digits[0]), language), spoken_pair(int(digits[1:3]), language)
            gap = " " if language == "en" else ""
            said.append(f"{hundreds}{gap}{HUNDRED[language]}{gap}{pair}")
            digits = digits[3:]
        else:
            said.append(said_digit(int(digits[0]), language))
            digits = digits[1:]
    return " ".join(said)


def said_digit(digit: int, language: str) -> str:
    """Say a digit."""
    return " ".join(ONES[language]).split()[digit]


def spoken_pair(number: int, language: str) -> str:
    """Say a number from 10 to 99."""
    if number < 20:
        return " ".join(TEENS[language]).split()[number - 10]
    tens, unit = " ".join(TENS[language]).split()[number // 10 - 2], said_digit(number % 10, language)
    if number % 10 == 0:
        return tens
    if language == "en":
        return f"{tens} {unit}"
    joined = "ën" if unit.endswith("e") else "en"
    return f"{'ein' if unit == 'eins' else unit}und{tens}" if language == "de" else f"{unit}{joined}{tens}"


LEADS = {"en": "my number is", "de": "meine nummer lautet", "nl": "mijn nummer is"}


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789", min_size=7, max_size=19), st.sampled_from(["en", "de", "nl"]), st.integers(0, 2**32))
@example("0171234567890", "de", 3)
def test_every_digit_string_in_every_spoken_form_is_found(digits: str, language: str, seed: int) -> None:
    number = spoken_number(digits, language, Random(seed))  # noqa: S311 - repeatable, not secret
    for before in ("", LEADS[language]):
        left = concealed(f"{before} {number}", language)
        assert left.removeprefix(before).strip() in {"[telephone number]", "[account number]", "[number]"}, left


MIXED = ("one", "two", "for", "ate", "dash", "pizza", "my", "number", "is", "at", "dot", "com", "b", "as", "in", "w")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(MIXED), max_size=14), st.sampled_from(["en", "de", "nl"]))
def test_no_kept_word_is_lost_and_no_hidden_one_is_left(texts: list[str], language: str) -> None:
    spoken = words(" ".join(texts))
    spans = find_personal_data(spoken, language)
    hidden = {index for span in spans for index in range(span.first_word, span.last_word + 1)}
    kept = [word.text for index, word in enumerate(spoken) if index not in hidden]
    assert [text for text in conceal_text(spoken, spans) if not text.startswith("[")] == kept
