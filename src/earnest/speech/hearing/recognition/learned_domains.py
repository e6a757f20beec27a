"""Learned domains: what recognisers take of a released model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.foundation.model_file.archive import read_parts
from earnest.foundation.model_file.fields import (
    decode,
    encode,
    fields,
    items,
    logistic_of,
    number,
    text,
    texts,
    weights_of,
)
from earnest.speech.hearing.recognition.domain_model import DomainModel, Token
from earnest.speech.hearing.recognition.routing import STOCK_ROUTER, Router

DOMAIN_LANGUAGE: Final = "en"
"""The language of every domain, as that of the acoustic model that hears them; ISO 639-1."""
_MEASUREMENTS = len(STOCK_ROUTER.membership.weights)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LearnedDomain:
    """One domain with the weights that decide when it is taken."""

    model: DomainModel
    router: Router
    known_only: bool
    """Whether only token sequences that labels held are taken (a list of phrases), or new combinations as well."""
    open_pass: str
    """Name of the open pass whose words the weights were learned with; over another one they say nothing."""
    known: tuple[tuple[str, ...], ...] = ()
    """The token sequences that labels held, where `known_only`."""

    def router_over(self, open_pass: str) -> Router:
        """Return the weights for the words of an open pass; the general ones where another was learned with."""
        return self.router if open_pass == self.open_pass else STOCK_ROUTER


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LearnedDomains:
    """All domains of a released model."""

    domains: tuple[LearnedDomain, ...]
    identifier: str
    """Of the model."""


def read_domains(content: bytes) -> LearnedDomains:
    """Read the domains of a released model; what else it holds is only checked against its manifest.

    Raises:
        ModelUnreadable: it is damaged, holds something else than its manifest says, or is of another format.
    """
    return read_parts(
        content, lambda parts, identifier: LearnedDomains(domains=decode_domains(parts), identifier=identifier)
    )


def encode_domains(domains: Sequence[LearnedDomain]) -> dict[str, bytes]:
    """Return the parts of a model file that hold the domains."""
    parts: dict[str, bytes] = {"domains.json": encode([domain.model.name for domain in domains])}
    for place, domain in enumerate(domains):
        folder = f"domain{place}"
        parts[f"{folder}/language_model.arpa"] = domain.model.arpa.encode()
        parts[f"{folder}/classes.txt"] = domain.model.classes.encode()
        parts[f"{folder}/lexicon.txt"] = domain.model.dictionary.encode()
        parts[f"{folder}/tokens.json"] = _encode_tokens(domain.model)
        parts[f"{folder}/routing.json"] = _encode_routing(domain)
    return parts


def decode_domains(parts: Mapping[str, bytes]) -> tuple[LearnedDomain, ...]:
    """Return the domains in the parts of a model file; KeyError, TypeError or ValueError where they are not that."""
    names = texts(decode(parts["domains.json"]))
    return tuple(_domain_of(parts, f"domain{place}", name) for place, name in enumerate(names))


def _domain_of(parts: Mapping[str, bytes], folder: str, name: str) -> LearnedDomain:
    class_names, tokens = items(decode(parts[f"{folder}/tokens.json"]))
    routing = fields(decode(parts[f"{folder}/routing.json"]))
    return LearnedDomain(
        model=DomainModel(
            name=name,
            arpa=parts[f"{folder}/language_model.arpa"].decode(),
            classes=parts[f"{folder}/classes.txt"].decode(),
            class_names=texts(class_names),
            dictionary=parts[f"{folder}/lexicon.txt"].decode(),
            tokens=tuple(_token(token) for token in items(tokens)),
        ),
        router=Router(
            membership=logistic_of(routing["membership"], _MEASUREMENTS),
            correctness=logistic_of(routing["correctness"], _MEASUREMENTS),
            farthest=number(routing["farthest"]),
        ),
        known_only=routing["known_only"] is True,
        # Models that were learned before this was written down do not say it.
        open_pass=text(routing.get("open_pass", "")),
        known=tuple(texts(tokens) for tokens in items(routing["known"])),
    )


def _encode_tokens(model: DomainModel) -> bytes:
    tokens = [[token.name, list(token.words), token.slot, token.value] for token in model.tokens]
    return encode([list(model.class_names), tokens])


def _encode_routing(domain: LearnedDomain) -> bytes:
    return encode(
        {
            "membership": weights_of(domain.router.membership),
            "correctness": weights_of(domain.router.correctness),
            "farthest": domain.router.farthest,
            "known": [list(tokens) for tokens in domain.known],
            "known_only": domain.known_only,
            "open_pass": domain.open_pass,
        }
    )


def _token(value: object) -> Token:
    name, words, slot, written = items(value)
    return Token(
        name=text(name),
        words=texts(words),
        slot=None if slot is None else text(slot),
        value=None if written is None else text(written),
    )
