"""Packaged guideline: the text that Earnest brings, with the reasons, verdicts and types that a label may name."""

from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from earnest.deidentified.guideline.records import Guideline, GuidelineLanguage

CURRENT_VERSION = "2"
"""The version that Earnest brings, the same in every language. A new text is new files; the old ones stay, since labels
name them (RV6)."""


@cache
def current_guideline(language: GuidelineLanguage = GuidelineLanguage.ENGLISH) -> Guideline:
    """Return the guideline that Earnest brings; codes and keys are the same in every language."""
    name = f"guideline_{CURRENT_VERSION}.{language.value}.json"
    text = files("earnest.deidentified.guideline").joinpath(name).read_bytes()
    return TypeAdapter(Guideline).validate_json(text)
