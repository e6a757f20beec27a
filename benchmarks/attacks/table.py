"""Table: the results of the benchmark `disguise` in Markdown, from its JSON alone."""

from collections.abc import Mapping
from typing import Final, cast

Json = Mapping[str, object]

ATTACKERS: Final = ("semi-informed", "inversion", "informed", "ignorant")
"""What attackers on disguised clips know."""
STRENGTH: Final = "strength"
STRONGEST: Final = "equal error rate of the most successful attacker"
PAIR: Final = "the same with one clip known and one looked for"
POOLED: Final = "the same with half of a person's clips known and the other half looked for"
LINKABILITY: Final = "linkability of two clips (D_sys; 0 none, 1 complete)"
SPEAKING: Final = "words, phones and timing alone"
CONTROL: Final = "– the text that was read alone (control)"
NETWORKS: Final = "networks that the attacker trains himself, alone"
ROOM: Final = "the room before and after the speech, alone"
ALONE: Final = (SPEAKING, CONTROL, NETWORKS, ROOM)
"""What attackers have who have nothing else."""
WORD_ERRORS: Final = {
    "word error rate, before → after": "everything",
    "– where the recogniser understood before": "understood",
    "– where it did not": "not_understood",
}
HIDDEN: Final = "wrong words of the recogniser that it hears again"
OPINION: Final = "DNSMOS, overall (1 to 5)"
COST: Final = "CPU seconds per second of sound"
WITHHELD: Final = "clips withheld"
MEASURES: Final = (
    STRENGTH,
    STRONGEST,
    *ATTACKERS,
    PAIR,
    POOLED,
    *ALONE,
    LINKABILITY,
    *WORD_ERRORS,
    HIDDEN,
    OPINION,
    COST,
    WITHHELD,
)
"""Rows of the table."""


def table(results: Json) -> str:
    """Return the tables that are printed and put into the documents (Markdown)."""
    profiles = cast("Mapping[str, Json]", results["profiles"])
    columns = [_original(cast("Json", results["undisguised"])), *(_profile(profile) for profile in profiles.values())]
    lines = [
        _cells("", "undisguised", *(f"`{name}`" for name in profiles)),
        "|---" * (2 + len(profiles)) + "|",
        *(_cells(measure, *(column.get(measure, "–") for column in columns)) for measure in MEASURES),
    ]
    return "\n".join([*lines, "", *_anchors(results), "", _note(results)])


def _original(undisguised: Json) -> dict[str, str]:
    attack = cast("Json", undisguised["attack"])
    return {
        STRONGEST: f"{_percent(attack['clip'])}",
        PAIR: _percent(attack["pair"]),
        POOLED: _percent(attack["pooled"]),
        **_what_each_tells(undisguised),
        LINKABILITY: _number(attack["linkability"]),
        OPINION: _number(undisguised["opinion"]),
    }


def _profile(profile: Json) -> dict[str, str]:
    attacks = cast("Mapping[str, Json]", profile["attacks"])
    strongest = cast("Json", profile["strongest"])
    recognition = cast("Mapping[str, Json | None]", profile["recognition"] or {})
    hidden = recognition.get("hidden_errors")
    return {
        STRENGTH: f"**{profile['strength']}**",
        STRONGEST: f"**{_percent(strongest)}** ({strongest['attacker']})",
        **{name: _percent(attacks[name]["clip"]) for name in ATTACKERS},
        PAIR: _least(attacks, "pair"),
        POOLED: _least(attacks, "pooled"),
        **_what_each_tells(profile),
        LINKABILITY: _number(max(cast("float", one["linkability"]) for one in attacks.values())),
        **{title: _change(recognition.get(name)) for title, name in WORD_ERRORS.items()},
        HIDDEN: "–" if hidden is None else _percent(hidden),
        OPINION: _number(profile["opinion"]),
        COST: _number(profile["cpu_seconds_per_second"], digits=3),
        WITHHELD: str(profile["withheld"]),
    }


def _what_each_tells(column: Json) -> dict[str, str]:
    """Return what one kind of thing tells by itself; "–" where it was not measured."""
    alone = cast("Mapping[str, Json]", column.get("alone", {}))
    return {title: _percent(alone[title]) for title in ALONE if title in alone}


def _anchors(results: Json) -> list[str]:
    """Return what others reach on other people and with other attackers."""
    return [
        "| VoicePrivacy 2024, for comparison | equal error rate, semi-informed | word error rate |",
        "|---|---|---|",
        *(
            _cells(str(anchor["system"]), _alone(anchor["equal_error_rate"]), _alone(anchor["word_error_rate"]))
            for anchor in cast("list[Json]", results["voiceprivacy_2024"])
        ),
    ]


def _note(results: Json) -> str:
    left_out = cast("list[str]", results["left_out"])
    missing = f" Left out: {', '.join(left_out)}." if left_out else ""
    attackers = ", ".join(cast("list[str]", results["attackers"]))
    return (
        f"{results['people']} people, {results['clips']} clips ({results['minutes']} minutes), {results['rounds']} "
        f"rounds, {results['renderings']} renderings; attackers measure: {attackers}. Rates in percent, with 95 % "
        f"intervals over people; seed {results['seed']}.{missing} Made by `make bench NAME=disguise` from "
        "`benchmarks/results/disguise.json`."
    )


def _alone(rate: object) -> str:
    return "–" if rate is None else f"{100 * cast('float', rate):.1f}"


def _cells(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _least(attacks: Mapping[str, Json], question: str) -> str:
    rates = [cast("Json", one[question]) for one in attacks.values()]
    return _percent(min(rates, key=lambda rate: cast("float", rate["value"])))


def _percent(rate: object) -> str:
    fields = cast("Mapping[str, object]", rate)
    low, high = cast("list[float]", fields["interval"])
    return f"{100 * cast('float', fields['value']):.1f} [{100 * low:.1f}–{100 * high:.1f}]"


def _number(value: object, digits: int = 2) -> str:
    return "–" if value is None else f"{cast('float', value):.{digits}f}"


def _change(comparison: Json | None) -> str:
    """Return a word error rate before and after, and by how many points it rose."""
    if comparison is None:
        return "–"
    low, high = cast("list[float]", comparison["interval"])
    before, after, rise = (100 * cast("float", comparison[name]) for name in ("before", "after", "rise"))
    return (
        f"{before:.0f} → {after:.0f} ({rise:+.0f} points [{100 * low:+.0f} to {100 * high:+.0f}], "
        f"{comparison['clips']} clips)"
    )
