"""Answering: what the skills of one household understand of a sentence, and what they do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from earnest.foundation.sensitive import RevealReason
from earnest.personal.assistant.answers import Answer, AnswerEffect, Situation, say
from earnest.personal.assistant.skills.orders import SkillOrder, hosts_of
from earnest.personal.assistant.skills.plugin import AGREED, SkillDescription, SkillRequest
from earnest.personal.assistant.skills.running import BUSY, TOO_SLOW, SkillRunner
from earnest.personal.assistant.skills.smart_home import sentences
from earnest.personal.assistant.skills.smart_home.skill import NAME as SMART_HOME
from earnest.personal.assistant.texts import Text, text_language
from earnest.personal.household.skills.records import HeldSkill
from earnest.speech.meaning.interpretation import Interpretation, Slot
from earnest.speech.meaning.sentence_patterns import PatternMalformed, SentencePattern

_CONFIDENCE: Final = 0.9
"""The whole sentence is one that the skill declared. Chosen, not measured."""
_FAILURES: Final[Mapping[str, Text]] = {TOO_SLOW: Text.SKILL_TOO_SLOW, BUSY: Text.SKILLS_BUSY}


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSkills:
    """The outside skills as one household set them, for one utterance."""

    runner: SkillRunner
    held: tuple[HeldSkill, ...]
    allowed: bool
    """The customer owns the machine; for others no skill asks another host."""

    def understand(self, text: str, words: Sequence[str], language: str) -> Interpretation | None:
        """Return what the skills that are switched on understand of a sentence; None where none does.

        Args:
            text: as recognised.
            words: the same, normalised.
            language: ISO 639-1.
        """
        on = self._switched_on()
        if not on or not words:
            return None
        if SMART_HOME in on:
            home = sentences.understand(text, language, on[SMART_HOME].knowledge.reveal(RevealReason.RECOGNITION))
            if home is not None:
                return home
        for description in self.runner.descriptions():
            if description.name in on:
                found = _match(description, tuple(words), language)
                if found is not None:
                    return found
        return None

    def carries_out(self, intent: str | None) -> bool:
        """Return whether a skill that is switched on carries out an intent."""
        return self.find_name(intent) is not None

    def find_name(self, intent: str | None) -> str | None:
        """Return the name of the skill that is switched on and carries out an intent; None where there is none."""
        on = self._switched_on()
        if not on:
            return None
        described = self.runner.descriptions()
        return next(
            (one.name for one in described if one.name in on and any(each.name == intent for each in one.intents)), None
        )

    def carry_out(self, interpretation: Interpretation, situation: Situation) -> Answer | None:
        """Do what an outside skill carries out, and say what happened; None where no installed skill has the intent."""
        intent = interpretation.intent
        if not self.allowed:
            return None
        described = next(
            (one for one in self.runner.descriptions() if any(each.name == intent for each in one.intents)), None
        )
        if described is None or intent is None:
            return None
        title = described.titles.get(text_language(situation.language), described.name)
        held = self._switched_on().get(described.name)
        if held is None:
            return say(situation, Text.SKILL_OFF, failed=True, skill=title)
        settings = dict(held.settings.reveal(RevealReason.RECOGNITION))
        request = SkillRequest(
            intent=intent,
            slots={slot.name: slot.value for slot in interpretation.slots},
            language=text_language(situation.language),
            settings=settings,
            now=situation.now,
            knowledge=held.knowledge.reveal(RevealReason.RECOGNITION),
        )
        order = SkillOrder(skill=described.name, request=request, hosts=hosts_of(described, settings))
        report = self.runner.give(order)
        if report.outcome is None:
            failure = _FAILURES.get(report.problem or "", Text.SKILL_FAILED)
            return say(situation, failure, failed=True, skill=title)
        outcome = report.outcome
        if outcome.asks:
            agreed = Slot(name=AGREED, value=AGREED)
            slots = tuple(sorted((*interpretation.slots, agreed), key=lambda slot: slot.name))
            about = replace(interpretation, slots=slots)
            return Answer(text=outcome.text, failed_action=True, effect=AnswerEffect.ASK_TO_DO, asks_about=about)
        return Answer(text=outcome.text, failed_action=not outcome.done, effect=AnswerEffect.NONE)

    def _switched_on(self) -> dict[str, HeldSkill]:
        return {one.skill: one for one in self.held if one.switched_on} if self.allowed else {}


def _match(description: SkillDescription, words: tuple[str, ...], language: str) -> Interpretation | None:
    for intent in description.intents:
        for sentence in intent.sentences.get(language, ()):
            pattern = _pattern(sentence)
            details = None if pattern is None else pattern.match(words)
            if details is not None:
                slots = tuple(Slot(name=name, value=value) for name, value in sorted(details.items()) if value)
                return Interpretation(intent=intent.name, slots=slots, confidence=_CONFIDENCE)
    return None


@lru_cache(maxsize=2000)
def _pattern(sentence: str) -> SentencePattern | None:
    """Return a sentence of a skill as a pattern; None where it is none, so that one skill harms no other."""
    try:
        return SentencePattern(sentence)
    except PatternMalformed:
        return None
