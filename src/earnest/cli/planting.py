"""Planting from the command line: licensed recordings with known words become planted clips (RV7, AU10).

They are recognised, covered, verified and disguised as a customer's recording is, so that nothing of the sound or text
tells a reviewer which clips are planted.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from numpy.random import default_rng

from earnest.cli.collections import NotTaken, SoundReader, name_of, telling
from earnest.cli.corpus_connection import open_corpus_connection
from earnest.cli.instance import Instance
from earnest.collections.collection import CollectionItem, read_collection
from earnest.deidentified.quality.planted import PlantedQuestion, PlantedTruth, add_planted
from earnest.engines.engine_process import EngineLimits
from earnest.foundation.clock import SystemClock
from earnest.foundation.errors import EarnestError, InvalidInput
from earnest.foundation.identifiers import ClipId, random_identifier
from earnest.foundation.settings import KeyName
from earnest.foundation.units import SampleCount, Samples
from earnest.handover.clip import ClipDescription, ConcealedWord, DayPart
from earnest.handover.planting import PlantedKind
from earnest.processes.recognisers import VerifyingEngine
from earnest.screening.distress import find_signs, heard_texts
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.sound_files.decoder_process import DecoderProcess
from earnest.sound_files.encoding import encode_wav
from earnest.speech.privacy.recording.covering import conceal
from earnest.speech.privacy.recording.excerpt import Disguised, disguise_window
from earnest.speech.privacy.recording.muting import reduce
from earnest.speech.privacy.recording.other_readings import with_alternatives
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find, first_hearing
from earnest.speech.privacy.recording.second_hearing import Verifier, asks_to_confirm, verify
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence
from earnest.voices.disguise.profiles import Disguises

_LIMITS: Final = EngineLimits(base_seconds=60.0, idle_seconds=600.0)
_SURE: Final = 0.8
"""Mean posterior from which on the text stands in the box (RV8), so that a wrong word in it is seen."""
CANNOT_YET: Final = {
    "en": "I cannot do that yet.",
    "de": "Das kann ich noch nicht.",
    "nl": "Dat kan ik nog niet.",
}
"""What the assistant answers where it has no skill for a request: as clips of customers, planted ones have an answer,
so that no reviewer can tell which they are. The wordings are the assistant's (`tests/unit/cli/test_planting.py`)."""
_KEPT_FOR: Final = timedelta(days=180)
_LEAST_LETTERS: Final = 3


class NoWordsKnown(InvalidInput):
    """It is not known what is said in this recording."""

    code = "no_words_known"
    remedy = "Plant recordings whose list says the text."


