"""The table of the watermark benchmark, as its card shows it."""

from collections.abc import Mapping
from typing import cast

Row = Mapping[str, object]


def as_table(results: Row) -> str:
    """Return the table of a `watermark.json`."""
    profiles = cast("Mapping[str, Row]", results["profiles"])
    short = f"{results['short_seconds']:g} s"
    lines = [
        f"| profile | way out | n | lease found, 95 % interval | clips under {short} | others |",
        "|---|---|---|---|---|---|",
    ]
    for name, profile in profiles.items():
        for way, found in cast("Mapping[str, Mapping[str, Row]]", profile["ways"]).items():
            whole, parts = found["all"], [_of(found[part]) for part in ("short", "others")]
            lines.append(f"| `{name}` | {way} | {whole['n']} | {_share(whole)} | {parts[0]} | {parts[1]} |")
        none = cast("Row", profile["without a mark"])
        lines.append(f"| `{name}` | without a mark | {none['n']} | {_share(none)} | | |")
    wrong = [cast("Mapping[str, int]", profile["wrong keys"]) for profile in profiles.values()]
    opinions = [f"`{name}` {profile['dnsmos_change']:+}" for name, profile in profiles.items() if _heard(profile)]
    lines += [
        "",
        (
            f"Compared with {results['leases']:,} leases; of {sum(one['n'] for one in wrong):,} wrong keys "
            f"{sum(one['taken for the right one'] for one in wrong)} were taken for the right one. "
            f"{results['cpu_seconds_per_second']} CPU seconds per second of sound. MP3 at "
            f"{results['mp3_kilobits_per_second']} kbit/s. DNSMOS (1 to 5) changes by: "
            f"{', '.join(opinions) or 'not run'}."
        ),
        "",
        f"Seed {results['seed']}, {results['recordings']} recordings. Invented: {results['invented']}.",
    ]
    return "\n".join(lines)


def _heard(profile: Row) -> bool:
    return profile["dnsmos_change"] is not None


def _of(found: Row) -> str:
    return f"{found['found']} of {found['n']}"


def _share(found: Row) -> str:
    low, high = cast("tuple[float, float]", found["interval"])
    return f"**{cast('float', found['share']):.1%}** ({low:.1%} to {high:.1%})"
