"""Hearing again: what is heard and understood of a sound now, or understood of a sentence that is typed."""

from dataclasses import dataclass
from typing import Final

from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.foundation.units import SampleCount
from earnest.personal.adaptation.phrases import phrases_of
from earnest.personal.assistant.answers import Situation
from earnest.personal.capture.answered import HouseInterpreter, skill_name
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.spoken_language import parse_language
from earnest.personal.capture.stopwatch import Stopwatch
from earnest.personal.capture.understanding import Understood, understand_utterance
from earnest.personal.customers.records import Speaker
from earnest.speech.language.hypothesis import GENERAL_DOMAIN, Hypothesis, RecognisedWord
from earnest.speech.privacy.vocabulary.languages import common_words

TYPED: Final = "typed"
"""Stands for recogniser and model where a sentence was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardAgain:
    """What a sound is heard and understood as now."""

    hypothesis: Sensitive[Hypothesis]
    understood: Sensitive[Understood]
    language: str
    """ISO 639-1; in which it was recognised."""
    start: SampleCount
    """Where the sound that was recognised begins in the sound that came in."""
    skill: str | None
    """Name of the skill that would answer; None: none does."""
    seconds: dict[str, float]
    """Stage → how long it took: `sound`, `recognising`, `understanding`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedSentence:
    """What a typed sentence is understood as, and what is said to it."""

    understood: Sensitive[Understood]
    language: str
    """ISO 639-1."""
    skill: str | None
    """Name of the skill that answers; None: none does."""
    answer: Sensitive[str] | None
    """None: only doing it tells what is said."""
    done: bool
    """It was to be done, and a skill carried it out."""
    seconds: dict[str, float]
    """Stage → how long it took: `understanding`, `answering`."""


def hear_again(
    conversation: Conversation,
    file: bytes,
    speaker: Speaker,
    requester: Requester | None = None,
    *,
    language: str | None = None,
) -> HeardAgain:
    """Recognise and understand a sound as if it were said now; nothing is done, asked about, counted or kept.

    Nothing that was said is changed by it either: no question is answered, and no rephrasing is noticed.

    Args:
        conversation: hears and understands.
        file: a sound file, such as an own recording.
        speaker: whose device sends it; only what this person taught counts.
        requester: who waits for it.
        language: what is spoken, e.g. `de`; None or empty: the language of the account.

    Raises:
        TurnRefused: others have their turn, or the requester left.
        LanguageNotRecognised: the recogniser does not understand that language.
        InvalidInput: not a sound that can be used; see `AudioIntake.listen`.
        EngineFailed: the recogniser failed on it.
        DatabaseUnavailable: what was taught cannot be loaded.
    """
    account = speaker.customer.language
    spoken = parse_language(language or account, conversation.languages, account=account)
    watch = Stopwatch()
    heard = conversation.intake.listen(file, None, conversation.models.wake, requester)
    own = conversation.load_own_words(speaker)
    lessons = own.lessons.reveal(RevealReason.RECOGNITION)
    phrases = phrases_of(lessons, own.names.reveal(RevealReason.RECOGNITION), common_words(spoken))
    watch.lap("sound")
    hypothesis = conversation.recognise(heard, (spoken,), requester, phrases)
    watch.lap("recognising")
    outside = conversation.skills_of(speaker, own)
    interpreter = HouseInterpreter(skills=outside, learned=conversation.models, language=spoken)
    understood = understand_utterance(hypothesis, lessons, spoken, interpreter, account_language=account)
    watch.lap("understanding")
    return HeardAgain(
        hypothesis=Sensitive(hypothesis),
        understood=Sensitive(understood),
        language=spoken,
        start=heard.start,
        skill=skill_name(understood.interpretation, outside),
        seconds=watch.seconds,
    )


def try_sentence(
    conversation: Conversation, text: str, speaker: Speaker, *, act: bool, language: str | None = None
) -> TriedSentence:
    """Understand a typed sentence as if it were said now, and answer it; nothing is counted or kept of it.

    Args:
        conversation: understands and answers.
        text: the sentence.
        speaker: whose device sends it; only what this person taught counts.
        act: do what is asked for, as if it were said. Else nothing is done, and no other host is asked.
        language: of the sentence, e.g. `de`; None or empty: the language of the account.

    Raises:
        LanguageNotRecognised: the recogniser does not understand that language.
        DatabaseUnavailable: what needs it was not done.
    """
    account = speaker.customer.language
    spoken = parse_language(language or account, conversation.languages, account=account)
    watch, now = Stopwatch(), conversation.clock.now()
    hypothesis = _typed(text, spoken)
    own, person = conversation.load_own_words(speaker), conversation.load_person(speaker, now)
    outside = conversation.skills_of(speaker, own)
    asked = conversation.acting.questions.take(speaker.device_id, now) if act else None
    understood = understand_utterance(
        hypothesis,
        own.lessons.reveal(RevealReason.RECOGNITION),
        spoken,
        HouseInterpreter(skills=outside, learned=conversation.models, language=spoken),
        account_language=account,
        question=None if asked is None else asked.question,
    )
    situation = Situation(
        language=spoken,
        now=now.astimezone(conversation.zone),
        kept=person.kept,
        heard_words=bool(hypothesis.words),
        private_until=conversation.find_private_until(speaker, now),
    )
    watch.lap("understanding")
    if act:
        answer = conversation.acting.respond(speaker, understood, situation, outside, asked)
    else:
        answer = conversation.acting.rehearse(speaker, understood, situation, outside)
    watch.lap("answering")
    return TriedSentence(
        understood=Sensitive(understood),
        language=spoken,
        skill=skill_name(understood.interpretation, outside),
        answer=None if answer is None else Sensitive(answer.text),
        done=act and answer is not None and understood.interpretation.understood and not answer.failed_action,
        seconds=watch.seconds,
    )


def _typed(text: str, language: str) -> Hypothesis:
    """Return a sentence as if it had been recognised with certainty; its words have no place in a sound."""
    words = tuple(
        RecognisedWord(text=word, start=SampleCount(0), end=SampleCount(0), posterior=1.0) for word in text.split()
    )
    return Hypothesis(
        words=words,
        alternatives=(),
        engine=TYPED,
        model=TYPED,
        domain=GENERAL_DOMAIN,
        confidence=1.0 if words else 0.0,
        language=language,
    )
