"""Alone: how wrong attackers are who only have one kind of thing, such as words, phones and timing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from attacks.knowledge import Knowledge, best_team
from attacks.scores import Rate, equal_error_rate, fused, with_interval
from attacks.table import CONTROL, NETWORKS, ROOM, SPEAKING
from attacks.trials import Asked

FAMILIES: Final = {
    SPEAKING: frozenset({"words", "phones", "timing"}),
    CONTROL: frozenset({"read text"}),
    NETWORKS: frozenset({"own network", "retrained embedding"}),
    ROOM: frozenset({"quiet edges"}),
}
"""Title → names of the families that it is."""

Answers = Mapping[Knowledge, Mapping[str, Asked]]
"""Knowledge → name of the attacker, family first → his answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """The most successful attacker of a kind, whatever he knows of the disguise; picked afterwards."""

    knowledge: Knowledge
    attacker: str
    clip: Rate
    """Half of a person's clips known, one looked for."""


def all_alone(answers: Answers, seed: int) -> dict[str, Alone]:
    """Return the outcome of each kind of which an attacker was tried, by its title."""
    found = {title: _alone(answers, families, seed) for title, families in FAMILIES.items()}
    return {title: one for title, one in found.items() if one is not None}


def _alone(answers: Answers, families: Collection[str], seed: int) -> Alone | None:
    teams = [
        (knowledge, team, fused([named[name].clip for name in team]))
        for knowledge, named in (
            (knowledge, {name: asked for name, asked in all_named.items() if name.split(", ")[0] in families})
            for knowledge, all_named in answers.items()
        )
        if named
        for team in [best_team(named)]
    ]
    if not teams:
        return None
    knowledge, team, trials = min(teams, key=lambda entry: equal_error_rate(entry[2]))
    return Alone(knowledge=knowledge, attacker=" + ".join(team), clip=with_interval(trials, seed))
