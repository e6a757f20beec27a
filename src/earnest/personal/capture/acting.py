"""Acting: what is said to an utterance, after what it asks for is done; what concerns privacy is written first."""

from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import datetime

from earnest.foundation.clock import Clock
from earnest.foundation.sensitive import Sensitive
from earnest.personal.assistant import dialogue
from earnest.personal.assistant.answers import Answer, AnswerEffect, Situation, say
from earnest.personal.assistant.dates import spoken_date
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import ABOUT_PRIVACY, ONLY_ASKED, Request
from earnest.personal.assistant.skills.inside import find_skill
from earnest.personal.assistant.texts import Text
from earnest.personal.capture.last_said import WINDOW, LastSaidMemory
from earnest.personal.capture.questions import PendingQuestion, Question, QuestionMemory
from earnest.personal.capture.ringing import RingMemory
from earnest.personal.capture.same_sentence import SentenceMemory
from earnest.personal.capture.understanding import Understood
from earnest.personal.customers.records import Programme, Speaker
from earnest.personal.household.home.store import changing_home, load_home
from earnest.personal.household.skills.answering import HouseholdSkills
from earnest.personal.private_hours.spoken import SpokenPrivateHours
from earnest.personal.retention.decisions import ConsentDecisions
from earnest.personal.spoken.orders import SpokenOrders
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.speech.meaning.interpretation import Interpretation

_QUESTIONS = {
    AnswerEffect.EXPECT_ANSWER: Question.STOP_REVIEW,
    AnswerEffect.ASK_DELETE_TODAY: Question.DELETE_TODAY,
    AnswerEffect.ASK_TO_DO: Question.DO_AS_ASKED,
}

