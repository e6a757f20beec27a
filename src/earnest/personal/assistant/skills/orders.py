"""Orders: what the gateway asks of the child in which skills run, and what it answers, as JSON. Pure."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from earnest.foundation.errors import Unavailable
from earnest.personal.assistant.skills.plugin import (
    SettingKind,
    SkillDescription,
    SkillKnowledge,
    SkillOutcome,
    SkillRequest,
)

LARGEST_KNOWLEDGE: Final = 2**20
"""Characters of what a skill fetched."""
LONGEST_ANSWER: Final = 2000
"""Characters of what a skill says; what is longer is cut."""


class SkillUnreadable(Unavailable):
    """The process of the skills answered what cannot be read."""

    code = "skill_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillOrder:
    """What one skill is to do."""

    skill: str
    """Name; empty where all skills are to describe themselves."""
    request: SkillRequest | None = None
    """What is asked for; None: it fetches what it knows."""
    settings: dict[str, str] | None = None
    """For fetching."""
    hosts: tuple[str, ...] = ()
    """The only ones that it may ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillReport:
    """What came of an order; one of them is there."""

    outcome: SkillOutcome | None = None
    knowledge: SkillKnowledge | None = None
    descriptions: tuple[SkillDescription, ...] | None = None
    problem: str | None = None
    """Code of what failed."""


_ORDERS: Final = TypeAdapter(SkillOrder)
_REPORTS: Final = TypeAdapter(SkillReport)


def encode_order(order: SkillOrder) -> bytes:
    """Return an order as JSON."""
    return _ORDERS.dump_json(order)


def decode_order(encoded: bytes) -> SkillOrder:
    """Return an order out of JSON.

    Raises:
        SkillUnreadable: it is none.
    """
    try:
        return _ORDERS.validate_json(encoded)
    except ValidationError:
        raise SkillUnreadable from None


def encode_report(report: SkillReport) -> bytes:
    """Return a report as JSON."""
    return _REPORTS.dump_json(report)


def decode_report(encoded: bytes) -> SkillReport:
    """Return a report out of JSON; what came from a skill of others is not relied on.

    Raises:
        SkillUnreadable: it is none.
    """
    try:
        report = _REPORTS.validate_json(encoded)
    except ValidationError:
        raise SkillUnreadable from None
    if report.knowledge is not None and len(report.knowledge.knowledge) > LARGEST_KNOWLEDGE:
        raise SkillUnreadable
    return report


def hosts_of(description: SkillDescription, settings: dict[str, str]) -> tuple[str, ...]:
    """Return the hosts that a skill asks with these settings, in their order, each once."""
    written = (settings.get(one.name, "") for one in description.settings if one.kind is SettingKind.ADDRESS)
    return tuple(dict.fromkeys([*description.hosts, *(host for one in written if (host := host_of(one)))]))


def host_of(address: str) -> str:
    """Return the host of a web address; empty where it has none."""
    try:
        return urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
