"""Clips: the only recordings that cross, with words that are already de-identified."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from earnest.foundation.identifiers import ClipId
from earnest.foundation.units import SampleCount
from earnest.handover.authority import ReleaseAuthority


class DayPart(StrEnum):
    """Time of capture, coarsened (PS3)."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcealedWord:
    """One word of the recogniser's de-identified text."""

    text: str
    """The word, or a typed placeholder such as `[telephone number]` where it was concealed."""
    start: SampleCount
    """First sample in the clip's sound."""
    end: SampleCount
    """Sample after the last; end ≥ start."""
    posterior: float
    """0 to 1."""
    concealed: str | None
    """Kind of personal data that stood here; None where the word was kept."""
    alternatives: tuple[str, ...] = ()
    """Other words that the recogniser thought of, likeliest first, de-identified; of a concealed word none."""

    def __post_init__(self) -> None:
        """Refuse alternatives of a concealed word, which would tell what it was."""
        if self.concealed is not None and self.alternatives:
            raise ValueError("words: a concealed word has no alternatives")


ShownAnswer = tuple[str | None, ...]
"""Pieces of an answer in their order; None stands for one or several words that are not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipDescription:
    """What is known of a clip besides sound and words; nothing here names a person, a device or an exact time."""

    clip_id: ClipId
    region: str
    """Country, ISO 3166-1 alpha-2."""
    language: str
    """ISO 639-1."""
    programme: str
    """`general` or `panel`."""
    period: date
    """First day of the month whose allowance the clip counts in."""
    day_part: DayPart
    wake_word: str | None
    """What the device says it heard; None for push-to-talk."""
    confidence: float
    """Utterance posterior, 0 to 1."""
    domain: str
    """Language model that the recogniser used."""
    selection_reason: str
    selection_probability: float
    """Probability with which the gate chose it; > 0."""
    disguise_profile: str
    sample_count: SampleCount
    placed_on: date
    delete_after: datetime
    agreed: bool = False
    """Whether few errors are expected: two recognisers heard the same words, or one is sure; False if unknown."""
    warnings: tuple[str, ...] = ()
    """What a reviewer is warned of (`screening.distress`), in alphabetical order; empty: nothing was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeidentifiedClip:
    """A clip that may cross: description, words and disguised sound. Building one takes a `ReleaseAuthority`."""

    description: ClipDescription
    words: tuple[ConcealedWord, ...]
    """The recogniser's text, de-identified; positions point into the sound."""
    sound: bytes
    """Disguised and concealed sound as a WAV file without metadata; a reviewer hears it with the mark of a lease in it
    (AU9)."""
    authority: ReleaseAuthority
    answer: ShownAnswer | None = None
    """What the assistant answered, de-identified; None where it said nothing."""

    def __post_init__(self) -> None:
        """Refuse a clip that was not verified."""
        # The cast lets the check stand although the type says it already: a wrong argument must not cross.
        if not isinstance(cast("object", self.authority), ReleaseAuthority) or self.authority.verified is not True:
            raise TypeError("A clip is built only by the release step, after verification")


def words_as_json(words: Sequence[ConcealedWord]) -> str:
    """Return the words as JSON, which is then sealed."""
    return json.dumps(
        [
            {
                "text": word.text,
                "start": word.start,
                "end": word.end,
                "posterior": word.posterior,
                "concealed": word.concealed,
                "alternatives": list(word.alternatives),
            }
            for word in words
        ],
        ensure_ascii=False,
    )


def words_from_json(words: object) -> tuple[ConcealedWord, ...]:
    """Parse what `words_as_json` wrote, after JSON was read.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(words, list):
        raise ValueError("words: not a list")
    return tuple(_word(entry) for entry in cast("list[object]", words))


def answer_as_json(answer: ShownAnswer) -> str:
    """Return an answer as JSON, which is then sealed."""
    return json.dumps(list(answer), ensure_ascii=False)


def answer_from_json(pieces: object) -> ShownAnswer:
    """Parse what `answer_as_json` wrote, after JSON was read.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(pieces, list):
        raise ValueError("answer: not a list")
    return tuple(_piece(piece) for piece in cast("list[object]", pieces))


def _piece(piece: object) -> str | None:
    if piece is not None and not isinstance(piece, str):
        raise ValueError("answer: piece is not text")
    return piece


def _word(entry: object) -> ConcealedWord:
    if not isinstance(entry, dict):
        raise ValueError("words: entry is not an object")
    fields = cast("dict[str, object]", entry)
    text, start, end = fields.get("text"), fields.get("start"), fields.get("end")
    posterior, concealed = fields.get("posterior"), fields.get("concealed")
    if not (
        isinstance(text, str) and isinstance(start, int) and isinstance(end, int) and isinstance(posterior, int | float)
    ):
        raise ValueError("words: entry has wrong fields")
    if concealed is not None and not isinstance(concealed, str):
        raise ValueError("words: concealed is not text")
    # What was placed before alternatives were has none.
    alternatives = fields.get("alternatives", [])
    if not isinstance(alternatives, list):
        raise ValueError("words: alternatives are not a list")
    return ConcealedWord(
        text=text,
        start=SampleCount(start),
        end=SampleCount(end),
        posterior=float(posterior),
        concealed=concealed,
        alternatives=tuple(str(one) for one in cast("list[object]", alternatives)),
    )