@dataclass(slots=True, kw_only=True)
class PlantingSummary:
    """What came of planting."""

    planted: int = 0
    with_wrong_word: int = 0
    refused: Counter[str] = field(default_factory=Counter[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Planting:
    """How recordings are planted."""

    licence: str
    source: str | None
    language: str
    """ISO 639-1, of recordings that do not say theirs."""
    region: str
    """Country that reviewers are told, ISO 3166-1 alpha-2."""
    kind: PlantedKind
    wrong_share: float
    """Share into whose text a wrong word is put, 0 to 1."""
    typed_share: float = 0.5
    """Share of the clips in whose words two recognisers agree that are typed in full nevertheless, 0 to 1, so that
    confirming is compared with typing."""


def plant_collection(path: Path, planting: Planting, *, tell: Callable[[NotTaken], object]) -> PlantingSummary:
    """Plant the recordings of a collection.

    Args:
        path: in any form that `read_collection` takes, with sound and text.
        planting: how.
        tell: told of each recording that is not taken; the rest goes on.

    Raises:
        UnreadableCollection: there is nothing of that kind.
    """
    summary = PlantingSummary()

    def refuse(one: NotTaken) -> None:
        summary.refused[str(one.error)] += 1
        _ = tell(one)

    items = [item for item in read_collection(path, refuse=telling(refuse)) if item.has_sound]
    others = sorted({word for item in items for word in (item.text or "").casefold().split() if word.isalpha()})
    with DecoderProcess() as decoder, open_corpus_connection() as (instance, database):
        engine = VerifyingEngine(instance.settings, _LIMITS)
        planter = _Planter(instance=instance, database=database, engine=engine, planting=planting)
        try:
            for item in items:
                try:
                    wrong = planter.plant(item, SoundReader(decoder=decoder).read(item), others)
                except EarnestError as error:
                    refuse(NotTaken(name=name_of(item), error=error))
                    continue
                summary.planted += 1
                summary.with_wrong_word += wrong
        finally:
            engine.close()
    return summary


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planter:
    instance: Instance
    database: Database
    engine: VerifyingEngine
    planting: Planting
    voices: VoiceActivityModel = field(default_factory=VoiceActivityModel)

    def plant(self, item: CollectionItem, samples: Samples, others: Sequence[str]) -> bool:
        """Plant one recording; returns whether a wrong word was put into its text."""
        if not item.text:
            raise NoWordsKnown
        language = item.language or self.planting.language
        settings, now = self.instance.settings, SystemClock().now()
        samples = trim_silence(samples, model=self.voices).of(samples).copy()
        hypothesis = self.engine.recognise(samples, [language])
        heard = first_hearing(hypothesis, language)
        around = RecordingContext(language=language, names=HouseholdNames(()), heard=heard)
        covered = reduce(
            conceal(samples, hypothesis.words, find(samples, hypothesis, around, self.engine)), self.voices
        )
        concealed = with_alternatives(covered, hypothesis, around)
        hears_names = self.engine.hears_names(language)
        verifier = Verifier(engine=self.engine, spotter=self.engine, voices=self.voices, hears_names=hears_names)
        disguises = Disguises(settings.disguise.value, self.engine.encoder())
        verified = verify(samples, concealed, around, verifier)
        disguised = disguise_window(verified, hypothesis, language, disguises.of(language), default_rng())
        words = _words(disguised)
        asked = _question(self.planting) if asks_to_confirm(hypothesis, verified, language) else None
        if asked is PlantedQuestion.TYPE:
            # A text that is doubted throughout is not shown (RV8); nothing else tells this clip from others.
            words = tuple(replace(word, posterior=0.0) for word in words)
        wrong = _wrong_place(words, item.text, others, self.planting.wrong_share)
        if wrong is not None:
            words = (*words[: wrong[0]], replace(words[wrong[0]], text=wrong[1]), *words[wrong[0] + 1 :])
        about = ClipDescription(
            clip_id=ClipId(random_identifier()),
            region=self.planting.region,
            language=language,
            programme="planted",
            period=now.date().replace(day=1),
            day_part=secrets.choice(list(DayPart)),
            wake_word=None,
            confidence=hypothesis.confidence,
            domain=hypothesis.domain,
            selection_reason="planted",
            selection_probability=1.0,
            disguise_profile=disguised.profile,
            sample_count=SampleCount(disguised.samples.size),
            placed_on=now.date(),
            delete_after=(now + _KEPT_FOR).replace(hour=0, minute=0, second=0, microsecond=0),
            agreed=asked is PlantedQuestion.CONFIRM,
            warnings=tuple(sorted(sign.value for sign in find_signs(samples, heard_texts(hypothesis), language))),
        )
        truth = PlantedTruth(
            language=language,
            transcript=item.text,
            intent=item.intent,
            wrong_word=None if wrong is None else wrong[1],
            asked=asked,
        )
        with self.database.transaction() as connection:
            add_planted(
                connection,
                about,
                words,
                encode_wav(disguised.samples),
                truth,
                kind=self.planting.kind,
                licence=self.planting.licence,
                source=self.planting.source,
                handover_key=self.instance.load_key(KeyName.HANDOVER),
                objects=ObjectStore.open(settings.objects),
                now=now,
                answer=(CANNOT_YET.get(language, CANNOT_YET["en"]),),
            )
        return wrong is not None


def _question(planting: Planting) -> PlantedQuestion:
    """Return at random how a clip is asked."""
    typed = secrets.randbelow(10_000) < planting.typed_share * 10_000
    return PlantedQuestion.TYPE if typed else PlantedQuestion.CONFIRM


def _words(disguised: Disguised) -> tuple[ConcealedWord, ...]:
    return tuple(
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


def _wrong_place(
    words: Sequence[ConcealedWord], said: str, others: Sequence[str], share: float
) -> tuple[int, str] | None:
    """Return where a wrong word goes and which, at random; None where none goes.

    Only into a text that reviewers are shown, in the place of a word that was recognised rightly, and a word that
    occurs nowhere in what was said, so that finding it in a label means that it was left there.
    """
    spoken = set(said.casefold().split())
    kept = [word.posterior for word in words if word.concealed is None]
    places = [
        place
        for place, word in enumerate(words)
        if word.concealed is None and len(word.text) >= _LEAST_LETTERS and word.text.casefold() in spoken
    ]
    candidates = [word for word in others if word not in spoken and len(word) >= _LEAST_LETTERS]
    shown = bool(kept) and sum(kept) / len(kept) >= _SURE
    if not (shown and places and candidates) or secrets.randbelow(10_000) >= share * 10_000:
        return None
    return secrets.choice(places), secrets.choice(candidates)
