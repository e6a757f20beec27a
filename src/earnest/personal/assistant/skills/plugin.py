"""Plug-ins: what a skill that may ask other hosts declares and does; all that a skill of others needs is here.

Such a skill runs in a process of its own without keys (`child`), for a limited time, and only after the household
switched it on. It gets one request and its own settings, and never a recording, a name of a person or an account.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

LANGUAGES = ("en", "de", "nl")
"""ISO 639-1; a skill declares its texts and sentences in each of them."""
AGREED = "agreed"
"""Slot of a request that a skill asked about (`SkillOutcome.asks`), and to which the person said yes."""
ENTRY_POINT_GROUP = "earnest.skills"
"""Group of entry points in which packages of others name their skills: objects that are an `OutsideSkill`."""


class SettingKind(StrEnum):
    """What a setting holds."""

    ADDRESS = "address"
    """A web address (`http`, `https`, `ws`, `wss`, `mqtt`, `mqtts`, `tcp`) whose host the skill asks."""
    SECRET = "secret"  # noqa: S105 - a kind of setting
    """Never shown again once written."""
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSetting:
    """One thing that the household writes before the skill can be switched on."""

    name: str
    kind: SettingKind
    titles: Mapping[str, str]
    """Language → what the field is called."""
    required: bool = True
    placeholder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillIntent:
    """One thing that can be asked for."""

    name: str
    """Lower case with underscores; no other skill has it."""
    sentences: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Language → ways to ask, in the form of `speech/meaning/requests/README.md`; `{place}` is a slot."""
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillDescription:
    """What a skill is, for whoever decides whether it is switched on."""

    name: str
    """Lower case with underscores."""
    titles: Mapping[str, str]
    """Language → what it is called."""
    sent: Mapping[str, str]
    """Language → one sentence: what is sent to the hosts, and when."""
    examples: Mapping[str, tuple[str, ...]]
    """Language → sentences that it understands, for people."""
    intents: tuple[SkillIntent, ...]
    settings: tuple[SkillSetting, ...] = ()
    hosts: tuple[str, ...] = ()
    """Hosts that it asks beside those of its settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRequest:
    """What is asked of a skill."""

    intent: str
    slots: Mapping[str, str]
    language: str
    """One of `LANGUAGES`."""
    settings: Mapping[str, str]
    """What the household wrote, by the names of the settings."""
    now: datetime
    """Local time of the place, aware."""
    knowledge: str = ""
    """What `refresh` returned last; empty before the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillOutcome:
    """What a skill did."""

    text: str
    """One short, true sentence in the language of the request; where it was not done it says what failed."""
    done: bool
    """What was asked for has happened. A skill says so only after it was confirmed."""
    asks: bool = False
    """`text` is a question, and nothing was done: after a yes, the same request comes with the slot `AGREED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillKnowledge:
    """What a skill fetched to understand requests."""

    knowledge: str
    """In a form of its own, at most 1 MiB; given back with each request."""
    names: tuple[str, ...] = ()
    """Names of the house; the recogniser prefers them and de-identification covers them."""


@runtime_checkable
class OutsideSkill(Protocol):
    """A skill that may ask other hosts."""

    @property
    def description(self) -> SkillDescription:
        """What it is; the same at every call."""
        ...

    def carry_out(self, request: SkillRequest) -> SkillOutcome:
        """Do what is asked for within a few seconds.

        Raises:
            Exception: whatever it is, the assistant says that the skill failed.
        """
        ...


@runtime_checkable
class RefreshingSkill(OutsideSkill, Protocol):
    """A skill that fetches what it knows (names of the house) after it was switched on and again from time to time."""

    def refresh(self, settings: Mapping[str, str]) -> SkillKnowledge:
        """Fetch it.

        Raises:
            SkillProblem: it could not be fetched; its code is shown to the household.
        """
        ...


class SkillProblem(Exception):
    """Something outside did not work; the code says what, and no message leaves the process."""

    def __init__(self, code: str) -> None:
        """Take a code: lower case with underscores."""
        super().__init__(code)
        self.code = code
