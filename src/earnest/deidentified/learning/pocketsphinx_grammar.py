"""Grammar pass of pocketsphinx: decodes a clip with a grammar of its own."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from pocketsphinx import Config, Decoder

from earnest.deidentified.learning.domain_building import Piece
from earnest.deidentified.learning.literal_transcripts import ClipGrammar
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import ACOUSTIC_MODEL, DecoderPass

_GRAMMAR = "clip"
_BEAM = 1e-80
_WORD_BEAM = 1e-60
"""Beams of the search, share of the best path. Wider than usual: with the usual beams one clip in seven does not get
through a grammar that it fits. Measured on the clips of the panel when it was written; no benchmark repeats it."""

Pronunciations = Mapping[Piece, tuple[str, ...]]
"""How each piece that any grammar may hold is said; no piece without a pronunciation."""


class GrammarPass:
    """Finds what was said in clips whose grammar is known."""

    def __init__(self, pronunciations: Pronunciations) -> None:
        """Load the acoustic model with these pronunciations and no other words."""
        self._names = {piece: f"t{number}" for number, piece in enumerate(pronunciations)}
        self._pieces = {name: piece for piece, name in self._names.items()}
        lines = [
            f"{self._names[piece]}{f'({number})' if number > 1 else ''} {phones}\n"
            for piece, variants in pronunciations.items()
            for number, phones in enumerate(variants, start=1)
        ]
        with tempfile.TemporaryDirectory(prefix="earnest-grammar-") as folder:
            dictionary = Path(folder) / "dictionary"
            _ = dictionary.write_text("".join(lines), encoding="ascii")
            self._decoder = Decoder(
                Config(
                    hmm=ACOUSTIC_MODEL,
                    dict=str(dictionary),
                    lm=None,
                    fwdflat=False,
                    bestpath=False,
                    beam=_BEAM,
                    pbeam=_BEAM,
                    wbeam=_WORD_BEAM,
                    cmn="batch",
                    loglevel="FATAL",
                )
            )

    def find(self, samples: Samples, grammar: ClipGrammar) -> tuple[Piece, ...]:
        """Return the pieces that were said; empty where the sound does not get through the grammar."""
        arcs = [
            (arc.source, arc.target, arc.probability, self._names[arc.piece])
            for arc in grammar.arcs
            if arc.piece in self._names
        ]
        if not arcs:
            return ()
        decoder = self._decoder
        decoder.add_fsg(_GRAMMAR, decoder.create_fsg(_GRAMMAR, 0, grammar.last_state, arcs))
        decoder.activate_search(_GRAMMAR)
        result = DecoderPass(decoder, alternatives=False).run(samples)
        return tuple(self._pieces[token] for token in result.tokens)
