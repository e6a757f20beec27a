"""The model: what Whisper hears in at most thirty seconds of sound, with n-best list, word times and posteriors.

One search, never repeated at rising temperatures: its time is bounded by the length of the sound. What it writes where
nothing is said is told by `speech_share` and the posteriors; see docs/algorithms/recognition.md.
"""

import math
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Final

import numpy
from ctranslate2 import StorageView
from ctranslate2.models import Whisper, WhisperGenerationResult
from numpy.typing import NDArray

from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.recognition.sounding_alike import MOST_OFFERED, texts_sounding_alike
from earnest.speech.hearing.whisper.features import FRAME_SAMPLES, MOST_FRAMES, log_mel_bands
from earnest.speech.hearing.whisper.tokens import Tokens
from earnest.speech.sound.span import Span
from earnest.weights.memory_folder import memory_folder

TOKENIZER_FILE: Final = "tokenizer.json"
MOST_SAMPLES: Final = MOST_FRAMES * FRAME_SAMPLES
"""The longest sound that is heard at once: 30 s."""

_BEAM: Final = 5
"""Hypotheses that the search follows; as in the figures of Whisper's authors."""
_ANSWERS: Final = 5
"""Entries of the n-best list, at most as many as the beam has. Chosen."""
_SILENCE_FRAMES: Final = 1000
"""Silence behind English. Whisper was trained on thirty seconds; with ten more than the sound it makes as few errors
(39.9 against 39.2 % on 25 sentences as written) at a third of the cost, with three 43.7 %, with one 83.5 %. Others are
heard with thirty in all: 16.1 % errors of 33 German sentences, 18.9 with ten. Frames of 10 ms. Decision 0109."""
_TOKENS_PER_SECOND: Final = 12
_TOKENS_AT_LEAST: Final = 16
"""How long an answer may be: people speak up to some eight tokens a second. Bounds repeated text; chosen."""
_LONGEST_TEXT: Final = 448
"""Tokens that the decoder has places for, of what was said before and what is said now; as Whisper was trained."""
_TEXTS_LOOKED_AT: Final = 3
"""Entries of the n-best list in which phrases are looked for. Chosen."""
_LESS_LIKELY: Final = 2.5
"""How much less likely than the best text one with a listed phrase may be, natural logarithm. Of 115 wake phrases that
people said 11 were misheard; the right entry was at most 2.5 less likely in 8 of them and 3.2 in all. Of 1,354 texts
with an entry that was not said, but sounded like words of 271 requests, sentences, single words and near misses, the
nearest was 2.75 less likely (`Cancel Tim` for `Cancel timer.`), the next one 5.6. Measured: decision 0024."""
_LEAST_PROBABILITY: Final = 1e-9
"""A token is never taken for less likely, so that one alone does not decide. Chosen."""
_SIGNS: Final = (".", "!", "?")
"""At the end of a sentence of its own."""
_ROW_SAMPLES: Final = 2 * FRAME_SAMPLES
"""The encoder gives one row for two frames."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWord:
    """One word as it was written."""

    text: str
    place: Span
    """Where the attention of the decoder lay; loose, see docs/algorithms/recognition.md."""
    probability: float
    """Mean probability of its tokens; 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardText:
    """One entry of the n-best list."""

    text: str
    log_probability: float
    """Of all its tokens together; ≤ 0."""
    token_count: int
    """With the mark that ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard in a sound."""

    words: tuple[HeardWord, ...]
    """Of the best text."""
    texts: tuple[HeardText, ...]
    """n-best list, best first; empty where there was no sound."""
    token_probabilities: tuple[float, ...]
    """Of each token of the best text, given those before it; 0 to 1."""
    no_speech: float
    """Probability that nothing is said, as the decoder's first step gives it; 0 to 1."""
    language: str | None
    """ISO 639-1; None where the weights know one only."""
    preferred_to: str | None = None
    """The text that was likeliest before one with a listed phrase was preferred; None where none was."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Last:
    """What was heard last."""

    samples: Samples
    encoded: StorageView
    language: str | None
    text: str
    """The likeliest one, before phrases were preferred; empty where there is none."""


def _opened(files: Mapping[str, bytes], threads: int) -> Whisper:
    """Open weights. Of a folder the library keeps what it made of them; of bytes it keeps these as well, for ever."""
    with ExitStack() as stack:
        try:
            folder = str(stack.enter_context(memory_folder(files)))
        except OSError:
            return Whisper(
                "whisper", device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads, files=dict(files)
            )
        return Whisper(folder, device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads)


class WhisperModel:
    """One set of weights. Not for use from several threads at once."""

    def __init__(self, files: Mapping[str, bytes], *, threads: int = 1) -> None:
        """Load the weights.

        Args:
            files: content by name: `model.bin`, `config.json`, `tokenizer.json` and the vocabulary.
            threads: processors that one utterance may use, ≥ 1.

        Raises:
            ModelUnreadable: they are no weights of Whisper in the format of CTranslate2, or are damaged.
        """
        if TOKENIZER_FILE not in files:
            raise ModelUnreadable
        self._tokens = Tokens(files[TOKENIZER_FILE])
        try:
            self._model = _opened(files, threads)
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelUnreadable from error
        self.multilingual: bool = self._model.is_multilingual
        self._last: _Last | None = None

    def speaks(self, language: str) -> bool:
        """Return whether the weights know a language; ISO 639-1."""
        return self._tokens.speaks(language) if self.multilingual else language == "en"

    def hear(self, samples: Samples, *, languages: Sequence[str], phrases: Sequence[str] = ()) -> Heard:
        """Recognise at most thirty seconds.

        Args:
            samples: mono audio, shape (n,), 0 ≤ n ≤ 480,000.
            languages: what may be spoken, at least one; of several the likeliest is taken.
            phrases: names and the like that are said here; where what was heard sounds like one of them and it is
                nearly as likely, it is taken.

        Raises:
            EngineFailed: the library failed on it.
        """
        only = languages[0] if len(languages) == 1 else None
        if len(samples) == 0:
            return Heard(words=(), texts=(), token_probabilities=(), no_speech=1.0, language=only)
        try:
            encoded, language = self._encoded_in(samples, languages)
            answer = self._search(encoded, language, len(samples))
            texts = self._texts(answer)
            self._last = _Last(samples=samples, encoded=encoded, language=language, text=texts[0].text if texts else "")
            best = self._tokens.spoken(answer.sequences_ids[0]) if answer.sequences_ids else []
            taken = self._phrase_taken(encoded, language, texts, phrases, len(samples))
            before = None if taken is None else texts[0].text
            if taken is not None:
                texts, best = (taken, *texts), self._tokens.tokens_of(taken.text)
            words, likely = self._placed(encoded, language, best, len(samples)) if best else ((), ())
        except (RuntimeError, ValueError) as error:
            raise EngineFailed from error
        return Heard(
            words=words,
            texts=texts,
            token_probabilities=likely,
            preferred_to=before,
            no_speech=float(answer.no_speech_prob),
            language=language,
        )

    def margins(self, samples: Samples, *, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return how much less likely it is that each text is all that was said than what is heard; natural logarithm.

        A text counts as a sentence of its own, with a sign at its end: without one it would be as likely where more is
        said after it. Where nothing is heard no text can be compared, and the answer is empty.

        Args:
            samples: at most thirty seconds, n > 0; those that were heard last are not heard again.
            language: ISO 639-1.
            texts: normalised words, at least one each.

        Raises:
            EngineFailed: the library failed on it.
        """
        last = self._last
        if last is None or last.language not in {language, None} or not numpy.array_equal(last.samples, samples):
            _ = self.hear(samples, languages=(language,))
            last = self._last
        if last is None or not last.text:
            return ()
        try:
            heard = self._likelihood(last.encoded, last.language, last.text, len(samples))
            return tuple(
                heard
                - max(
                    self._likelihood(last.encoded, last.language, f"{text[:1].upper()}{text[1:]}{sign}", len(samples))
                    for sign in _SIGNS
                )
                for text in texts
            )
        except (RuntimeError, ValueError) as error:
            raise EngineFailed from error

    def encode(self, samples: Samples, frames: int) -> NDArray[numpy.float32]:
        """Return the encoder's output, shape (frames / 2, width).

        Args:
            samples: at most thirty seconds.
            frames: how many frames of 10 ms to encode, even, at most 3000; behind the sound is silence.

        Raises:
            EngineFailed: the library failed on it.
        """
        try:
            return numpy.array(self._encode(samples, frames))[0].astype(numpy.float32)
        except (RuntimeError, ValueError) as error:
            raise EngineFailed from error

    def _encode(self, samples: Samples, frames: int) -> StorageView:
        even = max(2, frames + frames % 2)
        bands = log_mel_bands(samples, bands=self._model.n_mels, frames=even)
        return self._model.encode(StorageView.from_array(numpy.ascontiguousarray(bands[None])), to_cpu=True)

    def _encoded_in(self, samples: Samples, languages: Sequence[str]) -> tuple[StorageView, str | None]:
        """Return a sound with the silence that its language needs, and the language: of several the likeliest."""
        frames = frames_heard(len(samples), languages[0] if len(languages) == 1 else "en")
        encoded = self._encode(samples, frames)
        language = self._language(encoded, languages)
        needed = frames_heard(len(samples), language or "en")
        return (encoded if needed == frames else self._encode(samples, needed)), language

    def _language(self, encoded: StorageView, languages: Sequence[str]) -> str | None:
        if not self.multilingual:
            return None
        if len(languages) == 1:
            return languages[0]
        likely = {mark.strip("<|>"): probability for mark, probability in self._model.detect_language(encoded)[0]}
        return max(languages, key=lambda language: likely.get(language, 0.0))

    def _search(self, encoded: StorageView, language: str | None, samples: int) -> WhisperGenerationResult:
        prompt = self._tokens.prompt(language)
        most = _TOKENS_AT_LEAST + _TOKENS_PER_SECOND * samples // SAMPLING_RATE_HERTZ
        return self._model.generate(
            encoded,
            [prompt],
            beam_size=_BEAM,
            num_hypotheses=_ANSWERS,
            max_length=min(_LONGEST_TEXT, 2 * most),  # The library writes at most half of it.
            return_scores=True,
            return_no_speech_prob=True,
        )[0]

    def _texts(self, answer: WhisperGenerationResult) -> tuple[HeardText, ...]:
        found: list[HeardText] = []
        for tokens, score in zip(answer.sequences_ids, answer.scores, strict=True):
            if not math.isfinite(score):  # The search had fewer answers than it was asked for.
                continue
            count = len(tokens) + 1
            found.append(
                HeardText(
                    text=self._tokens.text_of(tokens).strip(),
                    log_probability=min(0.0, float(score) * count),  # The library gives the mean of a token.
                    token_count=count,
                )
            )
        return tuple(found)

    def _phrase_taken(
        self,
        encoded: StorageView,
        language: str | None,
        texts: tuple[HeardText, ...],
        phrases: Sequence[str],
        samples: int,
    ) -> HeardText | None:
        """Return the likeliest text that holds a listed phrase, where it is nearly as likely as the best one."""
        offered = dict.fromkeys(
            other for text in texts[:_TEXTS_LOOKED_AT] for other in texts_sounding_alike(text.text, phrases)
        )
        if not offered:
            return None
        scores = {text: self._likelihood(encoded, language, text, samples) for text in [*offered][:MOST_OFFERED]}
        best = max(scores, key=lambda text: scores[text])
        if scores[best] < self._likelihood(encoded, language, texts[0].text, samples) - _LESS_LIKELY:
            return None
        return replace(texts[0], text=best)

    def _likelihood(self, encoded: StorageView, language: str | None, text: str, samples: int) -> float:
        """Return the log probability of a text, token by token."""
        tokens = self._tokens.tokens_of(text)
        aligned = self._model.align(encoded, self._tokens.start_of(language), [tokens], _frames(samples))[0]
        return sum(math.log(max(_LEAST_PROBABILITY, probability)) for probability in aligned.text_token_probs)

    def _placed(
        self, encoded: StorageView, language: str | None, tokens: list[int], samples: int
    ) -> tuple[tuple[HeardWord, ...], tuple[float, ...]]:
        """Return the words of the best text with the times at which the decoder attended, and all tokens' certainty."""
        aligned = self._model.align(encoded, self._tokens.start_of(language), [tokens], _frames(samples))[0]
        begins = _token_begins(aligned.alignments, len(tokens), samples)
        probabilities = tuple(float(probability) for probability in aligned.text_token_probs)
        words = tuple(
            HeardWord(
                text=word.text,
                place=Span(start=begins[word.first], end=max(begins[word.first], begins[word.end])),
                probability=_mean(probabilities[word.first : word.end]),
            )
            for word in self._tokens.words_of(tokens)
        )
        return words, probabilities


def frames_heard(samples: int, language: str) -> int:
    """Return how many frames are encoded, silence included."""
    return min(MOST_FRAMES, samples // FRAME_SAMPLES + _SILENCE_FRAMES) if language == "en" else MOST_FRAMES


def _frames(samples: int) -> int:
    """Return how many frames of the features hold sound, as the library wants it: at least two."""
    return max(2, samples // FRAME_SAMPLES)


def _token_begins(path: Sequence[tuple[int, int]], tokens: int, samples: int) -> list[SampleCount]:
    """Return where each token begins, and at last where the text ends.

    Args:
        path: pairs of a token and a row of the encoder, in order.
        tokens: number of the text's tokens.
        samples: length of the sound.
    """
    begins = [samples] * (tokens + 1)
    for token, row in reversed(path):
        if token <= tokens:
            begins[token] = min(samples, row * _ROW_SAMPLES)
    for place in range(tokens - 1, -1, -1):  # A token without a row begins where the next one does.
        begins[place] = min(begins[place], begins[place + 1])
    return [SampleCount(begin) for begin in begins]


def _mean(probabilities: Sequence[float]) -> float:
    return min(1.0, max(0.0, sum(probabilities) / max(1, len(probabilities))))
