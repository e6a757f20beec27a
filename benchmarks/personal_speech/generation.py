"""Generation: invented utterances with personal data, and ordinary ones with numbers; other sentences than training."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Final

from personal_speech.carriers import BLIND
from personal_speech.items import Item, make_item
from personal_speech.material import CARRIERS, ORDINARY, PEOPLE, SECRETS, STREETS, SURNAMES, TOWNS
from personal_speech.spoken import (
    DOT,
    below_hundred,
    below_thousand,
    date_spoken,
    digits_spoken,
    email_spoken,
    spelled,
    web_spoken,
)

LETTERS: Final = "abcdefghjklmnprstuvwxyz"
"""Letters of codes; those that sound like others or look like digits are left out, as authorities do."""


def generated_items(language: str, *, seed: int, each: int, blind: bool) -> Iterator[Item]:
    """Give invented utterances with something personal.

    Args:
        language: `en`, `de` or `nl`.
        seed: the same seed gives the same items.
        each: items of each kind.
        blind: whether to take the sentences, names and towns that are only measured on; the others are for developing.
    """
    names = Names(language, blind=blind)
    for kind, carriers in (BLIND if blind else CARRIERS)[language].items():
        draw = Random(f"{seed} {language} {kind}")  # noqa: S311 - repeatable, not secret
        for number in range(each):
            carrier = carriers[number % len(carriers)]
            parts: list[tuple[str, str | None]] = []
            for piece in carrier.split("|"):
                inside = piece.startswith("*")
                parts.append((personal(kind, language, draw, names), kind) if inside else (piece, None))
            yield make_item("generated", language, parts)


def ordinary_items(language: str, *, seed: int, each: int) -> Iterator[Item]:
    """Give invented utterances with times, amounts, years and other numbers, and nothing personal."""
    draw = Random(f"{seed} {language} ordinary")  # noqa: S311 - repeatable, not secret
    for carrier in ORDINARY[language]:
        for _ in range(each):
            text = carrier
            while "#" in text:
                text = text.replace("#", below_hundred(draw.randrange(2, 60), language), 1)
            text = text.replace("%", below_thousand(draw.randrange(100, 999), language))
            yield make_item("generated", language, [(text, None)])


class Names:
    """The half of the invented people, towns and streets that is for measuring, or the one for developing."""

    def __init__(self, language: str, *, blind: bool) -> None:
        """Take every second of each list."""
        half = slice(1, None, 2) if blind else slice(0, None, 2)
        self.people = PEOPLE[language][half]
        self.surnames = SURNAMES[language][half]
        self.towns = TOWNS[language][half]
        self.streets = STREETS[language][half]


def personal(kind: str, language: str, draw: Random, names: Names) -> str:
    """Return something personal of a kind, as it is said."""
    first, last = draw.choice(names.people), draw.choice(names.surnames)
    simple: Mapping[str, str] = {
        "name": draw.choice((first, f"{first} {last}", f"{first} {last}")),
        "place": draw.choice(names.towns),
        "spelled": spelled(plain(last), language, draw),
        "email_address": email_spoken(plain(first), plain(last), language, draw),
        "web_address": web_spoken(plain(last), language, draw),
        "address": _address(language, draw, names),
        "house_number": below_thousand(draw.randrange(1, 199), language),
        "date_of_birth": date_spoken(
            draw.randrange(1, 21), draw.randrange(1, 13), draw.randrange(1920, 2000), language, draw
        ),
        "password": " ".join(draw.sample(SECRETS[language], 3)),
    }
    return simple[kind] if kind in simple else _number(kind, language, draw)


def _number(kind: str, language: str, draw: Random) -> str:
    if kind == "telephone":
        beginnings = {"en": draw.choice(("07", "555", "020")), "de": draw.choice(("0171", "030", "0221")), "nl": "06"}
        start = beginnings[language]
        return digits_spoken(start + _digits(draw, 8 if len(start) < 4 else 7), language, draw)  # noqa: PLR2004 - as long
    if kind == "ip_address":
        return f" {DOT[language]} ".join(below_thousand(draw.randrange(1, 255), language) for _ in range(4))
    if kind in {"licence_plate", "iban", "post_code"}:
        return _code(kind, language, draw)
    length = {"card": 16, "account": draw.choice((8, 9, 10)), "pin": 4}[kind]
    return digits_spoken(_digits(draw, length), language, draw)


def _code(kind: str, language: str, draw: Random) -> str:
    """Return something of letters and digits."""
    if kind == "licence_plate":
        head = " ".join(draw.sample(LETTERS, draw.choice((2, 3))))
        return f"{head} {digits_spoken(_digits(draw, draw.choice((3, 4))), language, draw)}"
    if kind == "iban":
        land = {"en": "g b", "de": "d e", "nl": "n l"}[language]
        bank = "" if language == "de" else " ".join(draw.sample(LETTERS, 4))
        check = digits_spoken(_digits(draw, 2), language, draw)
        number = digits_spoken(_digits(draw, 14), language, draw)
        return " ".join(f"{land} {check} {bank} {number}".split())
    if language == "de":
        return digits_spoken(_digits(draw, 5), "de", draw)
    if language == "nl":
        return f"{digits_spoken(_digits(draw, 4), 'nl', draw)} {' '.join(draw.sample(LETTERS, 2))}"
    town, inner = draw.sample(LETTERS, 2), draw.sample(LETTERS, 2)
    return f"{' '.join(town)} {digits_spoken(_digits(draw, 2), 'en', draw)} {' '.join(inner)}"


def _digits(draw: Random, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))


def _address(language: str, draw: Random, names: Names) -> str:
    street, number = draw.choice(names.streets), below_thousand(draw.randrange(1, 250), language)
    return f"{number} {street}" if language == "en" else f"{street} {number}"


def plain(name: str) -> str:
    """Return a name in the letters a to z."""
    return name.translate(_PLAIN).replace(" ", "")


_PLAIN: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "ë": "e", "ï": "i", "'": "", "-": "", "ø": "o", "ç": "c"}
)
