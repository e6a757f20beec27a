"""Records of a household's skills."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from earnest.foundation.sensitive import Sensitive


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSkill:
    """One skill as a household set it."""

    skill: str
    switched_on: bool
    settings: Sensitive[Mapping[str, str]]
    knowledge: Sensitive[str]
    """What it fetched; empty before the first time."""
    changed_at: datetime
    fetched_at: datetime | None
    problem: str | None
    """Code of what failed when it last fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSetting:
    """One setting as its page shows it."""

    name: str
    kind: str
    title: str
    required: bool
    placeholder: str
    value: str
    """Empty for a secret, whether it is written or not."""
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSkill:
    """One skill as its page shows it."""

    name: str
    title: str
    sent: str
    """What is sent to its hosts, and when."""
    examples: tuple[str, ...]
    asks_others: bool
    """It asks other hosts, so it is off until it is switched on; the others are always there."""
    hosts: tuple[str, ...]
    settings: tuple[ShownSetting, ...]
    switched_on: bool
    fetched_at: datetime | None
    problem: str | None
    names: int
    """Names of the house that it fetched, ≥ 0."""
