"""Listening: what the parts of learning share — processes that decode, pronunciations, folds and progress."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

import numpy

from earnest.deidentified.learning.domain_building import Piece
from earnest.deidentified.learning.labelled_clip import TaughtClip
from earnest.deidentified.learning.learning_tasks import DecoderPool
from earnest.deidentified.learning.literal_transcripts import ClipGrammar
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import PassResult
from earnest.speech.hearing.recognition.domain_model import DomainModel
from earnest.speech.hearing.recognition.evidence import (
    first_pronunciations,
    gather_evidence,
    spoken_phones,
    value_tokens,
)
from earnest.speech.hearing.recognition.routing import Evidence
from earnest.speech.language.lexicon import Lexicon

Found = TypeVar("Found")

FOLDS = 3
"""Clips are decoded by models that learned from the clips of the other folds. Chosen, not measured."""

_BACKWARDS_CLIPS = 40
"""So many are played backwards: made-up examples weigh a quarter at most, so more of them change little. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadDomain:
    """What evidence takes of a domain, read once for many clips."""

    model: DomainModel
    phones: Mapping[str, tuple[str, ...]]
    values: frozenset[str]

    @classmethod
    def of(cls, model: DomainModel) -> Self:
        return cls(model=model, phones=first_pronunciations(model), values=value_tokens(model))


class Listening:
    """Decodes labelled clips and counts what was done."""

    def __init__(
        self,
        *,
        decoders: DecoderPool,
        lexicon: Lexicon,
        seed: int,
        open_pass: str,
        compares_texts: bool,
        general_sentences: int | None,
        report: Callable[[int, int], None],
        expected_clips: int,
    ) -> None:
        """Take the processes, which are ended at exit.

        Args:
            decoders: the processes.
            lexicon: pronunciations.
            seed: of the folds.
            open_pass: name of the open pass whose words the clips hold.
            compares_texts: whether it can be asked how likely a phrase is.
            general_sentences: how many sentences of general speech are decoded; all when None.
            report: told how far it is.
            expected_clips: how many clips are decoded in all, roughly.
        """
        self.lexicon = lexicon
        self.open_pass = open_pass
        self.compares_texts = compares_texts
        self.general_sentences = general_sentences
        self._decoders = decoders
        self._seed = seed
        self._report = report
        self._expected = max(1, expected_clips)
        self._done = 0
        self._read: _ReadDomain | None = None

    def __enter__(self) -> Self:
        """Start counting."""
        self._report(0, self._expected)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self._decoders.close()
        if error is None:
            self._report(self._expected, self._expected)

    def fold(self, name: str) -> int:
        """Return the fold of a clip or phrase: from 0 to FOLDS - 1, by its name and the seed only."""
        return int.from_bytes(hashlib.sha256(f"{self._seed} {name}".encode()).digest()[:4], "big") % FOLDS

    def decode(self, model: DomainModel, clips: Sequence[TaughtClip]) -> dict[str, PassResult]:
        """Return what a domain hears in clips, by clip identifier; clips without sound are left out."""
        return self._counted(clips, self._decoders.decode(model, _with_sound(clips)))

    def decode_more(self, model: DomainModel, clips: Sequence[TaughtClip]) -> dict[str, PassResult]:
        """Return what a domain hears in clips without a label, by clip identifier; not counted as progress."""
        return self._decoders.decode(model, clips)

    def decode_backwards(self, model: DomainModel, clips: Sequence[TaughtClip]) -> dict[str, PassResult]:
        """Return what a domain hears in clips played backwards: speech in which nothing of the domain is said."""
        reversed_clips = [
            replace(clip, open_samples=partial(_backwards, clip.open_samples))
            for clip in _with_sound(clips)[:_BACKWARDS_CLIPS]
        ]
        return self._decoders.decode(model, reversed_clips)

    def align(
        self,
        pronunciations: dict[Piece, tuple[str, ...]],
        grammars: dict[str, ClipGrammar],
        clips: Sequence[TaughtClip],
    ) -> dict[str, tuple[Piece, ...]]:
        """Return what was literally said in clips, by clip identifier."""
        return self._counted(clips, self._decoders.align(pronunciations, grammars, _with_sound(clips)))

    def evidence(self, model: DomainModel, result: PassResult, clip: TaughtClip, heard: Sequence[str]) -> Evidence:
        """Return the evidence about what a domain heard.

        Args:
            model: the domain.
            result: what it heard.
            clip: in which it heard it.
            heard: words of the open-vocabulary pass to compare it with.
        """
        if self._read is None or self._read.model is not model:
            self._read = _ReadDomain.of(model)
        phones = self._read.phones
        return gather_evidence(
            result,
            values=self._read.values,
            domain_phones=[phone for token in result.tokens for phone in phones[token]],
            general_phones=spoken_phones(heard, self.lexicon),
            samples=clip.sample_count,
        )

    def _counted(self, clips: Sequence[TaughtClip], found: Found) -> Found:
        self._done += len(clips)
        self._report(min(self._done, self._expected), self._expected)
        return found


def other_clip(clips: Sequence[TaughtClip], position: int) -> TaughtClip:
    """Return another clip of the sequence, far from the position; the clip itself where it is the only one."""
    return clips[(position + max(1, len(clips) // 2)) % len(clips)]


def _with_sound(clips: Sequence[TaughtClip]) -> list[TaughtClip]:
    return [clip for clip in clips if clip.sample_count > 0]


def _backwards(open_samples: Callable[[], Samples]) -> Samples:
    return numpy.ascontiguousarray(open_samples()[::-1])
