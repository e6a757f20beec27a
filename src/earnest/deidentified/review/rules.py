"""Rules of review, decided without input or output: proof of listening, pre-filling, and what a label may say."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from earnest.deidentified.guideline.records import Guideline
from earnest.deidentified.review.errors import (
    DayUnfit,
    GuidelineChanged,
    LabelUnusable,
    NotHeardLongEnough,
    NotHeardToTheEnd,
    PlayImplausible,
)
from earnest.deidentified.review.records import (
    ShownClip,
    ShownDisguise,
    ShownWord,
    WrittenLabel,
    WrittenRejection,
)
from earnest.foundation.units import milliseconds
from earnest.handover.clip import ClipDescription, ConcealedWord, ShownAnswer
from earnest.handover.labels import LabelledEntity, LabelledSlot, WakeWordVerdict
from earnest.speech.language.hypothesis import GENERAL_DOMAIN
from earnest.voices.disguise.strength import find_measured, strength_of

# Chosen, not measured, where nothing else is said.
FASTEST_SPEED: Final = 2.5
"""Fastest speed at which play counts as listening; times real time."""
REJECT_AFTER_MILLISECONDS: Final = 3_000
"""As the guideline says: less is not listening. Chosen, not measured."""
END_TOLERANCE_MILLISECONDS: Final = 100
"""What a player may leave out at the end; browsers report play in steps of tens of milliseconds."""
PREFILL_BELOW_WORD_ERROR_RATE: Final = 0.30
"""Predicted word error rate under which the recogniser's text may stand in the box (RV8; Gaur et al. 2016)."""

DISTRESSING: Final = "distressing"
"""Reason for which a clip need not be played first."""

# Chosen as bounds on what one request can store, not measured.
LONGEST_TRANSCRIPT: Final = 2_000
"""Characters; a clip is ten seconds of speech."""
LONGEST_NAME: Final = 100
"""Characters of an intent, a slot or an entity type."""
LONGEST_VALUE: Final = 200
"""Characters of the value of a slot."""
MOST_SLOTS: Final = 50
"""Slots, and as many entities: no sentence of ten seconds has as many; it bounds what one request can store."""

# Chosen, not measured.
CLOCKS_DIFFER: Final = timedelta(minutes=10)
"""How far a browser's clock may be ahead."""
LONGEST_DAY: Final = timedelta(hours=26)
"""Of 25 hours where clocks are set back, and what clocks differ."""

_LINK = re.compile(r"https://[A-Za-z0-9.-]+/[^\s<>\"]{0,250}|(?:wikidata:)?Q[1-9][0-9]{0,11}")
_NOTHING_SAID_TO_US = frozenset({WakeWordVerdict.NOT_SAID, WakeWordVerdict.NOT_ADDRESSED, WakeWordVerdict.DEVICE_SOUND})
_ONLY_WITH_WAKE_WORD = frozenset({WakeWordVerdict.SAID, WakeWordVerdict.SIMILAR, WakeWordVerdict.NOT_SAID})


def began_today(began_at: datetime | None, *, now: datetime) -> datetime:
    """Return when the day of a reviewer began: as their browser says, else midnight UTC.

    Args:
        began_at: midnight where the reviewer is.
        now: the present moment.

    Raises:
        DayUnfit: it lies ahead, or further back than any day is long.
    """
    if began_at is None:
        return now.replace(hour=0, minute=0, second=0, microsecond=0)
    if began_at.tzinfo is None or not timedelta(0) <= now + CLOCKS_DIFFER - began_at <= LONGEST_DAY:
        raise DayUnfit
    return began_at


def check_play(*, reported_milliseconds: int, sound_left_at: datetime, now: datetime) -> None:
    """Check that as much as was reported can have been played since the sound left.

    Args:
        reported_milliseconds: sum of play so far; ≥ 0.
        sound_left_at: when the sound was first sent under this lease.
        now: the present moment.

    Raises:
        PlayImplausible: more was reported than passes at the fastest speed.
    """
    passed = max(0.0, (now - sound_left_at).total_seconds() * 1000)
    if reported_milliseconds > passed * FASTEST_SPEED:
        raise PlayImplausible


