"""Renderings: every clip disguised, each time with parameters of its own, and what it cost."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import numpy
from material.encoder import live_encoder

from attacks.people import Clip
from earnest.foundation.units import Samples, seconds
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.speech.privacy.disguise.profile import DisguiseProfile, Undisguised, check_disguised
from earnest.speech.sound.level import for_listening
from earnest.voices.disguise.profiles import open_profile

COUNTED = 40
"""Clips from which the cost is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """All clips under one profile."""

    sounds: tuple[Samples | None, ...]
    """As a reviewer hears them, in the order of the clips; None where the profile said that it cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What one process is asked to disguise."""

    profile: str
    number: int
    clip: Clip
    words: tuple[RecognisedWord, ...]


def originals(clips: Sequence[Clip]) -> Rendering:
    """Return the undisguised clips at the loudness at which a reviewer would hear them."""
    return Rendering(sounds=tuple(for_listening(clip.samples) for clip in clips))


def render(
    profile: str,
    clips: Sequence[Clip],
    words: Sequence[Sequence[RecognisedWord]],
    *,
    number: int,
    processes: int,
    cache: Path | None,
) -> Rendering:
    """Disguise every clip.

    Args:
        profile: name of the profile.
        clips: what to disguise.
        words: what was recognised in each.
        number: another number draws other parameters, ≥ 0; the same number the same ones.
        processes: how many work at once.
        cache: folder of what was disguised before by the same code; None for none.
    """
    place = None if cache is None else cache / f"{profile}-{number}-{_code_digest()[:12]}"
    orders = [
        _Order(profile=profile, number=number, clip=clip, words=tuple(heard))
        for clip, heard in zip(clips, words, strict=True)
    ]
    missing = [order for order in orders if place is None or not (place / f"{order.clip.digest}.npy").exists()]
    made: dict[str, Samples | None] = {}
    for order, (sound, _) in zip(missing, _all_disguised(missing, processes), strict=True):
        _keep(place, order, sound)
        made[order.clip.digest] = sound
    return Rendering(
        sounds=tuple(
            made[order.clip.digest] if order.clip.digest in made else _read(place, order.clip) for order in orders
        )
    )


def cost_of(profile: str, clips: Sequence[Clip], words: Sequence[Sequence[RecognisedWord]]) -> float:
    """Return CPU seconds per second of sound, from COUNTED clips that are spread over all; nothing from a cache.

    Args:
        profile: name of the profile.
        clips: at least one.
        words: what was recognised in each.
    """
    places = range(0, len(clips), -(-len(clips) // COUNTED))
    orders = [_Order(profile=profile, number=0, clip=clips[place], words=tuple(words[place])) for place in places]
    _ = _disguised(orders[0])
    length = sum(seconds(order.clip.samples.size) for order in orders)
    return sum(_disguised(order)[1] for order in orders) / max(length, 1e-9)


def _all_disguised(orders: Sequence[_Order], processes: int) -> Iterator[tuple[Samples | None, float]]:
    if processes == 1 or len(orders) <= 1:
        yield from map(_disguised, orders)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_disguised, orders, chunksize=8)


@cache
def _opened(profile: str) -> DisguiseProfile:
    """Return a profile, opened once in each process, as the worker does it."""
    return open_profile(profile, live_encoder())


def _disguised(order: _Order) -> tuple[Samples | None, float]:
    """Return the sound as a reviewer hears it, and the CPU seconds of the disguise alone."""
    profile = _opened(order.profile)
    clip = Undisguised(samples=order.clip.samples, language=order.clip.language, words=order.words, beeped=())
    randomness = numpy.random.default_rng([int(order.clip.digest[:12], 16), order.number])
    began = time.process_time()
    try:
        result = profile.disguise(clip, randomness)
        check_disguised(clip, result)
    except CannotDisguise:
        return None, time.process_time() - began
    spent = time.process_time() - began
    return for_listening(result.samples), spent


def _keep(place: Path | None, order: _Order, sound: Samples | None) -> None:
    """Write what was disguised into the cache, an empty sound for what was refused."""
    if place is None:
        return
    place.mkdir(parents=True, exist_ok=True)
    kept = numpy.zeros(0, dtype=numpy.int16) if sound is None else sound
    numpy.save(place / f"{order.clip.digest}.npy", kept, allow_pickle=False)


def _read(place: Path | None, clip: Clip) -> Samples | None:
    if place is None:
        raise FileNotFoundError(clip.digest)
    sound = numpy.load(place / f"{clip.digest}.npy", allow_pickle=False).astype(numpy.int16)
    return sound if sound.size else None


def _code_digest() -> str:
    """Return a digest of all code and models on speech, so that a changed profile is rendered anew."""
    package = files("earnest.speech")
    digest = sha256()
    for entry in sorted(_all_files(Path(str(package)))):
        digest.update(entry.read_bytes())
    return digest.hexdigest()


def _all_files(folder: Path) -> list[Path]:
    """Return code and models; not what was measured of them."""
    return [
        entry
        for entry in folder.rglob("*")
        if entry.is_file() and "__pycache__" not in entry.parts and entry.name not in {"measured.json", "strength.py"}
    ]
