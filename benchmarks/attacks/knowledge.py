"""Knowledge: what an attacker knows of the disguise, and how wrong he still is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy

from attacks.backend import Backend, Persons, fit_backend, fit_plain
from attacks.families import Family
from attacks.frames import Numbers
from attacks.inversion import fit_inversion
from attacks.people import Crowd
from attacks.scores import Rate, Trials, equal_error_rate, fused, joined, linkability, with_interval
from attacks.trials import Asked, Voices, ask

Measured = Sequence[Numbers | None]
"""What was measured of each clip; None where it is withheld."""


class Knowledge(StrEnum):
    """What the attacker knows and does."""

    UNDISGUISED = "undisguised"
    """Nothing is disguised: how well these people can be recognised at all."""
    IGNORANT = "ignorant"
    """Trained on originals, knows originals with names, does not know that the clip is disguised."""
    INFORMED = "informed"
    """Trained on originals, and disguises the originals with names before he compares."""
    SEMI_INFORMED = "semi-informed"
    """Retrains everything on disguised speech of other people, and disguises what he has with names."""
    INVERSION = "inversion"
    """Learns from other people to turn disguised clips back, and compares them with originals."""


class Comparing(StrEnum):
    """How two vectors are compared."""

    LIKELIHOOD_RATIO = "likelihood ratio"
    """Discriminant analysis, then PLDA."""
    COSINE = "cosine"
    """Discriminant analysis, then the angle."""
    PLAIN_COSINE = "plain cosine"
    """The angle alone."""


TRAINED = (Comparing.LIKELIHOOD_RATIO, Comparing.COSINE)
PLAIN = (Comparing.PLAIN_COSINE,)
ON_DISGUISES = (Knowledge.IGNORANT, Knowledge.INFORMED, Knowledge.SEMI_INFORMED, Knowledge.INVERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The most successful attacker of a kind; picked afterwards, so he seems a little better than he is."""

    attacker: str
    clip: Rate
    """Half of a person's clips known, one looked for, as in the VoicePrivacy challenges."""
    pair: Rate
    """One clip known, one looked for."""
    pooled: Rate
    """Half of a person's clips known, the other half looked for together."""
    linkability: float
    """D_sys of two single clips."""
    single: Mapping[str, float]
    """Equal error rate of each attacker by himself, one clip looked for."""
    trials: int
    """Decisions, one clip looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Vectors of one rendering of the clips that are not withheld."""

    vectors: Numbers
    places: Persons
    """Which clips these are; shape (clips,)."""
    persons: Persons
    halves: Persons

    def voices(self, project: Callable[[Numbers], Numbers]) -> Voices:
        """Return them as a back-end sees them."""
        return Voices(vectors=project(self.vectors), persons=self.persons, halves=self.halves)

    def without(self, tested: Persons) -> "Side":
        """Return the clips of the people whom the attacker trains on."""
        kept = ~numpy.isin(self.persons, tested)
        return Side(
            vectors=self.vectors[kept],
            places=self.places[kept],
            persons=self.persons[kept],
            halves=self.halves[kept],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What an attacker compares in one round, and with what he learned."""

    backend: Backend
    known: Voices
    looked_for: Voices
    ways: tuple[Comparing, ...]
    knows_of_disguise: bool = True
    """Whether he knows that what he looks for is disguised."""

    @property
    def believed(self) -> Voices:
        """Return clips like those that he believes he looks for."""
        return self.looked_for if self.knows_of_disguise else self.known


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What one kind of attacker has measured of everybody."""

    crowd: Crowd
    originals: Measured
    """Of the undisguised clips."""
    renderings: Sequence[Measured]
    """Of the disguised ones, each time with other parameters; none to attack the originals."""
    more: Sequence[Measured] = ()
    """Of further renderings that are only learned from."""
    seed: int


def attack(family: Family, material: Material, rounds: Sequence[Persons]) -> dict[Knowledge, dict[str, Asked]]:
    """Let one kind of attacker try, with all that he may know.

    Args:
        family: what he measures.
        material: what he measured.
        rounds: people who are attacked in each round; he trains on all others.

    Returns:
        Knowledge → name of the attacker → his answers about everybody.
    """
    answers: dict[Knowledge, dict[str, list[Asked]]] = {}
    for tested in rounds:
        for knowledge, comparison in _comparisons(family, material, tested):
            for comparing in comparison.ways:
                asked = ask(
                    comparison.backend,
                    known=comparison.known.of(tested),
                    looked_for=comparison.looked_for.of(tested),
                    cohort=comparison.known.without(tested),
                    looked_for_cohort=comparison.believed.without(tested),
                    plda=comparing is Comparing.LIKELIHOOD_RATIO,
                )
                answers.setdefault(knowledge, {}).setdefault(f"{family.name}, {comparing}", []).append(asked)
    return {
        knowledge: {name: _together(asked) for name, asked in named.items()} for knowledge, named in answers.items()
    }


def _comparisons(family: Family, material: Material, tested: Persons) -> Iterator[tuple[Knowledge, Comparison]]:
    """Give what is compared in one round, for everything that an attacker may know."""
    on_originals = _learned(family, material, [material.originals], tested)
    original = on_originals(material.originals)
    if not material.renderings:
        for backend, ways in _backends(family, [original.without(tested)]):
            known = original.voices(backend.project)
            yield Knowledge.UNDISGUISED, Comparison(backend=backend, known=known, looked_for=known, ways=ways)
        return
    yield from _trained_on_originals(family, original, [on_originals(each) for each in material.renderings], tested)
    on_disguised = _learned(family, material, [*material.renderings, *material.more], tested)
    sides = [on_disguised(each) for each in material.renderings]
    for backend, ways in _backends(family, [side.without(tested) for side in sides]):
        for one, other in _both_ways([side.voices(backend.project) for side in sides]):
            yield Knowledge.SEMI_INFORMED, Comparison(backend=backend, known=one, looked_for=other, ways=ways)


def _trained_on_originals(
    family: Family, original: Side, sides: Sequence[Side], tested: Persons
) -> Iterator[tuple[Knowledge, Comparison]]:
    for backend, ways in _backends(family, [original.without(tested)]):
        known = original.voices(backend.project)
        heard = [side.voices(backend.project) for side in sides]
        for voices in heard:
            yield (
                Knowledge.IGNORANT,
                Comparison(backend=backend, known=known, looked_for=voices, ways=ways, knows_of_disguise=False),
            )
        for one, other in _both_ways(heard):
            yield Knowledge.INFORMED, Comparison(backend=backend, known=one, looked_for=other, ways=ways)
        if ways == TRAINED:
            for voices in _inverted(sides, original, tested, backend):
                yield Knowledge.INVERSION, Comparison(backend=backend, known=known, looked_for=voices, ways=ways)


def _learned(
    family: Family, material: Material, taught: Sequence[Measured], tested: Persons
) -> Callable[[Measured], Side]:
    """Train the family on the clips of others; return what makes vectors of all clips."""
    crowd = material.crowd
    strangers = ~numpy.isin(crowd.persons, tested)
    clips = [
        (one, int(person))
        for each in taught
        for one, use, person in zip(each, strangers, crowd.persons, strict=True)
        if use and one is not None
    ]
    vector = family.fit(
        [one for one, _ in clips], numpy.asarray([person for _, person in clips], dtype=numpy.intp), material.seed
    )

    def side(measured: Measured) -> Side:
        places = numpy.asarray([place for place, one in enumerate(measured) if one is not None], dtype=numpy.intp)
        rows = numpy.asarray([vector(one) for one in measured if one is not None])
        return Side(vectors=rows, places=places, persons=crowd.persons[places], halves=crowd.halves[places])

    return side


def _backends(family: Family, sides: Sequence[Side]) -> list[tuple[Backend, tuple[Comparing, ...]]]:
    vectors = numpy.concatenate([side.vectors for side in sides])
    persons = numpy.concatenate([side.persons for side in sides])
    return [
        (fit_backend(vectors, persons, whiten=family.whiten), TRAINED),
        (fit_plain(vectors, whiten=family.whiten), PLAIN),
    ]


def _both_ways(voices: Sequence[Voices]) -> list[tuple[Voices, Voices]]:
    """Return each pair of renderings, both ways; one alone is compared with itself, across its halves."""
    if len(voices) == 1:
        return [(voices[0], voices[0])]
    return [(one, other) for one in voices for other in voices if one is not other]


def _inverted(sides: Sequence[Side], original: Side, tested: Persons, learned: Backend) -> list[Voices]:
    """Return the disguised clips as the attacker guesses that they were before."""
    projected = dict(zip(original.places.tolist(), learned.project(original.vectors), strict=True))
    strangers = [side.without(tested) for side in sides]
    invert = fit_inversion(
        numpy.concatenate([side.vectors for side in strangers]),
        numpy.asarray([projected[place] for side in strangers for place in side.places.tolist()]),
    )
    return [side.voices(invert) for side in sides]


def _together(asked: Sequence[Asked]) -> Asked:
    return Asked(
        clip=joined([each.clip for each in asked]),
        pair=joined([each.pair for each in asked]),
        pooled=joined([each.pooled for each in asked]),
    )


Team = tuple[str, ...]
"""Names of attackers who decide together."""


def most_successful(attackers: Mapping[str, Asked], seed: int) -> Outcome:
    """Return the outcome of whoever is least wrong: everybody by himself, the best teams, and all together."""
    names = sorted(attackers)
    alone: list[Team] = [(name,) for name in names]
    everybody = tuple(names)
    team = best_team(attackers)
    _, pair = _best([*alone, team, everybody], lambda name: attackers[name].pair)
    _, pooled = _best([*alone, team, everybody], lambda name: attackers[name].pooled)
    return Outcome(
        attacker=" + ".join(team),
        clip=with_interval(fused([attackers[name].clip for name in team]), seed),
        pair=with_interval(pair, seed),
        pooled=with_interval(pooled, seed),
        linkability=linkability(pair),
        single={name: equal_error_rate(attackers[name].clip) for name in names},
        trials=fused([attackers[name].clip for name in team]).scores.size,
    )


def best_team(attackers: Mapping[str, Asked]) -> Team:
    """Return who is least wrong about one clip: each, each two, all, and the best two with whoever helps them."""

    def scores(name: str) -> Trials:
        return attackers[name].clip

    names = sorted(attackers)
    team, trials = _best([*((name,) for name in names), *combinations(names, 2), tuple(names)], scores)
    while len(team) < len(names):
        larger, fewer = _best([(*team, name) for name in names if name not in team], scores)
        if equal_error_rate(fewer) >= equal_error_rate(trials):
            break
        team, trials = larger, fewer
    return team


def _best(teams: Sequence[Team], scores: Callable[[str], Trials]) -> tuple[Team, Trials]:
    tried = ((team, fused([scores(name) for name in team])) for team in teams)
    return min(tried, key=lambda entry: equal_error_rate(entry[1]))
