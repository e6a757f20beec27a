"""Corpora: command sentences with what is personal in them marked, and which of them training must never see.

They are read from the folder that `EARNEST_SPEECH` names; nothing of them is in the project. Each sentence belongs to a
part by the hash of its words: about a third is for testing only, whatever corpus it stands in.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final, cast

from earnest.foundation.word_files import read_word_files
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.concealment.policy import Reading, reading_of
from earnest.speech.privacy.concealment.spans import PersonalKind
from earnest.speech.privacy.concealment.utterance import normalised


class Part(StrEnum):
    """What a sentence may be used for."""

    TRAINING = "training"
    DEVELOPMENT = "development"
    """May be read by people who improve rules and lists; not trained on."""
    TEST = "test"
    """It is not read; only its figures are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedSentence:
    """A sentence as a recogniser without errors would write it, and what is personal in it."""

    corpus: str
    language: str
    words: tuple[str, ...]
    kinds: tuple[PersonalKind | None, ...]
    """Kind of each word; None where it is not personal."""
    undecided: frozenset[int]
    """Indices of words of which the corpus does not say whether they are personal; they are not counted."""
    intent: str
    slots: tuple[Slot, ...]

    @property
    def part(self) -> Part:
        """What it may be used for."""
        return part_of(self.words)

    @property
    def has_personal_data(self) -> bool:
        """Whether something personal is in it."""
        return any(self.kinds)


def part_of(words: Sequence[str]) -> Part:
    """Return which part a sentence belongs to: 35 % test, 10 % development, 55 % training, by hash."""
    first = sha256(" ".join(words).encode()).digest()[0]
    if first < 90:  # noqa: PLR2004 - of 256
        return Part.TEST
    return Part.DEVELOPMENT if first < 115 else Part.TRAINING  # noqa: PLR2004 - of 256


Chunk = tuple[str, str | None]
"""Some words and the slot that they fill."""


_WORDS: Final = read_word_files(
    "training.tagging", "words", {"en": ("relations", "generic_places", "kin", "clinc_with_names")}
)["en"]
RELATIONS: Final = _WORDS.words("relations")
"""Values of person slots that are no names."""
UNDECIDED: Final = frozenset(
    {"party_size_description", "state", "country", "reminder/todo", "relation", "personal_info"}
)
"""Slots whose values may hold names that are not marked, or places too large to tell much."""
GENERIC_PLACES: Final = _WORDS.words("generic_places")
"""Values of place slots made of these alone, and of relatives (`my sister's flat`), are no places of a person's life
that could be told from others."""
KIN: Final = _WORDS.words("kin")
"""Relatives and others, besides those above, at whose places people are."""
NAMES: Final = frozenset({"person", "playlist_owner"})
PLACES: Final = frozenset({"place_name", "city", "poi", "location"})


def annotated(corpus: str, language: str, intent: str, chunks: Sequence[Chunk]) -> AnnotatedSentence:
    """Return a sentence of chunks with each word marked.

    Names of people are personal but in requests about music, films, weather, news and facts; so are places.
    """
    public = reading_of(intent) is Reading.PUBLIC
    words: list[str] = []
    kinds: list[PersonalKind | None] = []
    undecided: set[int] = set()
    slots: list[Slot] = []
    for text, slot in chunks:
        if words and re.match(r"\s*'?s\b", text):
            words[-1] += "'s"
            text = re.sub(r"^\s*'?s\b", "", text)  # noqa: PLW2901 - the genitive belongs to the word before
        spoken = [word for word in map(normalised, spaced(text)) if any(map(str.isalnum, word))]
        if slot is not None and spoken:
            slots.append(Slot(name=slot, value=" ".join(spoken)))
        unmarked = slot in UNDECIDED or (slot in PLACES and all(map(_is_generic, spoken)))
        for word in spoken:
            if unmarked:
                undecided.add(len(words))
            kinds.append(None if unmarked else _kind(word, slot, public=public))
            words.append(word)
    return AnnotatedSentence(
        corpus=corpus,
        language=language,
        words=tuple(words),
        kinds=tuple(kinds),
        undecided=frozenset(undecided),
        intent=intent,
        slots=tuple(slots),
    )


def spaced(text: str) -> list[str]:
    """Return the words of a text, hyphens and slashes taken as spaces and a lone `s` joined to the word before."""
    return re.sub(r"(?<=[a-z])\s+'?s\b", "'s", re.sub(r"[-–/]", " ", text)).split()


