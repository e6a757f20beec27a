"""Families: the kinds of measurement that attackers recognise people by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, Protocol

import numpy

from attacks.backend import Persons
from attacks.embedding import SpeakerEncoder
from attacks.frames import Numbers, mel_bands, quiet_edges, short_time, whole_clip
from attacks.mixture import fit_mixture
from attacks.network import Schooling, train_network
from attacks.speaking import COUNTS, SENTENCE, hear, phone_counts, sentence, timing, without_sentence, word_counts
from earnest.foundation.units import Samples

Sounds = Sequence[Samples | None]
"""Clips under one disguise; None where one is withheld."""
Measuring = Callable[[Sounds], list[Numbers | None]]
"""What measures each clip; None where it is withheld."""
Vector = Callable[[Numbers], Numbers]
"""What makes a vector of a measurement."""


class Family(Protocol):
    """A way to turn a clip into a vector."""

    @property
    def name(self) -> str:
        """Name in the results."""
        ...

    @property
    def looks_at(self) -> str:
        """Name of what is measured; families with the same one measure the same, so that it is measured once."""
        ...

    @property
    def whiten(self) -> bool:
        """Whether the dimensions of the vector have different units."""
        ...

    @property
    def hungry(self) -> bool:
        """Whether so much is learned that more renderings of the same clips help."""
        ...

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return what is measured of each clip before anything is learned; None where it is withheld."""
        ...

    def fit(self, measured: Sequence[Numbers], persons: Persons, seed: int) -> Vector:
        """Learn from clips of people who are not attacked.

        Args:
            measured: of each clip.
            persons: who speaks in each; shape (clips,).
            seed: for what is drawn.
        """
        ...


@dataclass(frozen=True, slots=True)
class MixtureFamily:
    """Classical: adapted means of a Gaussian mixture of cepstra."""

    name = looks_at = "mixture"
    whiten = hungry = False

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return cepstra of the frames with speech."""
        return _each(short_time)(sounds)

    def fit(self, measured: Sequence[Numbers], persons: Persons, seed: int) -> Vector:
        """Fit the mixture anew."""
        _ = persons
        return fit_mixture(measured, numpy.random.default_rng(seed)).supervector


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFamily:
    """What is counted in a clip is its vector; what it tells, the back-end learns."""

    name: str
    looks_at: str
    of_sounds: Measuring
    whiten: bool
    hungry = False

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return what is measured of each sound by itself."""
        return self.of_sounds(sounds)

    def fit(self, measured: Sequence[Numbers], persons: Persons, seed: int) -> Vector:
        """Return the vector as it is; nothing is learned."""
        _ = measured, persons, seed
        return lambda counted: counted


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingFamily:
    """How a person speaks, without the voice and without what the sentence alone makes expect."""

    name: str
    looks_at: str
    of_sounds: Measuring
    part: slice
    """Which dimensions of what is measured are the vector."""
    sentences: Sequence[Numbers]
    """What is known of the sentence of each clip, shape (SENTENCE,)."""
    whiten: bool
    hungry = False

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return what is known of the sentence and then what is measured, one after the other."""
        return [
            None if measured is None else numpy.concatenate([told, measured])
            for told, measured in zip(self.sentences, self.of_sounds(sounds), strict=True)
        ]

    def fit(self, measured: Sequence[Numbers], persons: Persons, seed: int) -> Vector:
        """Learn from others what a sentence makes expect."""
        _ = persons, seed
        rows = numpy.asarray(measured)
        rest = without_sentence(rows[:, :SENTENCE], rows[:, SENTENCE:][:, self.part])
        return lambda clip: rest(clip[:SENTENCE], clip[SENTENCE:][self.part])


@dataclass(frozen=True, slots=True)
class EmbeddingFamily:
    """A network that was trained on thousands of undisguised people."""

    encoder: SpeakerEncoder
    name = "embedding"
    looks_at = "states"
    whiten = True
    hungry = False

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return what the network's upper layers remember."""
        return self.encoder.states(sounds)

    def fit(self, measured: Sequence[Numbers], persons: Persons, seed: int) -> Vector:
        """Return the embedding as the network makes it: it stays, the back-end is retrained."""
        _ = measured, persons, seed
        return self.encoder.embedding


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedFamily:
    """A network of the attacker's own, trained anew for each round on people who are not attacked."""

    name: str
    looks_at: str
    of_sounds: Measuring
    schooling: Schooling
    hungry: bool
    whiten = False
    _trained: dict[str, Vector] = field(default_factory=dict, repr=False)
    """The undisguised clips are taught again with every profile; by the digest of what was taught."""

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return what the network is given."""
        return self.of_sounds(sounds)

    def fit(self, measured: Sequence[Numbers], persons: Persons, seed: int) -> Vector:
        """Train the network from nothing."""
        digest = sha256(persons.tobytes() + str(seed).encode())
        for clip in measured:
            digest.update(clip.tobytes())
        key = digest.hexdigest()
        if key not in self._trained:
            self._trained[key] = train_network(measured, persons, self.schooling, seed)
        return self._trained[key]


def _manner(sounds: Sounds) -> list[Numbers | None]:
    """Return which phones are heard in each clip, and then how long they last; one after the other."""
    return [
        None if heard is None else numpy.concatenate([phone_counts(heard), timing(heard)]) for heard in hear(sounds)
    ]


def _each(measure: Callable[[Samples], Numbers]) -> Measuring:
    return lambda sounds: [None if sound is None else measure(sound) for sound in sounds]


STATISTICS: Final = CountedFamily(name="statistics", looks_at="whole clip", of_sounds=_each(whole_clip), whiten=True)
"""Colour, room, melody and rhythm of the whole clip."""
QUIET_EDGES: Final = CountedFamily(
    name="quiet edges", looks_at="quiet edges", of_sounds=_each(quiet_edges), whiten=True
)
"""What is heard before and after the speech."""
ON_BANDS: Final = Schooling(pieces=16_000, piece=150, centred=True, hidden=8, moved=0.08)
"""How the attacker's own network is trained, on spectra."""
ON_STATES: Final = Schooling(pieces=16_000, piece=20, centred=False, hidden=0, moved=0.0)
"""How the network above the embedding's layers is trained."""


