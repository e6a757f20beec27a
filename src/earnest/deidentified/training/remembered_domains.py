"""Remembered domains: decoders of learned domains whose results are kept, so that models share what they have.

A candidate without one of its parts still has the others, and these hear what they heard. For learning only, as
`remembered_pass`.
"""

import threading
from typing import Final

from earnest.deidentified.training.remembered_answers import RememberedAnswers, digest
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import PassResult, open_domain_pass
from earnest.speech.hearing.recognition.domain_model import DomainModel

_MOST_KEPT: Final = 8
"""Domains that are kept: those of the live model and of the candidate, with room. Older ones make room, in the order in
which they were opened. Chosen as a bound on memory."""


class RememberedDomains:
    """Opens the domains of models, each once; may be used from several threads."""

    def __init__(self) -> None:
        """Begin with none."""
        self._opened: dict[DomainModel, RememberedDomain] = {}
        self._lock = threading.Lock()

    def open(self, model: DomainModel) -> "RememberedDomain":
        """Return the decoder of a domain, the same for the same model.

        Raises:
            RuntimeError: its parts do not fit together.
        """
        with self._lock:
            known = self._opened.get(model)
            if known is None:
                known = self._opened[model] = RememberedDomain(model)
                if len(self._opened) > _MOST_KEPT:
                    del self._opened[next(iter(self._opened))]
            return known


class RememberedDomain:
    """A decoder that decodes each sound once; may be used from several threads, which take turns."""

    def __init__(self, model: DomainModel) -> None:
        """Load a domain.

        Raises:
            RuntimeError: its parts do not fit together.
        """
        self._pass = open_domain_pass(model)
        self._results = RememberedAnswers[PassResult]()
        self._turn = threading.Lock()

    def run(self, samples: Samples) -> PassResult:
        """Return what the domain hears in one utterance, shape (n,).

        Raises:
            RuntimeError: the decoder refused the sound.
        """

        def decode() -> PassResult:
            with self._turn:
                return self._pass.run(samples)

        return self._results.answer(digest(samples), decode)
