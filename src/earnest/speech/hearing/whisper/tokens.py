"""Tokens of Whisper: what begins a decoding, and which words the tokens of its answer are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from tokenizers import Tokenizer

from earnest.foundation.model_file.errors import ModelUnreadable

_START: Final = "<|startoftranscript|>"
_TRANSCRIBE: Final = "<|transcribe|>"
_WITHOUT_TIMES: Final = "<|notimestamps|>"
_END: Final = "<|endoftext|>"
# By the definition of byte pair encoding.
_BYTES: Final = 256
"""Tokens before those that merges make."""
_PAIR: Final = 2
"""Signs of a token that two bytes make."""
_SPACE: Final = "Ġ"
"""How the byte-level vocabulary writes the space before a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenWord:
    """One word of an answer."""

    text: str
    """As written, with signs and capitals; without the space before it."""
    first: int
    """Position of its first token in the answer."""
    end: int
    """Position after its last token."""


def with_all_merges(tokenizer: str) -> str:
    """Return a `tokenizer.json` in which every token of the vocabulary can be made.

    Whisper's own files lack the first merge, `Ġ t`, and the library then writes ` the`, ` to` and ` time` as a space
    and a word: tokens that the weights never wrote and find very unlikely. Tokens that one merge of two others can make
    stand in the vocabulary in the order of the merges, behind the 256 bytes; so their number tells its place.

    Raises:
        ValueError, KeyError, TypeError: it is no such file.
    """
    content = cast("dict[str, dict[str, object]]", json.loads(tokenizer))
    numbers = cast("dict[str, int]", content["model"]["vocab"])
    merges = cast("list[list[str] | str]", content["model"]["merges"])
    pairs = [merge.split(" ") if isinstance(merge, str) else merge for merge in merges]
    made = {"".join(pair) for pair in pairs}
    missing = sorted(
        (number - _BYTES, token)
        for token, number in numbers.items()
        if number >= _BYTES and len(token) == _PAIR and token not in made and all(sign in numbers for sign in token)
    )
    for place, token in missing:
        pairs.insert(place, list(token))
    content["model"]["merges"] = pairs
    return json.dumps(content) if missing else tokenizer


class Tokens:
    """The vocabulary of one set of weights."""

    def __init__(self, tokenizer: bytes) -> None:
        """Read the vocabulary.

        Args:
            tokenizer: content of `tokenizer.json`.

        Raises:
            ModelUnreadable: it is none, or lacks the marks of Whisper.
        """
        try:
            self._tokenizer = Tokenizer.from_str(with_all_merges(tokenizer.decode()))
        except Exception as error:  # the library raises plain `Exception`
            raise ModelUnreadable from error
        self.start = self._mark(_START)
        self._end = self._mark(_END)
        self._without_times = self._mark(_WITHOUT_TIMES)
        self._transcribe = self._mark(_TRANSCRIBE)

    def speaks(self, language: str) -> bool:
        """Return whether the vocabulary has a mark for a language; ISO 639-1."""
        return self._tokenizer.token_to_id(f"<|{language}|>") is not None

    def start_of(self, language: str | None) -> list[int]:
        """Return the tokens that begin an answer, up to the task.

        Args:
            language: ISO 639-1; None where the weights know one only.
        """
        if language is None:
            return [self.start]
        return [self.start, self._mark(f"<|{language}|>"), self._transcribe]

    def prompt(self, language: str | None) -> list[int]:
        """Return the tokens of which an answer is the continuation; `language` as for `start_of`."""
        return [*self.start_of(language), self._without_times]

    def tokens_of(self, text: str) -> list[int]:
        """Return the tokens of a text as it stands within a sentence."""
        return list(self._tokenizer.encode(f" {text.strip()}", add_special_tokens=False).ids)

    def text_of(self, tokens: Sequence[int]) -> str:
        """Return the text of tokens; marks are left out."""
        return self._tokenizer.decode(list(tokens), skip_special_tokens=True)

    def spoken(self, tokens: Sequence[int]) -> list[int]:
        """Return the tokens that are text: marks and times are left out."""
        return [token for token in tokens if token < self._end]

    def words_of(self, tokens: Sequence[int]) -> tuple[TokenWord, ...]:
        """Return the words of an answer, as the spaces in it part them.

        Args:
            tokens: text only, see `spoken`.
        """
        starts = [
            place
            for place, token in enumerate(tokens)
            if place == 0 or (self._tokenizer.id_to_token(token) or "").startswith(_SPACE)
        ]
        return tuple(
            TokenWord(text=self.text_of(tokens[first:end]).strip(), first=first, end=end)
            for first, end in zip(starts, [*starts[1:], len(tokens)], strict=True)
        )

    def _mark(self, name: str) -> int:
        found = self._tokenizer.token_to_id(name)
        if found is None:
            raise ModelUnreadable
        return found
