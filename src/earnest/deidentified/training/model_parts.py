"""Model parts: what a bundle consists of, so that each part can be measured and left out by itself."""

from dataclasses import replace
from typing import Protocol

from earnest.handover.bundle import read_bundle, write_bundle
from earnest.speech.meaning.model import NO_UNDERSTANDING

UNDERSTANDING = "understanding"
"""The part that tells intents and slots; every other part is a domain of the recogniser."""
WAKE_WORD = "wake word"
"""The wake detector, which is measured on verdicts."""


class BundleReader(Protocol):
    """Takes bundles apart."""

    def names(self, bundle: bytes) -> tuple[str, ...]:
        """Return the names of the parts; the domains by the names with which answers tell where they come from."""
        ...

    def without(self, bundle: bytes, part: str) -> bytes:
        """Return the bundle without a part."""
        ...


class BundleParts:
    """Parts of the bundles that `speech` learns."""

    def names(self, bundle: bytes) -> tuple[str, ...]:
        """Return the domains of a bundle, and `understanding` where it has any.

        Raises:
            ModelUnreadable: the bundle is damaged.
        """
        read = read_bundle(bundle)
        domains = tuple(domain.model.name for domain in read.domains)
        return domains if read.understanding.intents is None else (*domains, UNDERSTANDING)

    def without(self, bundle: bytes, part: str) -> bytes:
        """Return the bundle without a part.

        Raises:
            ModelUnreadable: the bundle is damaged.
        """
        read = read_bundle(bundle)
        if part == UNDERSTANDING:
            return write_bundle(replace(read, understanding=NO_UNDERSTANDING))
        return write_bundle(
            replace(read, domains=tuple(domain for domain in read.domains if domain.model.name != part))
        )
