"""Spoken: writes digits, dates, letters and addresses as people say them in English, German and Dutch."""

from random import Random
from typing import Final

DIGITS: Final = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "de": ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
    "nl": ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"],
}
TEENS: Final = {
    "en": [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
    "de": ["zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"],
    "nl": ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"],
}
TENS: Final = {
    "en": ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    "de": ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
    "nl": ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
}
HUNDRED: Final = {"en": "hundred", "de": "hundert", "nl": "honderd"}
DOUBLE: Final = {"en": "double", "de": "doppel", "nl": "dubbel"}
TRIPLE: Final = {"en": "triple", "de": "dreimal", "nl": "driemaal"}
MONTHS: Final = {
    "en": [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    "de": [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
}
ORDINALS: Final = {
    "en": [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ],
    "de": [
        "ersten",
        "zweiten",
        "dritten",
        "vierten",
        "fünften",
        "sechsten",
        "siebten",
        "achten",
        "neunten",
        "zehnten",
        "elften",
        "zwölften",
        "dreizehnten",
        "vierzehnten",
        "fünfzehnten",
        "sechzehnten",
        "siebzehnten",
        "achtzehnten",
        "neunzehnten",
        "zwanzigsten",
    ],
}
ALPHABETS: Final = {
    "en": [
        "alpha",
        "bravo",
        "charlie",
        "delta",
        "echo",
        "foxtrot",
        "golf",
        "hotel",
        "india",
        "juliett",
        "kilo",
        "lima",
        "mike",
        "november",
        "oscar",
        "papa",
        "quebec",
        "romeo",
        "sierra",
        "tango",
        "uniform",
        "victor",
        "whiskey",
        "xray",
        "yankee",
        "zulu",
    ],
    "de": [
        "anton",
        "berta",
        "cäsar",
        "dora",
        "emil",
        "friedrich",
        "gustav",
        "heinrich",
        "ida",
        "julius",
        "kaufmann",
        "ludwig",
        "martha",
        "nordpol",
        "otto",
        "paula",
        "quelle",
        "richard",
        "samuel",
        "theodor",
        "ulrich",
        "viktor",
        "wilhelm",
        "xanthippe",
        "ypsilon",
        "zacharias",
    ],
    "nl": [
        "anton",
        "bernard",
        "cornelis",
        "dirk",
        "eduard",
        "ferdinand",
        "gerard",
        "hendrik",
        "izaak",
        "johan",
        "karel",
        "lodewijk",
        "maria",
        "nico",
        "otto",
        "pieter",
        "quotiënt",
        "rudolf",
        "simon",
        "theodoor",
        "utrecht",
        "victor",
        "willem",
        "xantippe",
        "ypsilon",
        "zaandam",
    ],
}
EXAMPLES: Final = {
    "en": [
        "apple",
        "boy",
        "cat",
        "dog",
        "egg",
        "fish",
        "girl",
        "house",
        "ice",
        "jack",
        "king",
        "lion",
        "mother",
        "nose",
        "orange",
        "peter",
        "queen",
        "river",
        "sugar",
        "tom",
        "uncle",
        "victory",
        "water",
        "xray",
        "yellow",
        "zebra",
    ],
    "de": ALPHABETS["de"],
    "nl": ALPHABETS["nl"],
}
AS_IN: Final = {"en": ("as in", "like", "for"), "de": ("wie",), "nl": ("van", "als in")}
DOT: Final = {"en": "dot", "de": "punkt", "nl": "punt"}
AT: Final = {"en": ("at",), "de": ("at", "ät", "klammeraffe"), "nl": ("at", "apenstaartje")}
DASH: Final = {"en": "dash", "de": "bindestrich", "nl": "streepje"}
SLASH: Final = {"en": "slash", "de": "slash", "nl": "slash"}


def below_hundred(number: int, language: str) -> str:
    """Return a number from 0 to 99 in words."""
    if number < 10:  # noqa: PLR2004 - digits
        return DIGITS[language][number]
    if number < 20:  # noqa: PLR2004 - teens
        return TEENS[language][number - 10]
    tens, unit = TENS[language][number // 10 - 2], number % 10
    if unit == 0:
        return tens
    if language == "en":
        return f"{tens} {DIGITS['en'][unit]}"
    if language == "de":
        return f"{'ein' if unit == 1 else DIGITS['de'][unit]}und{tens}"
    word = DIGITS["nl"][unit]
    return f"{word}{'ën' if word.endswith('e') else 'en'}{tens}"


def below_thousand(number: int, language: str) -> str:
    """Return a number from 0 to 999 in words."""
    hundreds, rest = divmod(number, 100)
    if hundreds == 0:
        return below_hundred(rest, language)
    more = below_hundred(rest, language) if rest else ""
    if language == "en":
        return f"{DIGITS['en'][hundreds]} hundred{' and ' + more if more else ''}"
    first = "" if hundreds == 1 else DIGITS[language][hundreds]
    return f"{first}{HUNDRED[language]}{more}"


def digits_spoken(digits: str, language: str, draw: Random) -> str:
    """Return digits as people say them: one by one, doubled, in pairs or in groups of three."""
    style = draw.choice(("single", "single", "single", "repeated", "pairs", "threes"))
    parts: list[str] = []
    position = 0
    while position < len(digits):
        rest = digits[position:]
        same = len(rest) - len(rest.lstrip(rest[0]))
        if style == "repeated" and same >= 2:  # noqa: PLR2004 - a pair
            times = 3 if same >= 3 else 2  # noqa: PLR2004 - three of them
            parts.append(f"{(TRIPLE if times == 3 else DOUBLE)[language]} {single(rest[0], language, draw)}")  # noqa: PLR2004
            position += times
        elif style == "pairs" and len(rest) >= 2 and rest[0] != "0":  # noqa: PLR2004 - a pair
            parts.append(below_hundred(int(rest[:2]), language))
            position += 2
        elif style == "threes" and len(rest) >= 3 and rest[0] != "0" and draw.random() < 0.5:  # noqa: PLR2004
            parts.append(below_thousand(int(rest[:3]), language))
            position += 3
        else:
            parts.append(single(rest[0], language, draw))
            position += 1
    return " ".join(parts)


def single(digit: str, language: str, draw: Random) -> str:
    """Return a digit as a word; nought is sometimes `oh`, `zwei` sometimes `zwo`."""
    if digit == "0" and language == "en" and draw.random() < 0.6:  # noqa: PLR2004 - share
        return "oh"
    if digit == "2" and language == "de" and draw.random() < 0.3:  # noqa: PLR2004 - share
        return "zwo"
    return DIGITS[language][int(digit)]


def date_spoken(day: int, month: int, year: int, language: str, draw: Random) -> str:
    """Return a date; day 1 to 20, month 1 to 12, year 1900 to 1999."""
    pair = year % 100
    name = MONTHS[language][month - 1]
    if language == "en":
        said = f"nineteen {below_hundred(pair, 'en') if pair > 9 else 'oh ' + DIGITS['en'][pair]}"  # noqa: PLR2004
        ordinal = ORDINALS["en"][day - 1]
        return draw.choice(
            (f"the {ordinal} of {name} {said}", f"{name} {ordinal} {said}", f"{name} {below_hundred(day, 'en')} {said}")
        )
    if language == "de":
        said = f"neunzehnhundert{below_hundred(pair, 'de')}" if draw.random() < 0.5 else below_hundred(pair, "de")  # noqa: PLR2004
        second = draw.choice((name, ORDINALS["de"][month - 1]))
        return f"{ORDINALS['de'][day - 1]} {second} {said}"
    said = (
        f"negentienhonderd{below_hundred(pair, 'nl')}"
        if draw.random() < 0.5  # noqa: PLR2004 - as often as not
        else f"negentien {below_hundred(pair, 'nl')}"
    )
    return f"{below_hundred(day, 'nl')} {name} {said}"


def spelled(word: str, language: str, draw: Random) -> str:
    """Return a word of plain letters spelled out: by letters, a spelling alphabet or examples."""
    style = draw.choice(("letters", "letters", "alphabet", "examples"))
    letters = [letter for letter in word if "a" <= letter <= "z"]
    if style == "alphabet":
        return " ".join(ALPHABETS[language][ord(letter) - 97] for letter in letters)
    if style == "examples":
        link = draw.choice(AS_IN[language])
        return " ".join(f"{letter} {link} {EXAMPLES[language][ord(letter) - 97]}" for letter in letters)
    return " ".join(letters)


def email_spoken(first: str, last: str, language: str, draw: Random) -> str:
    """Return an invented e-mail address, with parts spoken or spelled."""
    provider, end = draw.choice(PROVIDERS[language])
    local = draw.choice(
        (
            f"{first} {DOT[language]} {last}",
            f"{first} {last}",
            f"{first[0]} {DOT[language]} {last}",
            f"{first} {below_hundred(draw.randrange(10, 99), language)}",
            " ".join(last),
            f"{first} {DASH[language]} {last}",
        )
    )
    return f"{local} {draw.choice(AT[language])} {provider} {DOT[language]} {end}"


PROVIDERS: Final = {
    "en": (("gmail", "com"), ("hotmail", "com"), ("example", "org"), ("outlook", "com"), ("bluebarn", "co dot uk")),
    "de": (("web", "de"), ("gmx", "de"), ("gmail", "com"), ("beispiel", "de"), ("waldhof", "net")),
    "nl": (("gmail", "com"), ("ziggo", "nl"), ("hotmail", "com"), ("voorbeeld", "nl"), ("molenhoek", "nl")),
}


def web_spoken(last: str, language: str, draw: Random) -> str:
    """Return an invented web address."""
    end = draw.choice({"en": ("com", "org", "net"), "de": ("de", "com"), "nl": ("nl", "com")}[language])
    start = draw.choice(("", f"www {DOT[language]} ", f"w w w {DOT[language]} "))
    path = draw.choice(("", "", f" {SLASH[language]} {last}"))
    return f"{start}{last}{draw.choice(('', ' ' + DASH[language] + ' ' + last))} {DOT[language]} {end}{path}"