_ALWAYS = {one.value for one in (*ABOUT_PRIVACY, *ONLY_ASKED, Request.STOP_LISTENING)}
"""Done at whichever device it was said: what concerns privacy, and the answer to a question of that device."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Does what was understood; safe to share between threads. Nothing is confirmed that was not committed."""

    _: KW_ONLY
    database: Database
    """Connections of the gateway's role."""
    master_key: MasterKey
    """Wraps the customer's key, which seals timers and lists."""
    decisions: ConsentDecisions
    private_hours: SpokenPrivateHours
    orders: SpokenOrders
    clock: Clock
    questions: QuestionMemory = field(default_factory=QuestionMemory)
    last_said: LastSaidMemory = field(default_factory=LastSaidMemory)
    rings: RingMemory = field(default_factory=RingMemory)
    sentences: SentenceMemory = field(default_factory=SentenceMemory)
    acts: bool = True
    """False: only what concerns privacy is done; the client that sent the utterance does the rest itself."""

    def respond(
        self,
        speaker: Speaker,
        understood: Understood,
        situation: Situation,
        outside: HouseholdSkills | None,
        asked: PendingQuestion | None = None,
    ) -> Answer:
        """Do what is asked for and return what is said about it.

        Args:
            speaker: at whose device it was said.
            understood: what was understood.
            situation: in what is answered.
            outside: the skills that may ask other hosts.
            asked: the question that was answered, if it was.

        Raises:
            DatabaseUnavailable: what needs it was not done.
        """
        answer = self._left_to_others(speaker, understood, situation) or self._carry_out(
            speaker, understood, situation, outside, asked
        )
        if not understood.corrected:
            return answer
        return replace(answer, text=f"{self._correct(speaker, understood, situation)} {answer.text}")

    def rehearse(
        self, speaker: Speaker, understood: Understood, situation: Situation, outside: HouseholdSkills | None
    ) -> Answer | None:
        """Return what would be said, without doing anything or asking any other host; None where only doing it tells.

        Raises:
            DatabaseUnavailable: what is said of timers and lists cannot be looked up.
        """
        meant = understood.interpretation
        if understood.corrected or meant.intent in ONLY_ASKED:
            return None
        skill, home = find_skill(meant.intent or ""), Home()
        if skill is None and outside is not None and outside.carries_out(meant.intent):
            return None
        if skill is not None and skill.uses_home:
            with self.database.transaction() as connection:
                home = load_home(connection, speaker.customer.customer_id, self.master_key)
            situation = replace(situation, rings=self.rings.place(speaker))
        # What a skill changes here is a copy that is not kept, and what it asks its caller to do is not done.
        answer = dialogue.respond(meant, situation, home, outside)
        if answer.effect is AnswerEffect.TELL_WHO_LISTENED:
            return self._tell_who_listened(speaker, situation)
        return answer if answer.text else None

    def _carry_out(
        self,
        speaker: Speaker,
        understood: Understood,
        situation: Situation,
        outside: HouseholdSkills | None,
        asked: PendingQuestion | None,
    ) -> Answer:
        skill = find_skill(understood.interpretation.intent or "")
        if skill is not None and skill.uses_home:
            # Timers and lists are said to be changed only after that was committed.
            customer_id = speaker.customer.customer_id
            situation = replace(situation, rings=self.rings.place(speaker))
            with (
                self.database.transaction() as connection,
                changing_home(connection, customer_id, master_key=self.master_key, clock=self.clock) as home,
            ):
                return dialogue.respond(understood.interpretation, situation, home)
        meant = understood.interpretation
        if meant.intent == Request.DO_AS_ASKED and asked is not None and asked.about is not None:
            meant = asked.about
        answer = dialogue.respond(meant, situation, Home(), outside)
        if answer.private_until is not None:
            self.private_hours.begin_spoken(speaker.customer, begins_at=situation.now, ends_at=answer.private_until)
        if answer.effect in _QUESTIONS:
            question = _QUESTIONS[answer.effect]
            self.questions.ask(speaker.device_id, question, self.clock.now(), answer.asks_about)
        match answer.effect:
            case AnswerEffect.WITHDRAW_HUMAN_REVIEW:
                with self.database.transaction() as connection:
                    _ = self.decisions.withdraw_by_voice(connection, speaker.customer)
            case AnswerEffect.DELETE_LAST:
                return self._delete_last(speaker, situation)
            case AnswerEffect.DELETE_TODAY:
                return self._delete_today(speaker, situation, situation.now if asked is None else asked.at)
            case AnswerEffect.TELL_WHO_LISTENED:
                return self._tell_who_listened(speaker, situation)
            case _:
                pass
        return answer

    def carries_out(self, meant: Interpretation) -> bool:
        """Return whether what is asked for is done here; what was not understood is answered here in any case."""
        return self.acts or not meant.understood or meant.intent in _ALWAYS

    def _left_to_others(self, speaker: Speaker, understood: Understood, situation: Situation) -> Answer | None:
        """Return what is said where the client, or another device that heard the same just now, acts; else None.

        What concerns privacy is always done.
        """
        meant = understood.interpretation
        if not self.carries_out(meant):
            return say(situation, Text.LEFT_TO_CLIENT)
        if not meant.understood or meant.intent in _ALWAYS:
            return None
        first = self.sentences.claim(speaker.customer.customer_id, speaker.device_id, meant, situation.now)
        return None if first else say(situation, Text.OTHER_DEVICE_ACTS)

    def _delete_last(self, speaker: Speaker, situation: Situation) -> Answer:
        """Delete what this device heard last; where that is not remembered here, the last that is kept of it."""
        last = self.last_said.find(speaker.device_id, situation.now)
        deleted = self.orders.delete(
            speaker,
            since=situation.now - WINDOW if last is None else last.captured_at,
            until=situation.now,
            only_here=True,
            last_only=last is None,
        )
        if deleted is None:
            return say(situation, Text.DELETION_ORDERED, effect=AnswerEffect.DELETE_LAST)
        said = Text.DELETED_LAST if deleted else Text.LAST_NOT_KEPT
        return say(situation, said, effect=AnswerEffect.DELETE_LAST)

    def _delete_today(self, speaker: Speaker, situation: Situation, day: datetime) -> Answer:
        """Delete what all devices heard since the local midnight before a moment."""
        midnight = day.astimezone(situation.now.tzinfo).replace(hour=0, minute=0, second=0, microsecond=0)
        deleted = self.orders.delete(speaker, since=midnight, until=situation.now, only_here=False)
        if deleted is None:
            return say(situation, Text.DELETION_ORDERED, effect=AnswerEffect.DELETE_TODAY)
        texts = (Text.DELETED_TODAY_NONE, Text.DELETED_TODAY_ONE, Text.DELETED_TODAY_MANY)
        return say(situation, texts[min(deleted, 2)], effect=AnswerEffect.DELETE_TODAY, count=str(deleted))

    def _tell_who_listened(self, speaker: Speaker, situation: Situation) -> Answer:
        if speaker.customer.programme is Programme.HOUSEHOLD:
            return say(situation, Text.ONLY_OWNER_LISTENS)
        listen = Text.PEOPLE_MAY_LISTEN if situation.kept.people_may_listen else Text.NO_PERSON_LISTENS
        listened = self.orders.count_listened(speaker.customer)
        if listened.last_at is None:
            return say(situation, Text.LISTENED_NONE, listen)
        said = Text.LISTENED_ONE if listened.clips == 1 else Text.LISTENED_MANY
        last = spoken_date(listened.last_at.astimezone(situation.now.tzinfo), situation.language)
        return say(situation, said, listen, Text.SEE_LISTENED, count=str(listened.clips), date=last)

    def _correct(self, speaker: Speaker, understood: Understood, situation: Situation) -> str:
        """Correct what was said last, and return what is said about that."""
        last = self.last_said.find(speaker.device_id, situation.now)
        if last is None or last.recording_id is None or situation.private_until is not None:
            return say(situation, Text.NOTHING_TO_CORRECT).text
        said = understood.corrected
        done = self.orders.correct(speaker, last.recording_id, Sensitive(said), situation.now)
        texts = {None: Text.CORRECTION_ORDERED, 0: Text.NOTHING_TO_CORRECT}
        return say(situation, texts.get(done, Text.CORRECTED), said=said).text
