"""Bundle parts: the JSON inside a model bundle; written in one way only, read with every type checked."""

import json

from earnest.speech.recognition.domain_model import DomainModel, Token
from earnest.speech.recognition.logistic import Logistic
from earnest.speech.recognition.routing import STOCK_ROUTER, Router
from earnest.speech.understanding.intent_model import MEASUREMENTS, Acceptance

_ROUTING_MEASUREMENTS = len(STOCK_ROUTER.membership.weights)


def encode(content: object) -> bytes:
    """Return JSON in one form only: sorted, without spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decode(content: bytes) -> object:
    """Return what JSON holds."""
    found: object = json.loads(content)
    return found


def encode_tokens(model: DomainModel) -> bytes:
    """Return the tokens and class names of a domain."""
    tokens = [[token.name, list(token.words), token.slot, token.value] for token in model.tokens]
    return encode([list(model.class_names), tokens])


def decode_tokens(content: bytes) -> tuple[tuple[str, ...], tuple[Token, ...]]:
    """Return the class names and the tokens of a domain; TypeError or ValueError where they are not that."""
    class_names, tokens = items(decode(content))
    return texts(class_names), tuple(_token(token) for token in items(tokens))


def encode_routing(router: Router, known: tuple[tuple[str, ...], ...], known_only: bool) -> bytes:  # noqa: FBT001
    """Return the weights that decide when a domain is taken."""
    return encode(
        {
            "membership": _weights(router.membership),
            "correctness": _weights(router.correctness),
            "farthest": router.farthest,
            "known": [list(tokens) for tokens in known],
            "known_only": known_only,
        }
    )


def decode_routing(content: bytes) -> tuple[Router, tuple[tuple[str, ...], ...], bool]:
    """Return the weights, the known sequences and whether only these are taken."""
    found = _fields(decode(content))
    router = Router(
        membership=_logistic(found["membership"], _ROUTING_MEASUREMENTS),
        correctness=_logistic(found["correctness"], _ROUTING_MEASUREMENTS),
        farthest=_number(found["farthest"]),
    )
    return router, tuple(texts(tokens) for tokens in items(found["known"])), found["known_only"] is True


def encode_acceptance(acceptance: Acceptance) -> bytes:
    """Return from which evidence on an intent is answered."""
    return encode(
        {
            "familiarity": _weights(acceptance.familiarity),
            "accepted_from": acceptance.accepted_from,
        }
    )


def decode_acceptance(content: bytes) -> Acceptance:
    """Return from which evidence on an intent is answered; TypeError, KeyError or ValueError where it does not say."""
    found = _fields(decode(content))
    return Acceptance(
        familiarity=_logistic(found["familiarity"], MEASUREMENTS),
        accepted_from=_number(found["accepted_from"]),
    )


def items(value: object) -> list[object]:
    """Return a JSON array; TypeError where it is none."""
    if not isinstance(value, list):
        raise TypeError
    return list(value)  # pyright: ignore[reportUnknownArgumentType]


def texts(value: object) -> tuple[str, ...]:
    """Return a JSON array of strings; TypeError where it is none."""
    return tuple(_text(item) for item in items(value))


def _token(value: object) -> Token:
    name, words, slot, written = items(value)
    return Token(
        name=_text(name),
        words=texts(words),
        slot=None if slot is None else _text(slot),
        value=None if written is None else _text(written),
    )


def _weights(logistic: Logistic) -> list[float]:
    return [logistic.bias, *logistic.weights]


def _logistic(value: object, measurements: int) -> Logistic:
    bias, *weights = (_number(item) for item in items(value))
    if len(weights) != measurements:
        raise ValueError
    return Logistic(bias=bias, weights=tuple(weights))


def _fields(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return {str(key): item for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)
