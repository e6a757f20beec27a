"""Hearing again: what the assistant hears and understands of a sound now, with what it was taught since."""

from dataclasses import dataclass

from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.adaptation.phrases import phrases_of
from earnest.personal.capture.answered import HouseInterpreter
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.spoken_language import parse_language
from earnest.personal.capture.understanding import Understood, understand_utterance
from earnest.personal.customers.records import Speaker
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.privacy.vocabulary.languages import common_words


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardAgain:
    """What a sound is heard and understood as now."""

    hypothesis: Sensitive[Hypothesis]
    understood: Sensitive[Understood]
    language: str
    """ISO 639-1; in which it was recognised."""


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
    heard = conversation.intake.listen(file, None, conversation.models.wake, requester)
    own = conversation.load_own_words(speaker)
    lessons = own.lessons.reveal(RevealReason.RECOGNITION)
    phrases = phrases_of(lessons, own.names.reveal(RevealReason.RECOGNITION), common_words(spoken))
    hypothesis = conversation.recognise(heard, (spoken,), requester, phrases)
    outside = conversation.skills_of(speaker, own)
    interpreter = HouseInterpreter(skills=outside, learned=conversation.models, language=spoken)
    understood = understand_utterance(hypothesis, lessons, spoken, interpreter, account_language=account)
    return HeardAgain(hypothesis=Sensitive(hypothesis), understood=Sensitive(understood), language=spoken)
