"""Facts: what settings, figures and lists say at one moment, from which the documents are filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.settings import Settings
from earnest.handover.figures import FalseWakes, SamplingFigures, list_false_wakes, list_sampling_figures
from earnest.handover.processors import Employer, Processor, list_employers, list_processors
from earnest.handover.two_person import list_shares
from earnest.organisation.accountability.records import Cell, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is true at one moment."""

    now: datetime
    period: Period
    settings: Settings
    shares: Mapping[str, float]
    """Largest share in force by programme, as the database enforces it, 0 to 1; a process may be set to another one."""
    sampling: tuple[SamplingFigures, ...]
    false_wakes: tuple[FalseWakes, ...]
    processors: tuple[Processor, ...]
    employers: tuple[Employer, ...]

    def numbers(self) -> dict[str, str]:
        """Return what the texts of the documents are filled with."""
        one = self.settings
        return {
            "retention_days": str(one.retention_days),
            "cap_share": percent(self.shares["general"]),
            "panel_cap_share": percent(self.shares["panel"]),
            "person_cap": str(one.person_cap),
            "lease_seconds": str(one.lease_seconds),
            "disguise": one.disguise.value,
        }

    def setting_rows(self) -> list[dict[str, Cell]]:
        """Return the settings in force that bear on personal data; none is a secret or a path."""
        one = self.settings
        values: dict[str, Cell] = {
            "share of utterances that may be heard, general programme": percent(self.shares["general"]),
            "the same of the invited panel": percent(self.shares["panel"]),
            "clips of a person in 30 days": one.person_cap,
            "the same of the invited panel, clips": one.panel_person_cap,
            "days that recordings are kept": one.retention_days,
            "recogniser": one.engine.value,
            "disguise of voices": one.disguise.value,
            "recogniser that listens to concealed sound": None if one.verifier is None else one.verifier.value,
            "seconds that a reviewer holds a clip": one.lease_seconds,
            "reviewers who write about a clip": one.reviews_per_clip,
            "where reviewers may work": one.workplace.value,
            "surroundings are declared": one.attestation,
            "one clip of a household in 24 hours": one.one_clip_per_household,
            "countries in which clips of a region are played": _countries(one),
        }
        return [{"setting": name, "value": value} for name, value in values.items()]


def read_facts(connection: Connection[TupleRow], settings: Settings, period: Period, *, now: datetime) -> Facts:
    """Read what is true now.

    Args:
        connection: of the administration's role.
        settings: those in force.
        period: which months of the figures count.
        now: the present time.
    """
    return Facts(
        now=now,
        period=period,
        settings=settings,
        shares=list_shares(connection),
        sampling=tuple(one for one in list_sampling_figures(connection) if period.holds_month(one.period)),
        false_wakes=tuple(one for one in list_false_wakes(connection) if period.holds_month(one.period)),
        processors=list_processors(connection),
        employers=list_employers(connection),
    )


def percent(share: float) -> str:
    """Return a share in percent."""
    return f"{share * 100:g} %"


def _countries(settings: Settings) -> str:
    if settings.played_in is None:
        return "everywhere"
    pairs = sorted(settings.played_in.items())
    return "; ".join(f"{region}: {' '.join(sorted(countries))}" for region, countries in pairs)
