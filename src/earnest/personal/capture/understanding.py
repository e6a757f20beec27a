"""Understanding: what an utterance asks for, by own lessons first, then the fixed grammar, then what was learned."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from earnest.personal.adaptation.rules import Lesson, Recognised, find_lesson
from earnest.personal.assistant.agreement import Agreement, agreement_of
from earnest.personal.assistant.requests import ABOUT_PRIVACY, SAID, Request, asks_for, understand
from earnest.personal.assistant.spoken_no import Objection, meaning_of
from earnest.personal.capture.questions import Question
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpretation import Interpretation

MOST_HEARINGS: Final = 20
"""Other hearings in which a no is looked for. Chosen as a bound on time."""


_ANSWERS: Final = {
    Question.STOP_REVIEW: (Request.STOP_LISTENING, Request.KEEP_LISTENING),
    Question.DELETE_TODAY: (Request.DELETE_TODAY_AGREED, Request.KEEP_TODAY),
    Question.DO_AS_ASKED: (Request.DO_AS_ASKED, Request.LEAVE_AS_IT_IS),
}
"""Question → what a yes and what a no decides. Where a yes does something, a hearing with a no in it is no yes."""


class LearnedInterpreter(Protocol):
    """What learning found out about meanings."""

    def interpret(self, hypothesis: Hypothesis) -> Interpretation:
        """Return intent and slots of a hypothesis."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What is taken to be said and meant."""

    text: str
    """What was said: as recognised, or as the person taught it where these words were misheard before."""
    interpretation: Interpretation
    taught: bool
    """One of the person's own lessons decided."""
    corrected: str = ""
    """What the person says was said before instead; it is also what is asked for now. Empty: nothing is corrected."""


def understand_addressed(
    hypothesis: Hypothesis,
    asked_for: Hypothesis,
    lessons: Sequence[Lesson],
    language: str,
    interpreter: LearnedInterpreter,
    *,
    account_language: str | None = None,
    question: Question | None = None,
) -> Understood:
    """Understand one utterance that may begin with a wake word; for the rest see `understand_utterance`.

    Args:
        hypothesis: what was recognised. What the person taught may have been taught with the wake word in it.
        asked_for: the same without the wake word; the same where there is none.
        lessons: what this person taught.
        language: in which it was recognised.
        interpreter: learned from the labels of all customers.
        account_language: of the person.
        question: what the assistant has just asked.
    """

    def understand(heard: Hypothesis) -> Understood:
        return understand_utterance(
            heard, lessons, language, interpreter, account_language=account_language, question=question
        )

    understood = understand(hypothesis)
    return understood if understood.taught or asked_for == hypothesis else understand(asked_for)


def understand_utterance(
    hypothesis: Hypothesis,
    lessons: Sequence[Lesson],
    language: str,
    interpreter: LearnedInterpreter,
    *,
    account_language: str | None = None,
    question: Question | None = None,
) -> Understood:
    """Understand one utterance.

    A clear no to people who listen comes before everything that was taught or learned (CN5), in whichever of the two
    languages it is said; so does what is asked about keeping and deleting. Where nothing else is understood, other
    hearings of the recogniser that hold such a no are enough to ask.

    Args:
        hypothesis: what was recognised.
        lessons: what this person taught, in the order of teaching.
        language: in which it was recognised, ISO 639-1.
        interpreter: learned from the labels of all customers.
        account_language: of the person, ISO 639-1, where it may be another; None: the same.
        question: what the assistant has just asked; None: nothing.
    """
    words = normalised_words(hypothesis.text)
    heard = normalised_words(" ".join(word.text for word in hypothesis.heard_words))
    languages = {language, account_language or language}
    # A listed name that was preferred must not hide a no.
    plain = normalised_words(" ".join(hypothesis.preferred_to)) or heard
    decided = _decided(words, heard, languages, question)
    if decided is None and plain != heard:
        decided = _decided(words, plain, languages, question)
    if decided is not None:
        return Understood(text=hypothesis.text, interpretation=asks_for(decided), taught=False)
    about_before = _about_before((words, heard, plain), languages)
    if about_before is not None:
        corrected = next((slot.value for slot in about_before.slots if slot.name == SAID), "").split()
        meant = _meaning(hypothesis, tuple(corrected), language, interpreter) if corrected else about_before
        return Understood(text=hypothesis.text, interpretation=meant, taught=False, corrected=" ".join(corrected))
    lesson = find_lesson(Recognised(given=words, heard=heard), lessons) or _lesson_of_plain(hypothesis, words, lessons)
    if lesson is not None and (lesson.said or lesson.intent is not None):
        asked = (
            lesson.interpretation
            if lesson.intent is not None
            else _meaning(hypothesis, lesson.said, language, interpreter)
        )
        return Understood(text=_text(hypothesis, words, lesson), interpretation=asked, taught=True)
    for said in (words, heard):
        asked = understand(said, language)
        if asked.understood:
            return Understood(text=hypothesis.text, interpretation=asked, taught=False)
    learned = interpreter.interpret(hypothesis)
    if not learned.understood and _is_no_in_another_hearing(hypothesis, languages):
        learned = asks_for(Request.MAYBE_STOP_LISTENING)
    return Understood(text=hypothesis.text, interpretation=learned, taught=False)


