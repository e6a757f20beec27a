"""Reading of numbers: the value of words that are one number, whole or with a part of one."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from earnest.speech.language.numbers.figures import read_figures
from earnest.speech.language.numbers.vocabulary import NumberLanguage, NumberPart, NumberPiece, number_language

_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_MOST_WORDS: Final = 16
"""More words than the longest number under a million has, each of its parts written apart. Chosen."""
_LONGEST_WORD: Final = 80
"""Letters; `siebenhundertsiebenundsiebzigtausendsiebenhundertsiebenundsiebzig` has 66. Chosen above that."""


def read_number(words: Sequence[str], language: str) -> Fraction | None:
    """Return the number that words say.

    All words together must be one number: `twenty five` and `zweieinhalb` are, `five ten`, `five two` and `half past
    two` are none, and what is none is never guessed at.

    Args:
        words: normalised words, length ≥ 0; figures as written, with point or comma (`1,5`).
        language: ISO 639-1; one that is not known reads as English.

    Returns:
        The number, ≥ 0 and under a million where it is spoken; None where the words are no number.
    """
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    speech = number_language(language)
    return next(
        (value for reader in _READERS if (value := reader(tuple(words), speech)) is not None),
        None,
    )


def read_whole_number(words: Sequence[str], language: str) -> int | None:
    """Return the whole number that words say; None where they say none or one with a part of one."""
    value = read_number(words, language)
    return None if value is None or value.denominator != 1 else value.numerator


def _whole(words: tuple[str, ...], speech: NumberLanguage) -> Fraction | None:
    """Read `five`, `a hundred and five`, `fünfundzwanzigtausend`, `25`."""
    first = words[0]
    if len(words) == 1:
        if first in speech.articles:
            return Fraction(1)
        figures = read_figures(first, speech.decimal_sign)
        if figures is not None:
            return figures
    spoken: list[NumberPiece] = []
    for place, word in enumerate(words):
        if word in speech.articles and place == 0 and len(words) > 1:
            spoken.append(NumberPiece(part=NumberPart.UNIT, value=1))
            continue
        pieces = _pieces_of(word, speech)
        if pieces is None:
            return None
        spoken += pieces
    if first in speech.articles and first not in speech.pieces and spoken[1].part not in _MAGNITUDES:
        return None
    value = _under_million(tuple(spoken), speech)
    return None if value is None else Fraction(value)


def _decimal(words: tuple[str, ...], speech: NumberLanguage) -> Fraction | None:
    """Read `one point five`, `zwei komma fünfundzwanzig`: figures one by one, or one number of two figures."""
    places = [place for place, word in enumerate(words) if word in speech.points]
    if len(places) != 1:
        return None
    before, after = words[: places[0]], words[places[0] + 1 :]
    whole = _whole(before, speech) if before else None
    if whole is None or whole.denominator != 1 or not after:
        return None
    digits = [_whole((word,), speech) for word in after]
    if all(digit is not None and digit < 10 for digit in digits):  # noqa: PLR2004 - one figure
        written = "".join(str(digit) for digit in digits)
    else:
        together = _whole(after, speech)
        if together is None or not 10 <= together < _HUNDRED or together.denominator != 1:  # noqa: PLR2004
            return None
        written = str(together)
    return whole + Fraction(int(written), 10 ** len(written))


def _with_part(words: tuple[str, ...], speech: NumberLanguage) -> Fraction | None:
    """Read `half`, `two and a half`, `three quarters`, `anderthalb`, `zweieinhalb`, `eine und eine halbe`."""
    if len(words) == 1:
        return _mixed_word(words[0], speech)
    links = [place for place, word in enumerate(words) if word in speech.pieces and _is_link(word, speech)]
    if links and (part := _part(words[links[-1] + 1 :], speech)) is not None:
        whole = _whole(words[: links[-1]], speech) if links[-1] else None
        return whole + part if whole is not None and whole.denominator == 1 and part < 1 else None
    return _part(words, speech)


def _part(words: tuple[str, ...], speech: NumberLanguage) -> Fraction | None:
    """Read `half`, `a half`, `half a`, `three quarters`: a part of one."""
    bare = tuple(word for word in words if word not in speech.articles)
    if len(bare) == 1 and len(words) <= 2 and bare[0] in speech.fractions:  # noqa: PLR2004 - with its article
        return Fraction(*speech.fractions[bare[0]])
    if len(words) == 2 and (count := _whole(words[:1], speech)) is not None:  # noqa: PLR2004 - count and part
        one = speech.fractions.get(words[1]) or speech.fractions.get(words[1].removesuffix("s"))
        if one is not None and one[0] == 1 and count.denominator == 1 and 0 < count < one[1]:
            return count * Fraction(*one)
    return None


def _mixed_word(word: str, speech: NumberLanguage) -> Fraction | None:
    if word in speech.fractions:
        return Fraction(*speech.fractions[word])
    if word in speech.mixed:
        return Fraction(*speech.mixed[word])
    for ending, part in speech.mixed_endings.items():
        if word.endswith(ending) and (whole := _whole((word.removesuffix(ending),), speech)) is not None:
            return whole + Fraction(*part) if whole.denominator == 1 else None
    return None


_READERS: Final = (_whole, _decimal, _with_part)
_MAGNITUDES: Final = frozenset({NumberPart.HUNDRED, NumberPart.THOUSAND})


def _is_link(word: str, speech: NumberLanguage) -> bool:
    return speech.pieces[word].part is NumberPart.AND


def _pieces_of(word: str, speech: NumberLanguage) -> tuple[NumberPiece, ...] | None:
    """Return the pieces that a word is made of; None where it holds anything else."""
    if word in speech.pieces:
        return (speech.pieces[word],)
    figures = read_figures(word, speech.decimal_sign)
    if figures is not None and figures.denominator == 1:
        return (NumberPiece(part=NumberPart.FIGURES, value=figures.numerator),)
    if not speech.unit_first or len(word) > _LONGEST_WORD:
        return None
    return next((cut for cut in _cuts(word, speech) if _under_million(cut, speech) is not None), None)


def _cuts(word: str, speech: NumberLanguage) -> Iterator[tuple[NumberPiece, ...]]:
    """Give the ways in which a word is made of pieces, longer pieces first; few, for pieces hardly begin alike."""
    if not word:
        yield ()
        return
    for text, piece in sorted(speech.pieces.items(), key=lambda entry: -len(entry[0])):
        if word.startswith(text):
            for rest in _cuts(word[len(text) :], speech):
                yield (piece, *rest)


def _under_million(pieces: tuple[NumberPiece, ...], speech: NumberLanguage) -> int | None:
    """Return the value of pieces that are one number; None where they are not."""
    if len(pieces) == 1 and pieces[0].part in {NumberPart.NOUGHT, NumberPart.FIGURES}:
        return pieces[0].value
    before, after = _split(pieces, NumberPart.THOUSAND)
    if after is None:
        return _under_thousand(pieces, speech, colloquial=True)
    count = _under_thousand(before, speech, colloquial=False) if before else 1
    rest = _rest(after, speech)
    return None if count is None or rest is None else _THOUSAND * count + rest


def _rest(pieces: tuple[NumberPiece, ...], speech: NumberLanguage) -> int | None:
    """Return the value of what follows a thousand: hundreds, or less, with `and` before it where it is less."""
    if not pieces:
        return 0
    if pieces[0].part is NumberPart.AND:
        return _under_hundred(pieces[1:], speech)
    return _under_thousand(pieces, speech, colloquial=False)


def _under_thousand(pieces: tuple[NumberPiece, ...], speech: NumberLanguage, *, colloquial: bool) -> int | None:
    """Return a number under a thousand, or one such as `fifteen hundred` where that is said."""
    before, after = _split(pieces, NumberPart.HUNDRED)
    if after is None:
        return _under_hundred(pieces, speech)
    count = _under_hundred(before, speech) if before else 1
    linked = after[1:] if after and after[0].part is NumberPart.AND else after
    rest = _under_hundred(linked, speech) if linked or after else 0
    if count is None or rest is None:
        return None
    usual = count < 10 or (colloquial and count % 10 != 0)  # noqa: PLR2004 - one figure; twenty hundred is not said
    return _HUNDRED * count + rest if usual else None


def _under_hundred(pieces: tuple[NumberPiece, ...], speech: NumberLanguage) -> int | None:
    parts = tuple(piece.part for piece in pieces)
    if parts in {(NumberPart.UNIT,), (NumberPart.TEEN,), (NumberPart.TENS,)}:
        return pieces[0].value
    if parts == (NumberPart.FIGURES,) and 0 < pieces[0].value < _THOUSAND:
        return pieces[0].value
    joined = (
        (NumberPart.UNIT, NumberPart.AND, NumberPart.TENS) if speech.unit_first else (NumberPart.TENS, NumberPart.UNIT)
    )
    return sum(piece.value for piece in pieces) if parts == joined else None


def _split(
    pieces: tuple[NumberPiece, ...], part: NumberPart
) -> tuple[tuple[NumberPiece, ...], tuple[NumberPiece, ...] | None]:
    """Return the pieces before and after the only one of a part; None after where there is none or several."""
    places = [place for place, piece in enumerate(pieces) if piece.part is part]
    if len(places) != 1:
        return pieces, None
    return pieces[: places[0]], pieces[places[0] + 1 :]