def families(speaking: Sequence[Family], *, encoder: SpeakerEncoder | None, trains: bool) -> tuple[Family, ...]:
    """Return all kinds of attacker that this machine can run.

    Args:
        speaking: those who look at words, phones and timing.
        encoder: the embedding's network, where there is one.
        trains: whether networks can be trained here.
    """
    found: list[Family] = [MixtureFamily(), STATISTICS, *speaking, QUIET_EDGES]
    if encoder is not None:
        found.append(EmbeddingFamily(encoder))
    if trains:
        found.append(
            TrainedFamily(
                name="own network", looks_at="bands", of_sounds=_each(mel_bands), schooling=ON_BANDS, hungry=True
            )
        )
    if trains and encoder is not None:
        found.append(
            TrainedFamily(
                name="retrained embedding",
                looks_at="states",
                of_sounds=encoder.states,
                schooling=ON_STATES,
                hungry=False,
            )
        )
    return tuple(found)


Words = Sequence[Sequence[str]]
"""Words of each clip."""


def speaking_families(known: Words, recognised: Words) -> tuple[SpeakingFamily, ...]:
    """Return those who look at words, phones and timing.

    Args:
        known: what was read in each clip; where nothing is known, what was recognised stands for it.
        recognised: the words that go with each clip to a reviewer, whatever its disguise.
    """
    sentences = [sentence(read or heard) for read, heard in zip(known, recognised, strict=True)]
    words = [word_counts(heard) for heard in recognised]

    def with_clip(sounds: Sounds) -> list[Numbers | None]:
        return [None if sound is None else counts for sound, counts in zip(sounds, words, strict=True)]

    def family(name: str, looks_at: str, of_sounds: Measuring, part: slice, *, whiten: bool) -> SpeakingFamily:
        return SpeakingFamily(
            name=name, looks_at=looks_at, of_sounds=of_sounds, part=part, sentences=sentences, whiten=whiten
        )

    return (
        family("words", "words", with_clip, slice(None), whiten=False),
        family("phones", "heard phones", _manner, slice(COUNTS), whiten=False),
        family("timing", "heard phones", _manner, slice(COUNTS, None), whiten=True),
    )


def control_family(known: Words) -> SpeakingFamily:
    """Return who only looks at what was read: tells how much of it is left in `speaking_families`."""
    counts: list[Numbers | None] = [word_counts(read) for read in known]
    return SpeakingFamily(
        name="read text",
        looks_at="read text",
        of_sounds=lambda _: counts,
        part=slice(None),
        sentences=[sentence(read) for read in known],
        whiten=False,
    )