def _lesson_of_plain(hypothesis: Hypothesis, words: tuple[str, ...], lessons: Sequence[Lesson]) -> Lesson | None:
    """Return the lesson that fits what was heard before a listed phrase was preferred; None where none was."""
    plain = normalised_words(" ".join(hypothesis.preferred_to))
    given = words if hypothesis.general_words else plain
    return find_lesson(Recognised(given=given, heard=plain), lessons) if plain else None


def _decided(
    words: Sequence[str], heard: Sequence[str], languages: Collection[str], question: Question | None
) -> Request | None:
    """Return what is decided by a clear no to people who listen, or by the answer to the assistant's question."""
    hearings = [(said, language) for said in (words, heard) for language in languages]
    if any(meaning_of(said, language) is Objection.NO for said, language in hearings):
        return Request.STOP_LISTENING
    if question is None:
        return None
    answers = {agreement_of(said, language) for said, language in hearings}
    yes, no = _ANSWERS[question]
    if Agreement.YES in answers and (question is Question.STOP_REVIEW or Agreement.NO not in answers):
        return yes
    return no if Agreement.NO in answers else None


def _about_before(hearings: Sequence[Sequence[str]], languages: Collection[str]) -> Interpretation | None:
    """Return what is asked about what is kept or was said before; None where it is something else."""
    for said in hearings:
        for language in languages:
            found = understand(said, language)
            if found.intent in ABOUT_PRIVACY or found.intent == Request.CORRECT_LAST:
                return found
    return None


def _is_no_in_another_hearing(hypothesis: Hypothesis, languages: Collection[str]) -> bool:
    """Return whether the recogniser may have misheard a clear no."""
    others = (*hypothesis.alternatives, *hypothesis.general_alternatives)
    hearings = [normalised_words(" ".join(other.words)) for other in others[:MOST_HEARINGS]]
    return any(meaning_of(hearing, language) is Objection.NO for hearing in hearings for language in languages)


def _meaning(
    hypothesis: Hypothesis, said: tuple[str, ...], language: str, interpreter: LearnedInterpreter
) -> Interpretation:
    """Return what the words mean that a person said they said, where the person said nothing about their meaning."""
    asked = understand(said, language)
    return asked if asked.understood else interpreter.interpret(_as_said(hypothesis, said))


def _as_said(hypothesis: Hypothesis, said: tuple[str, ...]) -> Hypothesis:
    """Return a hypothesis of the words that were said; the whole utterance is all that is known of their places."""
    if normalised_words(hypothesis.text) == said:
        return hypothesis
    first, last = hypothesis.words[0], hypothesis.words[-1]
    words = tuple(RecognisedWord(text=word, start=first.start, end=last.end, posterior=1.0) for word in said)
    return replace(hypothesis, words=words, alternatives=(), general_words=(), general_alternatives=())


def _text(hypothesis: Hypothesis, words: tuple[str, ...], lesson: Lesson) -> str:
    """Return what the client gets: its own words where they are the taught ones, signs between words and all."""
    return hypothesis.text if words == lesson.said or not lesson.said else lesson.text