def _is_generic(word: str) -> bool:
    """Tell whether a word of a place's value names no place by itself: `library`, `sister's`."""
    return word in GENERIC_PLACES or word.removesuffix("'s") in RELATIONS | KIN


def _kind(word: str, slot: str | None, *, public: bool) -> PersonalKind | None:
    if slot == "email_address":
        return PersonalKind.EMAIL_ADDRESS
    if slot == "playlist_owner" or (slot in NAMES and not public):
        return None if word.removesuffix("'s") in RELATIONS or word.isdecimal() else PersonalKind.NAME
    return PersonalKind.PLACE if slot in PLACES and not public else None


def read_slurp(folder: Path) -> Iterator[AnnotatedSentence]:
    """Give SLURP's development part and the NLU evaluation data, both English."""
    for entry in _lines(folder / "slurp" / "devel.jsonl"):
        yield annotated("slurp", "en", str(entry["intent"]), bracketed(str(entry["sentence_annotation"])))
    for entry in _lines(folder / "slurp_recognised" / "nlu_evaluation.jsonl"):
        entities = cast("list[Mapping[str, object]]", entry["entities"])
        yield annotated("nlu", "en", str(entry["intent"]), _by_character(str(entry["text"]), entities))


def bracketed(text: str) -> list[Chunk]:
    """Return the chunks of `call [person : anna] now`."""
    chunks: list[Chunk] = []
    for part in re.split(r"(\[[^\]]*\])", text):
        if part.startswith("[") and ":" in part:
            slot, value = part[1:-1].split(":", 1)
            chunks.append((value, slot.strip()))
        else:
            chunks.append((part, None))
    return chunks


def _by_character(text: str, entities: Sequence[Mapping[str, object]]) -> list[Chunk]:
    chunks: list[Chunk] = []
    position = 0
    for entity in sorted(entities, key=lambda each: cast("int", each["start"])):
        start, end = cast("int", entity["start"]), cast("int", entity["end"]) + 1
        if start < position:
            continue
        chunks += [(text[position:start], None), (text[start:end], str(entity["entity"]))]
        position = end
    return [*chunks, (text[position:], None)]


def read_snips(folder: Path) -> Iterator[AnnotatedSentence]:
    """Give the sentences of Snips, English."""
    for path in sorted((folder / "snips").glob("*.json")):
        content = cast("Mapping[str, list[Mapping[str, list[Mapping[str, str]]]]]", json.loads(_text(path)))
        for intent, entries in content.items():
            for entry in entries:
                chunks = [(piece["text"], piece.get("entity")) for piece in entry["data"]]
                yield annotated("snips", "en", intent, chunks)


def read_xsid(folder: Path, language: str) -> Iterator[AnnotatedSentence]:
    """Give the sentences of xSID in English or German; share-alike, so for evaluation only."""
    for block in _text(folder / "xsid" / f"{language}.valid.conll").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        chunks: list[Chunk] = []
        for row in rows:
            label = row[3].strip()
            slot = None if label == "O" else label[2:]
            if label.startswith("I-") and chunks and chunks[-1][1] == slot:
                chunks[-1] = (f"{chunks[-1][0]} {row[1]}", slot)
            else:
                chunks.append((row[1], slot))
        if rows:
            yield annotated("xsid", language, rows[0][2], chunks)


CLINC_WITH_NAMES: Final = _WORDS.words("clinc_with_names")
"""Intents of CLINC150 whose sentences may hold names and places, which it does not mark."""


def read_clinc(folder: Path) -> Iterator[AnnotatedSentence]:
    """Give the sentences of CLINC150 that hold nothing personal, English."""
    content = cast("Mapping[str, list[tuple[str, str]]]", json.loads(_text(folder / "clinc" / "data_small.json")))
    for part in ("train", "val", "test"):
        for text, intent in content[part]:
            if intent not in CLINC_WITH_NAMES:
                yield annotated("clinc", "en", intent, [(text, None)])


def _lines(path: Path) -> Iterator[Mapping[str, object]]:
    for line in _text(path).splitlines():
        yield cast("Mapping[str, object]", json.loads(line))


def _text(path: Path) -> str:
    """Return the text of a file; empty where the folder does not have it; Snips has some bytes that are no UTF-8."""
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