def check_heard_to_the_end(*, played_milliseconds: int, duration_milliseconds: int) -> None:
    """Check the proof of listening for a label (RV1).

    Raises:
        NotHeardToTheEnd: less was played than the clip is long.
    """
    if played_milliseconds < duration_milliseconds - END_TOLERANCE_MILLISECONDS:
        raise NotHeardToTheEnd


def check_heard_enough_to_reject(*, reason: str, played_milliseconds: int, duration_milliseconds: int) -> None:
    """Check the proof of listening for a rejection: three seconds, or the whole clip where it is shorter (RV1).

    What is hard to bear may be refused before a second of it was heard (DC1).

    Raises:
        NotHeardLongEnough: less was played.
    """
    if reason == DISTRESSING:
        return
    if played_milliseconds < min(REJECT_AFTER_MILLISECONDS, duration_milliseconds - END_TOLERANCE_MILLISECONDS):
        raise NotHeardLongEnough


def predicted_word_error_rate(*, words: Sequence[ConcealedWord], confidence: float, domain: str) -> float:
    """Return the word error rate that the recogniser's own posteriors predict; 0 to 1.

    The mean share of wrong words; where a learned domain answered also the doubt about the utterance as a whole,
    whichever is larger. Of open speech that doubt says whether every single word is right, which in few long sentences
    they are: it would keep back texts that are right but for a word. Concealed words are left out: reviewers cannot
    correct them. 1 where no word was kept.
    """
    kept = [word.posterior for word in words if word.concealed is None]
    if not kept:
        return 1.0
    of_utterance = 0.0 if domain == GENERAL_DOMAIN else 1 - confidence
    return min(1.0, max(0.0, 1 - sum(kept) / len(kept), of_utterance))


def show(clip: ClipDescription, words: Sequence[ConcealedWord], answer: ShownAnswer | None = None) -> ShownClip:
    """Return what a reviewer may know of a clip.

    Where the text is too doubtful to stand in the box it is not sent, so that it cannot sway the reviewer (RV8); the
    concealed words are sent always, because they say where the tone is. Before a clip with a warning the reviewer
    reads what was heard, however doubtful (DC2); it stands beside the box and not in it.
    """
    doubt = predicted_word_error_rate(words=words, confidence=clip.confidence, domain=clip.domain)
    prefill = doubt < PREFILL_BELOW_WORD_ERROR_RATE
    return ShownClip(
        language=clip.language,
        region=clip.region,
        day_part=clip.day_part.value,
        wake_word=clip.wake_word,
        words=tuple(
            ShownWord(
                text=word.text,
                start_milliseconds=milliseconds(word.start),
                end_milliseconds=milliseconds(word.end),
                posterior=round(word.posterior, 3),
                concealed=word.concealed,
                alternatives=word.alternatives,
            )
            for word in words
            if prefill or clip.warnings or word.concealed is not None
        ),
        prefill=prefill,
        verify=prefill and clip.agreed,
        disguise=_disguise(clip.disguise_profile),
        duration_milliseconds=milliseconds(clip.sample_count),
        warnings=clip.warnings,
        answer=answer,
    )


def _disguise(profile: str) -> ShownDisguise:
    """Return what a reviewer is told of a disguise; one without a measurement counts as cosmetic (AU2)."""
    measured = find_measured(profile)
    return ShownDisguise(
        profile=profile,
        strength=strength_of(measured).value,
        wrong_in_hundred=None if measured is None else measured.wrong_in_hundred,
    )


