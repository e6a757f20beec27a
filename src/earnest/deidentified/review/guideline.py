"""Guideline: the versioned text that reviewers follow, with the reasons, verdicts and types that a label may name."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

CURRENT_VERSION = "2"
"""The version shown now, the same in every language. A new text is new files; the old ones stay, since labels name them
(RV6)."""


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


@cache
def current_guideline(language: GuidelineLanguage = GuidelineLanguage.ENGLISH) -> Guideline:
    """Return the guideline that is shown now; codes and keys are the same in every language."""
    name = f"guideline_{CURRENT_VERSION}.{language.value}.json"
    text = files("earnest.deidentified.review").joinpath(name).read_bytes()
    return TypeAdapter(Guideline).validate_json(text)
