"""Settings in force: told to the audit log at each start, and kept where no process can change them."""

import json
from collections.abc import Mapping
from importlib.resources import files

import psycopg

from earnest.foundation.clock import Clock
from earnest.foundation.settings import HIGHEST_CAP_SHARE, Settings
from earnest.handover.allowances import declare_countries, set_caps
from earnest.services.audit import SettingsInForce, append, swap_settings

_MILLION = 1_000_000


def record_settings(owner_dsn: str, settings: Settings, *, started_by: str, clock: Clock) -> SettingsInForce:
    """Write the caps that the database itself keeps to, and an event that names the settings and whether they changed.

    Args:
        owner_dsn: owner of the database; no role may change what is written here.
        settings: the supervisor's.
        started_by: code of the command that starts everything.
        clock: tells when.

    Raises:
        ShareNotApproved: a share is higher than what is in force, or than one person may set, and two people have not
            approved it (AC10); nothing was written.
    """
    shares = {
        "household": 0.0,
        "general": min(settings.cap_share, HIGHEST_CAP_SHARE),
        "panel": settings.panel_cap_share,
    }
    named = _named(settings)
    with psycopg.connect(owner_dsn) as connection:
        text = swap_settings(connection, json.dumps(named, sort_keys=True))
        before: object = None if text is None else json.loads(text)
        set_caps(connection, shares, now=clock.now())
        declare_countries(connection, declared_countries(settings))
        event = SettingsInForce(
            at=clock.now(),
            started_by=started_by,
            changed=before != named,
            cap_share_millionths=round(settings.cap_share * _MILLION),
            panel_cap_share_millionths=round(settings.panel_cap_share * _MILLION),
            person_cap=settings.person_cap,
            panel_person_cap=settings.panel_person_cap,
            retention_days=settings.retention_days,
            engine=_code(settings.engine.value),
            disguise=_code(settings.disguise.value),
            verifier=None if settings.verifier is None else _code(settings.verifier.value),
            lease_seconds=settings.lease_seconds,
            reviews_per_clip=settings.reviews_per_clip,
            double_review_share_millionths=round(settings.double_review_share * _MILLION),
        )
        _ = append(connection, event)
    return event


def declared_countries(settings: Settings) -> frozenset[str]:
    """Return which countries the owner of the machine declares active (DC5).

    On a machine of one's own the owner is the organisation, so where nothing is said those count whose emergency
    numbers come with Earnest; who keeps a database elsewhere says it, or a privacy officer does.
    """
    if settings.declared_countries is not None:
        return settings.declared_countries
    return _shipped_countries() if settings.database is None else frozenset()


def _shipped_countries() -> frozenset[str]:
    """Return the countries that the matrix of oversight comes with.

    Its files are named by their countries and found by place: the supervisor loads no code of a side.
    """
    folder = files("earnest").joinpath("organisation", "oversight", "countries")
    return frozenset(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))


def _named(settings: Settings) -> Mapping[str, str | int | float | None]:
    """Return the settings that the log names, for comparing with the start before."""
    return {
        "cap_share": settings.cap_share,
        "panel_cap_share": settings.panel_cap_share,
        "person_cap": settings.person_cap,
        "panel_person_cap": settings.panel_person_cap,
        "retention_days": settings.retention_days,
        "engine": settings.engine.value,
        "disguise": settings.disguise.value,
        "verifier": None if settings.verifier is None else settings.verifier.value,
        "lease_seconds": settings.lease_seconds,
        "reviews_per_clip": settings.reviews_per_clip,
        "double_review_share": settings.double_review_share,
        "declared_countries": ",".join(sorted(declared_countries(settings))),
    }


def _code(name: str) -> str:
    """Return a name as the log takes codes."""
    return name.replace("-", "_")
