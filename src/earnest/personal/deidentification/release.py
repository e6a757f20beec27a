"""Release: builds the clip that crosses. The only module that imports the authority to do so. Last step."""

from collections.abc import Collection
from datetime import UTC, datetime

from earnest.foundation.identifiers import ClipId, random_identifier
from earnest.foundation.units import SampleCount
from earnest.handover.authority import ReleaseAuthority
from earnest.handover.clip import ClipDescription, ConcealedWord, DeidentifiedClip, ShownAnswer
from earnest.personal.deidentification.moments import day_part, period
from earnest.personal.vault.content import RecordingContent
from earnest.personal.vault.records import StoredRecording
from earnest.screening.distress import DistressSign
from earnest.sound_files.encoding import encode_wav
from earnest.speech.hearing.wake_word.verification import MODELS, normalised
from earnest.speech.privacy.recording.excerpt import Disguised
from earnest.speech.privacy.recording.second_hearing import Verified, asks_to_confirm

OTHER_WAKE_WORD = "other"
"""A wake word that a household made up may name a person, so its own words never cross."""


def build_clip(
    recording: StoredRecording,
    content: RecordingContent,
    disguised: Disguised,
    verified: Verified,
    *,
    signs: Collection[DistressSign],
    answer: ShownAnswer | None,
    now: datetime,
) -> DeidentifiedClip:
    """Return the clip.

    Everything in it is listed here; nothing of it names a person, a device, a recording or an exact time (PS1–PS3).

    Args:
        recording: where it comes from.
        content: what was recognised; only its confidence, the name of its language model and whether two recognisers
            agree cross.
        disguised: the sound and the words as a reviewer gets them.
        verified: proof that the concealed sound was verified.
        signs: what a reviewer is warned of.
        answer: what the assistant said, as a reviewer may read it.
        now: aware UTC.
    """
    authority = ReleaseAuthority(verified=type(verified) is Verified)
    description = ClipDescription(
        clip_id=ClipId(random_identifier()),
        region=recording.region,
        language=content.language,
        programme=recording.programme,
        period=period(recording.captured_at),
        day_part=day_part(recording.captured_at),
        wake_word=public_wake_word(content.wake_word),
        confidence=content.hypothesis.confidence,
        domain=content.hypothesis.domain,
        selection_reason=recording.selection_reason,
        selection_probability=recording.selection_probability,
        disguise_profile=disguised.profile,
        sample_count=SampleCount(disguised.samples.size),
        placed_on=now.date(),
        delete_after=start_of_day(recording.delete_after),
        agreed=asks_to_confirm(content.hypothesis, verified, content.language),
        warnings=tuple(sorted(sign.value for sign in signs)),
    )
    words = tuple(
        ConcealedWord(
            text=token.text,
            start=token.start,
            end=token.end,
            posterior=token.posterior,
            concealed=None if token.kind is None else token.kind.value,
            alternatives=token.alternatives,
        )
        for token in disguised.tokens
    )
    sound = encode_wav(disguised.samples)
    return DeidentifiedClip(description=description, words=words, sound=sound, authority=authority, answer=answer)


def public_wake_word(claimed: str | None) -> str | None:
    """Return a wake word that is publicly known, `other` for any other, None for push-to-talk."""
    if claimed is None:
        return None
    spoken = normalised(claimed)
    return spoken if spoken in MODELS else OTHER_WAKE_WORD


def start_of_day(moment: datetime) -> datetime:
    """Return the start of the day (UTC): an end date with hours would tell the exact time of capture."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
