"""The answer: what the assistant said, as a reviewer may read it beside the question.

What the assistant says to every customer in the same words is shown. What it filled in, such as the time of day or how
many recordings are kept, is not, apart from what the clip says too of a length of time or a thing for a list. Of an
answer that is none of its wordings a reviewer reads only what stands in the clip's own de-identified words.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from typing import Final

from earnest.foundation.units import SampleCount
from earnest.handover.clip import ShownAnswer
from earnest.personal.assistant.answers import UNKNOWN, AnswerPart, parts_of_answer
from earnest.personal.assistant.texts import text_language
from earnest.personal.assistant.timers import spoken_length, timer_length
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.language.wording import normalised_words
from earnest.speech.privacy.concealment.text import ConcealedToken
from earnest.speech.privacy.recording.covering import Concealed
from earnest.speech.privacy.recording.other_readings import hidden_words
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find_in_words

LONGEST_PIECES: Final = 200
"""Pieces of an answer: no assistant says as much; it bounds what one clip can store. Chosen."""
_LENGTH: Final = "length"
"""Field of a wording that holds a length of time."""
_BY_WORD: Final = frozenset({UNKNOWN, "item"})
"""What is shown as far as the clip says the same words; every other field is not shown, were it a word of the clip."""
_LONGEST_LENGTH: Final = 8
"""Words of a length of time: `one hour and twenty five minutes and ten seconds` has no more that count. Chosen."""


def readable_answer(
    answer: str, shown: Sequence[ConcealedToken], whole: Concealed, hypothesis: Hypothesis, around: RecordingContext
) -> ShownAnswer | None:
    """Return an answer as a reviewer may read it; None where nothing was said.

    A word of an unknown answer is shown where the clip shows it too, and where neither the rules, the tagger nor the
    household's list finds it personal in the answer, it was not heard in anything that was covered or muted by any
    pass, and it holds no digit. A length of time is shown where the same one is said in the clip.

    Args:
        answer: what the assistant said.
        shown: the words of the clip as a reviewer gets them.
        whole: the concealed recording.
        hypothesis: of the recogniser that answered.
        around: language and household; what was asked for makes no name public here.

    Raises:
        LanguageNotCovered: there are no rules for this language.
    """
    parts = parts_of_answer(answer, around.language)
    if not parts:
        return None
    kept = [word for token in shown if token.kind is None for word in normalised_words(token.text)]
    allowed = frozenset(kept) - hidden_words(whole, hypothesis)
    personal = frozenset(_personal_words(answer, RecordingContext(language=around.language, names=around.names)))
    pieces: list[str | None] = []
    for part in parts:
        if part.field is None or (part.field == _LENGTH and _says_length(part, shown, around.language)):
            pieces.append(part.text.strip())
        else:
            pieces += _filled(part.text, allowed - personal) if part.field in _BY_WORD else [None]
    # Of neighbours that are not shown one remains, so that their number tells nothing.
    merged = [piece for value, group in groupby(pieces) for piece in ([value] if value is None else group)]
    return tuple(merged[:LONGEST_PIECES])


def _filled(text: str, allowed: frozenset[str]) -> Iterator[str | None]:
    for word in text.split():
        read = normalised_words(word)
        yield word if read and all(one in allowed and not any(map(str.isdigit, one)) for one in read) else None


def _personal_words(answer: str, around: RecordingContext) -> Iterator[str]:
    """Give the words of an answer that are found to be personal in it."""
    texts = normalised_words(answer)
    words = [RecognisedWord(text=text, start=_NOWHERE, end=_NOWHERE, posterior=0.0) for text in texts]
    for span in find_in_words(words, around):
        yield from texts[span.first_word : span.last_word + 1]


def _says_length(part: AnswerPart, shown: Sequence[ConcealedToken], language: str) -> bool:
    """Tell whether neighbouring words of the clip say this length of time."""
    # A placeholder breaks a run: it reads as no number and no unit.
    words = [word for token in shown for word in (normalised_words(token.text) if token.kind is None else ("",))]
    for first, last in combinations(range(len(words) + 1), 2):
        if last - first > _LONGEST_LENGTH:
            continue
        length = timer_length(" ".join(words[first:last]), language) if all(words[first:last]) else None
        if length is not None and spoken_length(length, text_language(language)) == part.text:
            return True
    return False


_NOWHERE: Final = SampleCount(0)
