"""Records of the guideline: what a version says, and what it changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class GuidelineLanguage(StrEnum):
    """A language in which the guideline is written."""

    ENGLISH = "en"
    GERMAN = "de"
    DUTCH = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineSection:
    """One part of the text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the reasons or verdicts that a reviewer chooses from."""

    code: str
    """Stable name that a label stores."""
    title: str
    key: str
    """Key on the keyboard that chooses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityType:
    """What a marked span of words can name."""

    code: str
    title: str
    key: str
    link: bool
    """Whether it can carry a link to a knowledge entry (S5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """One version of the guideline."""

    version: str
    sections: tuple[GuidelineSection, ...]
    reject_reasons: tuple[Choice, ...]
    wake_word_verdicts: tuple[Choice, ...]
    entity_types: tuple[EntityType, ...]

    @property
    def reject_codes(self) -> frozenset[str]:
        """Reasons that a rejection may name."""
        return frozenset(choice.code for choice in self.reject_reasons)

    @property
    def linkable_types(self) -> frozenset[str]:
        """Entity types that may carry a link."""
        return frozenset(kind.code for kind in self.entity_types if kind.link)

    @property
    def entity_codes(self) -> frozenset[str]:
        """Types that an entity may name."""
        return frozenset(kind.code for kind in self.entity_types)


class Change(StrEnum):
    """What a version did with some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSpan:
    """Words of a line that was changed."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """A line that differs between two versions."""

    section: str
    """Title of the section in which it stands, or stood."""
    spans: tuple[ChangedSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedVersion:
    """A version that a lead wrote."""

    number: int
    """1 for the first that was written here."""
    name: str
    """As labels store it: that of the packaged guideline, a point, the number."""
    written_by: UUID | None
    """None where the account is gone."""
    written_at: datetime
    approved_by: UUID | None
    """None: not approved, approved alone, or the account is gone."""
    approved_at: datetime | None
    """None where it waits, or was refused."""
    withdrawn_at: datetime | None
    """None where its text is there."""
    withdrawn_reason: "WithdrawnBecause | None"
    confirmed: int
    """How many members have confirmed it."""


class WithdrawnBecause(StrEnum):
    """Why the text of a version was destroyed."""

    HEARD_WORDS = "heard_words"
    """Something that was said in a clip stood in it."""
    WRONG = "wrong"
    REFUSED = "refused"
    """The second lead did not approve it."""
