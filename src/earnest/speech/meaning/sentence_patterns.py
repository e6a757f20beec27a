"""Sentence patterns: ways to ask for something, in the notation of `requests/README.md`, as regular expressions.

A pattern is matched against the words of a sentence with a space after each, so that every part of it ends at the end
of a word.
"""

import re
from collections.abc import Sequence
from typing import Final

_SIGN: Final = re.compile(r"\{[a-z]+=|\{[a-z]+\}|!\(|\(|\)[?*]?|\||\}|[^\s(){}|]+")
_ANY_WORDS: Final = r"(?:\S+ )*?"
_SOME_WORDS: Final = r"(?:\S+ )+?"
_WORD: Final = r"\w+ "
_WILDCARDS: Final = {"*": _ANY_WORDS, "+": _SOME_WORDS, "_": _WORD}


class PatternMalformed(ValueError):
    """A pattern cannot be read; the message says what is wrong."""


class SentencePattern:
    """One way to ask for something."""

    def __init__(self, written: str) -> None:
        """Read a pattern.

        Raises:
            PatternMalformed: it is none.
        """
        parts = _Parts(written)
        expression = parts.alternatives()
        if parts.next:
            raise PatternMalformed("closes a bracket that was never opened")
        try:
            self._expression = re.compile(expression)
        except re.error as cause:
            raise PatternMalformed("names one detail twice") from cause

    def match(self, words: Sequence[str]) -> dict[str, str] | None:
        """Return the words of each detail where the pattern is the whole sentence; None where it is not."""
        found = self._expression.fullmatch("".join(f"{word} " for word in words))
        return None if found is None else {name: text.strip() for name, text in found.groupdict("").items() if text}


class _Parts:
    """Reads the parts of a pattern from left to right."""

    def __init__(self, written: str) -> None:
        self._signs = _SIGN.findall(written)
        if "".join(self._signs) != "".join(written.split()):
            raise PatternMalformed("holds a sign that is not known here")
        self._place = 0

    @property
    def next(self) -> str:
        """The next sign; empty at the end."""
        return self._signs[self._place] if self._place < len(self._signs) else ""

    def _take(self) -> str:
        sign = self.next
        self._place += 1
        return sign

    def alternatives(self) -> str:
        """Return what stands between brackets: sequences parted by `|`."""
        sequences = [self._sequence()]
        while self.next == "|":
            _ = self._take()
            sequences.append(self._sequence())
        return f"(?:{'|'.join(sequences)})"

    def _sequence(self) -> str:
        found = ""
        while self.next and self.next not in "|}" and not self.next.startswith(")"):
            found += self._part()
        if not found:
            raise PatternMalformed("has nothing between its signs")
        return found

    def _part(self) -> str:
        sign = self._take()
        if sign == "(":
            inner = self.alternatives()
            return inner + self._closing((")", ")?", ")*"))[1:]
        if sign == "!(":
            inner = self.alternatives()
            _ = self._closing((")",))
            return f"(?!{inner}){_WORD}"
        if sign.startswith("{"):
            return self._detail(sign)
        return _WILDCARDS.get(sign, re.escape(sign) + " ")

    def _detail(self, sign: str) -> str:
        if sign.endswith("}"):
            return f"(?P<{sign[1:-1]}>{_SOME_WORDS})"
        inner = self.alternatives()
        _ = self._closing(("}",))
        return f"(?P<{sign[1:-1]}>{inner})"

    def _closing(self, allowed: tuple[str, ...]) -> str:
        if self.next not in allowed:
            raise PatternMalformed(f"lacks a closing {allowed[0]}")
        return self._take()
