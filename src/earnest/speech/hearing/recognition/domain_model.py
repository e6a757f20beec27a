"""Domain model: a learned language model with slots, its pronunciations, and what its tokens stand for.

The decoder sees opaque names only (`w3` a word, `v7` a whole value, `[c1]` a slot), so that nothing a label holds can
upset it; `tokens` says what each name stands for. It is built in `earnest.deidentified.learning.domain_building`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One thing that the decoder can recognise in a domain."""

    name: str
    """What the decoder calls it; ASCII without spaces."""
    words: tuple[str, ...]
    """The normalised words it stands for; at least one."""
    slot: str | None = None
    """Slot whose value it is, else None."""
    value: str | None = None
    """The value as labels write it; set exactly where `slot` is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainModel:
    """Everything a decoder needs to recognise one domain."""

    name: str
    arpa: str
    """Class trigram model in ARPA form."""
    classes: str
    """Class definitions in the form of the CMU Sphinx decoders."""
    class_names: tuple[str, ...]
    dictionary: str
    """Pronunciations of the tokens, one a line."""
    tokens: tuple[Token, ...]
