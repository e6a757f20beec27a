"""Listening: what the parts of learning share — processes that decode, pronunciations, folds and progress."""

import hashlib
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self, TypeVar

import numpy

from earnest.speech.recognition.adapters.pocketsphinx_passes import PassResult
from earnest.speech.recognition.domain_model import DomainModel, Piece
from earnest.speech.recognition.evidence import first_pronunciations, gather_evidence, value_tokens
from earnest.speech.recognition.labelled_clip import LabelledClip
from earnest.speech.recognition.learning_tasks import Listeners, SpokenClip
from earnest.speech.recognition.lexicon import Lexicon
from earnest.speech.recognition.literal_transcripts import ClipGrammar
from earnest.speech.recognition.routing import Evidence
from earnest.speech.recognition.wording import normalised_words

Found = TypeVar("Found")

FOLDS = 3
"""Clips are decoded by models that learned from the clips of the other folds."""

_BACKWARDS_CLIPS = 40


class Listening:
    """Decodes labelled clips and counts what was done."""

    def __init__(
        self,
        *,
        listeners: Listeners,
        lexicon: Lexicon,
        seed: int,
        report: Callable[[int, int], None],
        expected_clips: int,
    ) -> None:
        """Take the processes, which are ended at exit."""
        self.lexicon = lexicon
        self._listeners = listeners
        self._seed = seed
        self._report = report
        self._expected = max(1, expected_clips)
        self._done = 0

    def __enter__(self) -> Self:
        """Start counting."""
        self._report(0, self._expected)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self._listeners.close()
        if error is None:
            self._report(self._expected, self._expected)

    def fold(self, name: str) -> int:
        """Return the fold of a clip or phrase: from 0 to FOLDS - 1, by its name and the seed only."""
        return int.from_bytes(hashlib.sha256(f"{self._seed} {name}".encode()).digest()[:4], "big") % FOLDS

    def decode(self, model: DomainModel, clips: Sequence[LabelledClip]) -> dict[str, PassResult]:
        """Return what a domain hears in clips, by clip identifier."""
        return self._counted(clips, self._listeners.decode(model, [_spoken(clip) for clip in clips]))

    def decode_backwards(self, model: DomainModel, clips: Sequence[LabelledClip]) -> dict[str, PassResult]:
        """Return what a domain hears in clips played backwards: speech in which nobody says anything of the domain."""
        reversed_clips = [
            SpokenClip(clip_id=clip.clip_id, samples=numpy.ascontiguousarray(clip.samples[::-1]))
            for clip in clips[:_BACKWARDS_CLIPS]
        ]
        return self._listeners.decode(model, reversed_clips)

    def align(
        self,
        pronunciations: dict[Piece, tuple[str, ...]],
        grammars: dict[str, ClipGrammar],
        clips: Sequence[LabelledClip],
    ) -> dict[str, tuple[Piece, ...]]:
        """Return what was literally said in clips, by clip identifier."""
        spoken = [_spoken(clip) for clip in clips]
        return self._counted(clips, self._listeners.align(pronunciations, grammars, spoken))

    def evidence(self, model: DomainModel, result: PassResult, clip: LabelledClip, heard: Sequence[str]) -> Evidence:
        """Return the evidence about what a domain heard.

        Args:
            model: the domain.
            result: what it heard.
            clip: in which it heard it.
            heard: words of the open-vocabulary pass to compare it with.
        """
        phones = first_pronunciations(model)
        return gather_evidence(
            result,
            values=value_tokens(model),
            domain_phones=[phone for token in result.tokens for phone in phones[token]],
            general_phones=[
                phone
                for text in heard
                for word in normalised_words(text)
                for phone in self.lexicon.first_listed(word).split()
            ],
            samples=len(clip.samples),
        )

    def _counted(self, clips: Sequence[LabelledClip], found: Found) -> Found:
        self._done += len(clips)
        self._report(min(self._done, self._expected), self._expected)
        return found


def other_clip(clips: Sequence[LabelledClip], position: int) -> LabelledClip:
    """Return another clip of the sequence, far from the position; the clip itself where it is the only one."""
    return clips[(position + max(1, len(clips) // 2)) % len(clips)]


def _spoken(clip: LabelledClip) -> SpokenClip:
    return SpokenClip(clip_id=clip.clip_id, samples=clip.samples)
