"""Passes of pocketsphinx over one utterance: open vocabulary, or a learned domain.

Each utterance is decoded whole and with a fresh front end: the mean is taken over this utterance only, and the noise
estimate does not carry over from the one before, so the same samples give the same result.
"""

import itertools
import math
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pocketsphinx import Config, Decoder, Segment, get_model_path

from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples
from earnest.speech.hearing.recognition.domain_model import DomainModel
from earnest.speech.language.hypothesis import RecognisedWord

FRAME_SAMPLES = SAMPLING_RATE_HERTZ // 100
"""Samples from one frame to the next; the front end makes 100 frames a second."""

SHORTEST_SAMPLES = SAMPLING_RATE_HERTZ // 10
"""Utterances shorter than this are not decoded: the decoder fails on sound without frames."""

ACOUSTIC_MODEL = get_model_path("en-us/en-us")
"""Folder of the bundled English acoustic model."""

_ALTERNATIVE_COUNT = 10
"""Entries of the n-best list. Chosen; what they find: docs/algorithms/personal-data-in-sound.md."""
_ALTERNATIVES_LOOKED_AT = 100
"""Entries read for so many different ones: most differ in silences only. Chosen, not measured."""
_PRONUNCIATION = re.compile(r"\(\d+\)$")
_NOT_WORDS = ("<", "[", "(")
_SMALLEST_LIKELIHOOD = 1e-320
"""Likelihood that 0 is taken for, so that it has a logarithm. By definition near the smallest number."""
_LANGUAGE_WEIGHT = 15.0
"""Weight of a domain's language model against the sound; the decoder's own is 6.5. Chosen, not measured."""
_BEAM = 1e-70
_WORD_BEAM = 1e-50
"""Of a learned domain. Chosen wider than usual: a small vocabulary costs little. Not measured apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassWord:
    """One recognised token."""

    token: str
    first_frame: int
    last_frame: int
    posterior: float
    """0 to 1."""
    speech_score: float = 0.0
    """Mean log likelihood of a frame relative to the best sounds; no unit, about -2 to -7."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassResult:
    """What one pass over one utterance found."""

    words: tuple[PassWord, ...]
    """Without silence and noise."""
    alternatives: tuple[tuple[str, ...], ...]
    """Token sequences, likeliest first, each once."""
    mean_posterior: float
    """Mean posterior of the words, each weighted by its frames; 0 where there is nothing."""
    speech_score: float
    """Mean log likelihood of a frame inside words, relative to the best sounds; no unit, about -2 to -7."""
    language_score: float
    """Mean log probability of a word as the language model sees it, weighted as in decoding; no unit, ≤ 0."""
    silent_share: float
    """Share of the frames that were taken for silence or noise; 0 to 1."""
    frames: int

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens in order."""
        return tuple(word.token for word in self.words)


NOTHING_FOUND = PassResult(
    words=(),
    alternatives=(),
    mean_posterior=0.0,
    speech_score=0.0,
    language_score=0.0,
    silent_share=1.0,
    frames=0,
)
"""The result of a sound too short to decode."""


class DecoderPass:
    """Runs a decoder over whole utterances."""

    def __init__(self, decoder: Decoder, *, alternatives: bool = True) -> None:
        """Take a decoder with an active search.

        Args:
            decoder: used by nothing else meanwhile.
            alternatives: whether to list alternatives; grammars have none.
        """
        self._decoder = decoder
        self._with_alternatives = alternatives

    def run(self, samples: Samples) -> PassResult:
        """Decode one utterance, shape (n,)."""
        if len(samples) < SHORTEST_SAMPLES:
            return NOTHING_FOUND
        decoder = self._decoder
        decoder.reinit_feat()
        decoder.start_utt()
        decoder.process_raw(samples.astype("<i2").tobytes(), full_utt=True)
        decoder.end_utt()
        if decoder.hyp() is None:
            return NOTHING_FOUND
        alternatives = _alternatives(decoder) if self._with_alternatives else ()
        return _result(list(decoder.seg()), alternatives, decoder.n_frames())


def recognised_words(result: PassResult, samples: int) -> tuple[RecognisedWord, ...]:
    """Return the tokens of a pass whose tokens are words.

    Args:
        result: what the pass found.
        samples: length of the sound, in which every word lies.
    """
    return tuple(
        RecognisedWord(
            text=word.token,
            start=sample_of(word.first_frame, samples),
            end=sample_of(word.last_frame + 1, samples),
            posterior=word.posterior,
        )
        for word in result.words
    )


def sample_of(frame: int, samples: int) -> SampleCount:
    """Return the first sample of a frame, at most the length of the sound."""
    return SampleCount(min(samples, frame * FRAME_SAMPLES))


def open_general_decoder() -> Decoder:
    """Load the bundled English model with its open vocabulary (some 90 MB); it also knows all pronunciations."""
    return Decoder(Config(cmn="batch", loglevel="FATAL"))


def open_quick_decoder() -> Decoder:
    """Load the bundled English model for one narrow search (decision 0110): no second search over words, no lattice."""
    return Decoder(
        Config(
            cmn="batch",
            loglevel="FATAL",
            fwdflat=False,
            bestpath=False,
            beam=1e-40,
            wbeam=1e-22,
            pbeam=1e-38,
            maxhmmpf=2500,
        )
    )


def open_domain_pass(model: DomainModel) -> DecoderPass:
    """Load a domain model.

    Raises:
        RuntimeError: its parts do not fit together.
    """
    with tempfile.TemporaryDirectory(prefix="earnest-domain-") as folder:
        place = Path(folder)
        _ = (place / "dictionary").write_text(model.dictionary, encoding="ascii")
        _ = (place / "arpa").write_text(model.arpa, encoding="ascii")
        _ = (place / "classes").write_text(model.classes, encoding="ascii")
        classes = f"{{ {' '.join(model.class_names)} }}" if model.class_names else ""
        definitions = "{ classes }\n" if model.class_names else ""
        _ = (place / "control").write_text(f"{definitions}arpa domain {classes}\n", encoding="ascii")
        return DecoderPass(
            Decoder(
                Config(
                    hmm=ACOUSTIC_MODEL,
                    dict=str(place / "dictionary"),
                    lm=None,
                    lmctl=str(place / "control"),
                    lmname="domain",
                    lw=_LANGUAGE_WEIGHT,
                    beam=_BEAM,
                    pbeam=_BEAM,
                    wbeam=_WORD_BEAM,
                    fwdflat=False,
                    cmn="batch",
                    loglevel="FATAL",
                )
            )
        )


def _result(segments: list[Segment], alternatives: tuple[tuple[str, ...], ...], frames: int) -> PassResult:
    spoken = [segment for segment in segments if is_word(segment.word)]
    if not spoken:
        return NOTHING_FOUND
    words = tuple(map(_word, spoken))
    lengths = [word.last_frame - word.first_frame + 1 for word in words]
    total = max(1, sum(lengths))
    return PassResult(
        words=words,
        alternatives=alternatives,
        mean_posterior=sum(word.posterior * length for word, length in zip(words, lengths, strict=True)) / total,
        speech_score=sum(_log(segment.ascore) for segment in spoken) / total,
        language_score=sum(_log(segment.lscore) for segment in spoken) / len(spoken),
        silent_share=max(0.0, 1 - total / max(1, frames)),
        frames=frames,
    )


def _word(segment: Segment) -> PassWord:
    return PassWord(
        token=_PRONUNCIATION.sub("", segment.word),
        first_frame=segment.start_frame,
        last_frame=segment.end_frame,
        posterior=min(1.0, max(0.0, segment.prob)),
        speech_score=_log(segment.ascore) / max(1, segment.end_frame - segment.start_frame + 1),
    )


def is_word(token: str) -> bool:
    """Tell whether a token of the decoder is a word, not silence or noise."""
    return not token.startswith(_NOT_WORDS) and token != "NULL"  # noqa: S105 - the decoder's name for no word


def _alternatives(decoder: Decoder) -> tuple[tuple[str, ...], ...]:
    """Return the n-best list; the decoder repeats a sequence once for each pronunciation."""
    found: dict[tuple[str, ...], None] = {}
    for entry in itertools.islice(decoder.nbest(), _ALTERNATIVES_LOOKED_AT):
        if entry is None or len(found) == _ALTERNATIVE_COUNT:
            break
        tokens = tuple(_PRONUNCIATION.sub("", token) for token in entry.hypstr.split() if is_word(token))
        if tokens:
            found[tokens] = None
    return tuple(found)


def _log(likelihood: float) -> float:
    return math.log(max(likelihood, _SMALLEST_LIKELIHOOD))
