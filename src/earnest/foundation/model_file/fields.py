"""Fields: the JSON and arrays inside a model file; written in one way only, read with every type checked."""

import io
import json

import numpy
from numpy.typing import NDArray

from earnest.foundation.statistics.logistic import Logistic


def encode(content: object) -> bytes:
    """Return JSON in one form only: sorted, without spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decode(content: bytes) -> object:
    """Return what JSON holds."""
    found: object = json.loads(content)
    return found


def items(value: object) -> list[object]:
    """Return a JSON array; TypeError where it is none."""
    if not isinstance(value, list):
        raise TypeError
    return list(value)  # pyright: ignore[reportUnknownArgumentType]


def texts(value: object) -> tuple[str, ...]:
    """Return a JSON array of strings; TypeError where it is none."""
    return tuple(text(item) for item in items(value))


def fields(value: object) -> dict[str, object]:
    """Return a JSON object; TypeError where it is none."""
    if not isinstance(value, dict):
        raise TypeError
    return {str(key): item for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def text(value: object) -> str:
    """Return a JSON string; TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError
    return value


def number(value: object) -> float:
    """Return a JSON number; TypeError where it is none, ValueError where it is too large."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    try:
        return float(value)
    except OverflowError as error:
        raise ValueError from error


def weights_of(logistic: Logistic) -> list[float]:
    """Return the bias and the weights of a logistic model, in this order."""
    return [logistic.bias, *logistic.weights]


def logistic_of(value: object, measurements: int) -> Logistic:
    """Return a logistic model of so many measurements; TypeError or ValueError where it is none."""
    bias, *weights = (number(item) for item in items(value))
    if len(weights) != measurements:
        raise ValueError
    return Logistic(bias=bias, weights=tuple(weights))


def encode_array(array: NDArray[numpy.float32]) -> bytes:
    """Return the bytes of an array in NumPy's own format, little-endian."""
    written = io.BytesIO()
    numpy.save(written, array.astype("<f4"), allow_pickle=False)
    return written.getvalue()


def decode_array(content: bytes) -> NDArray[numpy.float32]:
    """Return an array; ValueError where it is none."""
    loaded: NDArray[numpy.float32] = numpy.load(io.BytesIO(content), allow_pickle=False)
    return loaded.astype(numpy.float32)
