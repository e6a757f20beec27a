"""Alignment by pocketsphinx: where in a sound words lie that are known to be said; English."""

from typing import Final

from pocketsphinx import Config, Decoder

from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import SHORTEST_SAMPLES, is_word, sample_of
from earnest.speech.language.lexicon import Lexicon, load_lexicon
from earnest.speech.sound.span import Span
from recognising.spoken_forms import spoken_forms

_MOST_PRONUNCIATIONS: Final = 6
"""Of one word. Chosen."""


class WordAligner:
    """Finds the times of words. Stateless between calls: the same samples and words give the same spans."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        """Load the bundled acoustic model.

        Args:
            lexicon: pronunciations; None loads those that come with pocketsphinx.
        """
        self._lexicon = lexicon or load_lexicon()
        # The usual beams: wider ones lost the path more often (13 of 22 joined sounds were aligned instead of 17).
        self._decoder = Decoder(Config(cmn="batch", loglevel="FATAL", lm=None))

    def align(self, samples: Samples, words: tuple[str, ...]) -> tuple[Span, ...] | None:
        """Return the span of each word, in order.

        Args:
            samples: shape (n,), 16-bit at 16 kHz.
            words: normalised words that are said in it, N ≥ 0; figures as written.

        Returns:
            N spans; None where the sound is too short, a word has no pronunciation, or the words do not fit the sound.
        """
        if not words or len(samples) < SHORTEST_SAMPLES:
            return None
        names = [self._named(word) for word in words]
        if not all(names):
            return None
        decoder = self._decoder
        decoder.set_align_text(" ".join(names))
        decoder.reinit_feat()
        decoder.start_utt()
        decoder.process_raw(samples.astype("<i2").tobytes(), full_utt=True)
        decoder.end_utt()
        found = [one for one in decoder.seg() or () if is_word(one.word)]
        if len(found) != len(words):
            return None
        size = len(samples)
        return tuple(
            Span(start=sample_of(one.start_frame, size), end=sample_of(one.end_frame + 1, size)) for one in found
        )

    def _named(self, word: str) -> str:
        """Return the decoder's name of a word, whose pronunciations it then knows; empty where there are none."""
        if self._decoder.lookup_word(word) is not None:
            return word
        said = [form for form in spoken_forms(word, "en") if form]
        phones = [one for form in said for one in self._lexicon.pronounce_phrase(form)][:_MOST_PRONUNCIATIONS]
        for number, pronunciation in enumerate(dict.fromkeys(phones), start=1):
            name = word if number == 1 else f"{word}({number})"
            _ = self._decoder.add_word(name, pronunciation, update=True)
        return word if phones else ""
