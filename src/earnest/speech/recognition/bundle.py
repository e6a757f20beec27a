"""Bundle: a released model as one file, the same bytes for the same model, refused when damaged.

A zip of `manifest.json` (format, SHA-256 of every part) and the parts: for each learned domain its language model,
classes, pronunciations, tokens and weights; for understanding its tables and the slot tagger; weights of the wake
detector where it has learned. No part is code.
"""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from earnest.speech.recognition import bundle_parts
from earnest.speech.recognition.domain_model import DomainModel
from earnest.speech.recognition.errors import ModelUnreadable
from earnest.speech.recognition.routing import Router
from earnest.speech.understanding.intent_model import IntentModel
from earnest.speech.understanding.model import NO_UNDERSTANDING, UnderstandingModel
from earnest.speech.wake_word.detector import WakeDetector, decode_detector, encode_detector
from earnest.speech.wake_word.errors import WakeDetectorUnreadable

FORMAT = 4
"""Version of the format; a reader refuses every other."""

LARGEST_UNPACKED_BYTES = 256 * 2**20
"""A bundle that unpacks to more is refused."""

_WAKE = "wake/detector.json"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LearnedDomain:
    """One domain with the weights that decide when it is taken."""

    model: DomainModel
    router: Router
    known_only: bool
    """Whether only token sequences that labels held are taken (a list of phrases), or new combinations as well."""
    known: tuple[tuple[str, ...], ...] = ()
    """The token sequences that labels held, where `known_only`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bundle:
    """A released model."""

    domains: tuple[LearnedDomain, ...] = ()
    understanding: UnderstandingModel = NO_UNDERSTANDING
    wake: WakeDetector | None = None
    """Weights of the wake detector; None where nothing was learned for it."""
    identifier: str = ""
    """First 16 hexadecimal digits of the SHA-256 of the manifest; empty until it was written."""


def write_bundle(bundle: Bundle) -> bytes:
    """Return the bytes of a bundle; the same bundle gives the same bytes."""
    parts = _parts_of(bundle)
    manifest = _manifest(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in [("manifest.json", manifest), *sorted(parts.items())]:
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return packed.getvalue()


def read_bundle(content: bytes) -> Bundle:
    """Read a bundle.

    Raises:
        ModelUnreadable: it is damaged, holds something else than its manifest says, or is of another format.
    """
    try:
        parts = _unpack(content)
        manifest = parts.pop("manifest.json")
        if manifest != _manifest(parts):
            raise ModelUnreadable
        return _bundle_of(parts, hashlib.sha256(manifest).hexdigest()[:16])
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        ValueError,
        KeyError,
        TypeError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OSError,
        WakeDetectorUnreadable,
    ) as error:
        raise ModelUnreadable from error


def _manifest(parts: dict[str, bytes]) -> bytes:
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(parts.items())}
    return json.dumps({"format": FORMAT, "parts": hashes}, indent=1, sort_keys=True).encode()


def _unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED_BYTES:
            raise ModelUnreadable
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _parts_of(bundle: Bundle) -> dict[str, bytes]:
    parts: dict[str, bytes] = {"domains.json": bundle_parts.encode([domain.model.name for domain in bundle.domains])}
    for number, domain in enumerate(bundle.domains):
        place = f"domain{number}"
        parts[f"{place}/language_model.arpa"] = domain.model.arpa.encode()
        parts[f"{place}/classes.txt"] = domain.model.classes.encode()
        parts[f"{place}/lexicon.txt"] = domain.model.dictionary.encode()
        parts[f"{place}/tokens.json"] = bundle_parts.encode_tokens(domain.model)
        parts[f"{place}/routing.json"] = bundle_parts.encode_routing(domain.router, domain.known, domain.known_only)
    intents = bundle.understanding.intents
    if intents is not None:
        parts["understanding/intents.json"] = bundle_parts.encode([list(intents.intents), list(intents.features)])
        parts["understanding/acceptance.json"] = bundle_parts.encode_acceptance(intents.acceptance)
        parts["understanding/weights.npy"] = _encode_array(intents.weights)
        parts["understanding/biases.npy"] = _encode_array(intents.biases)
        parts["understanding/rarities.npy"] = _encode_array(intents.rarities)
    parts["understanding/slots.crfsuite"] = bundle.understanding.slot_tagger
    if bundle.wake is not None:
        parts[_WAKE] = encode_detector(bundle.wake)
    return parts


def _bundle_of(parts: dict[str, bytes], identifier: str) -> Bundle:
    names = bundle_parts.texts(bundle_parts.decode(parts["domains.json"]))
    return Bundle(
        domains=tuple(_domain_of(parts, f"domain{number}", name) for number, name in enumerate(names)),
        understanding=UnderstandingModel(
            intents=_intents_of(parts) if "understanding/intents.json" in parts else None,
            slot_tagger=parts["understanding/slots.crfsuite"],
        ),
        wake=decode_detector(parts[_WAKE]) if _WAKE in parts else None,
        identifier=identifier,
    )


def _domain_of(parts: dict[str, bytes], place: str, name: str) -> LearnedDomain:
    class_names, tokens = bundle_parts.decode_tokens(parts[f"{place}/tokens.json"])
    router, known, known_only = bundle_parts.decode_routing(parts[f"{place}/routing.json"])
    return LearnedDomain(
        model=DomainModel(
            name=name,
            arpa=parts[f"{place}/language_model.arpa"].decode(),
            classes=parts[f"{place}/classes.txt"].decode(),
            class_names=class_names,
            dictionary=parts[f"{place}/lexicon.txt"].decode(),
            tokens=tokens,
        ),
        router=router,
        known_only=known_only,
        known=known,
    )


def _intents_of(parts: dict[str, bytes]) -> IntentModel:
    intents, features = bundle_parts.items(bundle_parts.decode(parts["understanding/intents.json"]))
    model = IntentModel(
        intents=bundle_parts.texts(intents),
        features=bundle_parts.texts(features),
        weights=_decode_array(parts["understanding/weights.npy"]),
        biases=_decode_array(parts["understanding/biases.npy"]),
        rarities=_decode_array(parts["understanding/rarities.npy"]),
        acceptance=bundle_parts.decode_acceptance(parts["understanding/acceptance.json"]),
    )
    if model.weights.shape != (len(model.intents), len(model.features)) or model.biases.shape != (len(model.intents),):
        raise ModelUnreadable
    if model.rarities.shape != (len(model.features) + 1,):
        raise ModelUnreadable
    return model


def _encode_array(array: NDArray[numpy.float32]) -> bytes:
    written = io.BytesIO()
    numpy.save(written, array.astype("<f4"), allow_pickle=False)
    return written.getvalue()


def _decode_array(content: bytes) -> NDArray[numpy.float32]:
    loaded: NDArray[numpy.float32] = numpy.load(io.BytesIO(content), allow_pickle=False)
    return loaded.astype(numpy.float32)