def accept_label(
    written: WrittenLabel, *, wake_word: str | None, guideline: Guideline, answered: bool = False
) -> WrittenLabel:
    """Return a label in the form in which it is kept.

    Text is normalised (Unicode NFC, single spaces). Where the wake word was not said nothing of what was said is kept:
    transcript, intent, slots and entities become empty (RT5).

    Args:
        written: what was sent.
        wake_word: that the clip was woken by.
        guideline: which the reviewer has confirmed.
        answered: whether an answer was shown, so that it can be graded.

    Raises:
        GuidelineChanged: another version of the guideline was shown.
        LabelUnusable: it says nothing, or does not fit the guideline or itself.
    """
    _check_frame(written.guideline_version, written.wake_word_verdict, wake_word=wake_word, guideline=guideline)
    if wake_word is not None and written.wake_word_verdict is WakeWordVerdict.NOT_APPLICABLE:
        raise LabelUnusable
    if written.wake_word_verdict is WakeWordVerdict.NOT_SAID:
        return WrittenLabel(
            wake_word_verdict=written.wake_word_verdict,
            transcript=None,
            unclear_words=(),
            intent=None,
            slots=(),
            entities=(),
            guideline_version=written.guideline_version,
        )
    if written.answer is not None and not answered:
        raise LabelUnusable
    transcript = _text(written.transcript, longest=LONGEST_TRANSCRIPT)
    intent = _text(written.intent, longest=LONGEST_NAME)
    if transcript is None and intent is None and written.wake_word_verdict not in _NOTHING_SAID_TO_US:
        raise LabelUnusable
    if written.slots and intent is None:
        raise LabelUnusable
    if len(written.slots) > MOST_SLOTS:
        raise LabelUnusable
    words = 0 if transcript is None else len(transcript.split(" "))
    return WrittenLabel(
        wake_word_verdict=written.wake_word_verdict,
        transcript=transcript,
        unclear_words=_positions(written.unclear_words, words=words),
        intent=intent,
        slots=tuple(_slot(slot) for slot in written.slots),
        entities=tuple(_entity(entity, words=words, guideline=guideline) for entity in written.entities),
        guideline_version=written.guideline_version,
        answer=written.answer,
    )


def accept_rejection(written: WrittenRejection, *, wake_word: str | None, guideline: Guideline) -> WrittenRejection:
    """Return a rejection that may be kept. It needs no verdict on the wake word: one key is enough to be rid of a clip.

    Raises:
        GuidelineChanged: another version of the guideline was shown.
        LabelUnusable: the reason or the verdict is none of the guideline's.
    """
    _check_frame(written.guideline_version, written.wake_word_verdict, wake_word=wake_word, guideline=guideline)
    if written.reason not in guideline.reject_codes:
        raise LabelUnusable
    return written


def _check_frame(version: str, verdict: WakeWordVerdict, *, wake_word: str | None, guideline: Guideline) -> None:
    if version != guideline.version:
        raise GuidelineChanged
    if wake_word is None and verdict in _ONLY_WITH_WAKE_WORD:
        raise LabelUnusable


def _text(text: str | None, *, longest: int) -> str | None:
    if text is None:
        return None
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    if len(spaced) > longest or any(unicodedata.category(character) in {"Cc", "Cs"} for character in spaced):
        raise LabelUnusable
    return spaced or None


def _positions(positions: tuple[int, ...], *, words: int) -> tuple[int, ...]:
    if any(not 0 <= position < words for position in positions):
        raise LabelUnusable
    return tuple(sorted(set(positions)))


def _slot(slot: LabelledSlot) -> LabelledSlot:
    name = _text(slot.name, longest=LONGEST_NAME)
    value = _text(slot.value, longest=LONGEST_VALUE)
    if name is None or value is None:
        raise LabelUnusable
    return LabelledSlot(name=name, value=value)


def _entity(entity: LabelledEntity, *, words: int, guideline: Guideline) -> LabelledEntity:
    if not 0 <= entity.first_word <= entity.last_word < words or entity.type not in guideline.entity_codes:
        raise LabelUnusable
    link = _text(entity.link, longest=LONGEST_VALUE + LONGEST_NAME)
    if link is not None and (entity.type not in guideline.linkable_types or not _LINK.fullmatch(link)):
        raise LabelUnusable
    return LabelledEntity(first_word=entity.first_word, last_word=entity.last_word, type=entity.type, link=link)
