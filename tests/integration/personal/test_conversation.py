"""One utterance from sound to answer to the gate: what is answered, what is kept, and what is forgotten."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import LiteralString
from uuid import uuid4

import numpy
import pytest
from support.assistant import Orders, Parrot, conversation_of, hear, reason_of, speaker_of
from support.portal import PASSWORD, browser, portal_of
from support.speaking import PersonalSide
from support.voices import heard, say

from earnest.foundation.identifiers import ModelId, ReleaseId
from earnest.foundation.sensitive import RevealReason
from earnest.foundation.statistics.logistic import Logistic
from earnest.handover.bundle import Bundle, write_bundle
from earnest.handover.releases import Release, ReleaseReason, SealedModel, model_binding, publish
from earnest.personal.adaptation.rules import Lesson
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.reply import Reply
from earnest.personal.capture.understanding import understand_utterance
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.household.store import change_names
from earnest.personal.sampling.rules import GateReason
from earnest.personal.sampling.store import Caps
from earnest.services.database.roles import Role
from earnest.services.objects import random_object_key
from earnest.sound_files.encoding import encode_wav
from earnest.sound_files.errors import EmptyAudio, NotAudio
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.wake_word.detector import WakeDetector, load_stock

SOUND = encode_wav(say("a large latte with soy milk please"))
OFF = Caps(general_share=0.0, panel_share=0.0, general_person=0, panel_person=0)


def text_of(reply: Reply) -> str:
    return reply.understood.reveal(RevealReason.OWN_HISTORY).text


def answer_of(reply: Reply) -> str:
    return reply.answer.reveal(RevealReason.OWN_HISTORY)


def intent_of(reply: Reply) -> str | None:
    return reply.understood.reveal(RevealReason.OWN_HISTORY).interpretation.intent


def objects_of(side: PersonalSide) -> list[Path]:
    return [side.folder / "objects" / name for name in side.stored_objects()]


def rows(side: PersonalSide, statement: LiteralString) -> list[tuple[object, ...]]:
    with side.databases.owner.transaction() as connection:
        return [tuple(row) for row in connection.execute(statement).fetchall()]


def test_cn2_without_a_yes_everything_is_forgotten(side: PersonalSide, capfd: pytest.CaptureFixture[str]) -> None:
    customer = side.add_customer(Purpose.AUTOMATIC_LEARNING)
    assistant = conversation_of(side, Parrot(hears="zebrafish please"))
    reply = hear(assistant, SOUND, speaker_of(side, customer), None)
    assert text_of(reply) == "zebrafish please"
    assert reply.recording_id is None
    assert objects_of(side) == []
    assert rows(side, "select 1 from personal.recordings") == []
    assert "zebrafish" not in capfd.readouterr().err
    assert rows(side, "select utterances, chosen from handover.allowances") == [(1, 0)]


def test_own_history_keeps_what_the_gate_does_not_choose(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    reply = hear(conversation_of(side, Parrot()), SOUND, speaker_of(side, customer), None)
    assert reply.recording_id is not None
    assert rows(side, "select selected, review_state, purposes from personal.recordings") == [
        (False, "not_selected", ["own_history"])
    ]


def test_what_the_gate_chooses_is_stored_with_its_job(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    assistant = conversation_of(side, Parrot())
    reply = assistant.hear(SOUND, speaker_of(side, customer), None)
    assert reason_of(assistant, reply) == GateReason.NOT_UNDERSTOOD
    assert rows(side, "select selected, review_state, selection_probability from personal.recordings") == [
        (True, "waiting", 1.0)
    ]
    assert rows(side, "select task_name, args->>'identifier' from jobs_personal.procrastinate_jobs") == [
        ("deidentify", str(reply.recording_id))
    ]
    assert rows(side, "select chosen from handover.allowances") == [(1,)]


def test_household_is_never_sampled(side: PersonalSide) -> None:
    owner = side.add_customer(*Purpose, programme=Programme.HOUSEHOLD)
    assistant, speaker = conversation_of(side, Parrot()), speaker_of(side, owner)
    for _ in range(6):
        assert reason_of(assistant, hear(assistant, SOUND, speaker, None)) == GateReason.HOUSEHOLD
    assert rows(side, "select distinct selected from personal.recordings") == [(False,)]


def test_cn9_children_are_never_sampled(side: PersonalSide) -> None:
    child = side.add_customer(*Purpose, is_child=True)
    assistant, speaker = conversation_of(side, Parrot()), speaker_of(side, child)
    for _ in range(6):
        assert reason_of(assistant, hear(assistant, SOUND, speaker, None)) == GateReason.CHILD


def test_s6_what_was_not_addressed_to_it_is_dropped_before_anything_listens(side: PersonalSide) -> None:
    customer = side.add_customer(*Purpose)
    engine = Parrot()
    reply = conversation_of(side, engine).hear(SOUND, speaker_of(side, customer), "alexa")
    assert reply.accidental
    assert answer_of(reply) == ""
    assert reply.recording_id is None
    assert engine.listened == 0
    assert objects_of(side) == []
    assert rows(side, "select 1 from handover.allowances") == []


def test_a_wake_word_that_nothing_here_knows_is_answered_but_never_sampled(side: PersonalSide) -> None:
    customer = side.add_customer(*Purpose)
    assistant = conversation_of(side, Parrot())
    reply = assistant.hear(SOUND, speaker_of(side, customer), "hey zebra")
    assert not reply.accidental
    assert reason_of(assistant, reply) == GateReason.UNVERIFIED_WAKE_WORD


def test_silence_is_answered_and_forgotten_without_a_recogniser(side: PersonalSide) -> None:
    customer = side.add_customer(*Purpose)
    engine = Parrot()
    silence = encode_wav(numpy.zeros(16_000, dtype=numpy.int16))
    reply = conversation_of(side, engine).hear(silence, speaker_of(side, customer), None)
    assert answer_of(reply) == "Sorry, I did not hear anything."
    assert (reply.recording_id, engine.listened) == (None, 0)
    assert rows(side, "select 1 from handover.allowances") == []


@pytest.mark.parametrize(("file", "error"), [(b"", EmptyAudio), (b"this is text", NotAudio)])
def test_bad_input_is_a_clear_error(side: PersonalSide, file: bytes, error: type[Exception]) -> None:
    speaker = speaker_of(side, side.add_customer(*Purpose))
    with pytest.raises(error):
        _ = hear(conversation_of(side, Parrot()), file, speaker, None)
    assert objects_of(side) == []


def test_a_recogniser_that_fails_costs_that_utterance_only(side: PersonalSide) -> None:
    engine = Parrot(breaks=True)
    assistant, speaker = conversation_of(side, engine), speaker_of(side, side.add_customer(*Purpose))
    with pytest.raises(EngineFailed):
        _ = hear(assistant, SOUND, speaker, None)
    assert objects_of(side) == []
    engine.breaks = False
    assert hear(assistant, SOUND, speaker, None).recording_id is not None


def test_cn5_stop_letting_people_listen(side: PersonalSide) -> None:
    customer = side.add_customer(*Purpose)
    assistant = conversation_of(side, Parrot(hears="stop letting people listen"))
    speaker = speaker_of(side, customer)
    side.clock.advance(timedelta(seconds=1))
    reply = hear(assistant, SOUND, speaker, None)
    assert answer_of(reply).startswith("People may no longer listen")
    assert reason_of(assistant, reply) == GateReason.NO_CONSENT
    assert rows(side, "select given, channel from personal.consent_events order by sequence desc limit 1") == [
        (False, "voice")
    ]
    again = hear(assistant, SOUND, speaker, None)
    assert "already switched off" in answer_of(again)


def decisions(side: PersonalSide) -> list[tuple[object, ...]]:
    return rows(side, "select given, channel from personal.consent_events where purpose = 'human_review'")


def test_cn5_a_doubtful_no_is_asked_about_and_a_yes_carries_it_out(side: PersonalSide) -> None:
    """Also where the recogniser heard the clear no only as its second choice."""
    speaker = speaker_of(side, side.add_customer(*Purpose))
    engine = Parrot(hears="stop listening")
    assistant = conversation_of(side, engine)
    asked = answer_of(hear(assistant, SOUND, speaker, None))
    assert asked == "Should I stop letting people listen to your recordings? Please say yes or no."
    engine.hears = "no"
    assert answer_of(hear(assistant, SOUND, speaker, None)) == "All right, nothing was changed."
    engine.hears = "yes"
    assert answer_of(hear(assistant, SOUND, speaker, None)) != asked
    assert decisions(side) == [(True, "portal")]
    engine.hears, engine.else_hears = "no body may lesson", ("nobody may listen",)
    assert answer_of(hear(assistant, SOUND, speaker, None)) == asked
    engine.hears, engine.else_hears = "yes please", ()
    assert answer_of(hear(assistant, SOUND, speaker, None)).startswith("People may no longer listen")
    assert decisions(side) == [(True, "portal"), (False, "voice")]


def test_cn5_a_yes_half_a_minute_later_or_at_another_device_is_no_answer(side: PersonalSide) -> None:
    customer = side.add_customer(*Purpose)
    kitchen, hall = speaker_of(side, customer), speaker_of(side, customer)
    engine = Parrot(hears="stop listening")
    assistant = conversation_of(side, engine)
    _ = hear(assistant, SOUND, kitchen, None)
    engine.hears = "yes"
    _ = hear(assistant, SOUND, hall, None)
    side.clock.advance(timedelta(seconds=31))
    _ = hear(assistant, SOUND, kitchen, None)
    assert decisions(side) == [(True, "portal")]


def test_cn5_a_lesson_never_stands_in_front_of_a_no(side: PersonalSide) -> None:
    lesson = Lesson(
        recognised=("stop", "letting", "people", "listen"), said=(), text="a latte", intent="order", slots=()
    )
    hypothesis = heard("stop letting people listen", numpy.zeros(16_000, dtype=numpy.int16))
    found = understand_utterance(hypothesis, (lesson,), "en", Orders(bundle=b""))
    assert found.interpretation.intent == "stop_human_review"


def test_tr3_what_do_you_keep_about_me(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    engine = Parrot(hears="what do you keep about me")
    assistant, speaker = conversation_of(side, engine), speaker_of(side, customer)
    assert "no recordings" in answer_of(hear(assistant, SOUND, speaker, None))
    assert "1 of your recordings" in answer_of(hear(assistant, SOUND, speaker, None))


def test_rephrasing_is_a_need(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    engine = Parrot(hears="mumble mumble", posterior=0.9)
    assistant, speaker = conversation_of(side, engine), speaker_of(side, customer)
    assert reason_of(assistant, hear(assistant, SOUND, speaker, None)) == GateReason.NOT_UNDERSTOOD
    engine.hears = "what time is it"
    side.clock.advance(timedelta(seconds=10))
    assert reason_of(assistant, hear(assistant, SOUND, speaker, None)) == GateReason.REPHRASED
    side.clock.advance(timedelta(seconds=31))
    assert reason_of(assistant, hear(assistant, SOUND, speaker, None)) == GateReason.NO_NEED


def teach(side: PersonalSide, customer: Customer, recording: object, *, text: str, intent: str | None) -> None:
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    body = {"text": text, "intent": intent, "slots": {"room": "plantuary"} if intent else {}, "learn": True}
    side.clock.advance(timedelta(seconds=1))
    assert page.send("PUT", f"/api/utterances/{recording}/correction", body).status_code == 200


def test_the_next_identical_utterance_is_understood(side: PersonalSide) -> None:
    owner = side.add_customer(
        Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING, programme=Programme.HOUSEHOLD, password=PASSWORD
    )
    neighbour = speaker_of(side, side.add_customer(*Purpose, programme=Programme.HOUSEHOLD))
    engine = Parrot(hears="the light in the plan curry")
    assistant, speaker = conversation_of(side, engine), speaker_of(side, owner)
    first = hear(assistant, SOUND, speaker, None)
    assert intent_of(first) is None
    teach(side, owner, first.recording_id, text="the light in the plantuary", intent="changeLightState")
    second = hear(assistant, SOUND, speaker, None)
    assert intent_of(second) == "changeLightState"
    assert text_of(second) == "the light in the plantuary"
    assert answer_of(second) == "I cannot do that yet."
    assert intent_of(assistant.hear(SOUND, neighbour, None)) is None
    engine.hears = "the light in a plan curry"
    assert intent_of(hear(assistant, SOUND, speaker, None)) is None
    engine.hears = "the light in the plan curry"
    side.decide(owner, Purpose.AUTOMATIC_LEARNING, given=False)
    assert intent_of(hear(assistant, SOUND, speaker, None)) is None


def test_what_was_taught_and_listed_may_be_heard_in_every_sentence_of_this_person_alone(side: PersonalSide) -> None:
    """The list of names helps hearing as well as hiding; a taught name counts from the next utterance on (CN1)."""
    owner = side.add_customer(
        Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING, programme=Programme.HOUSEHOLD, password=PASSWORD
    )
    neighbour = speaker_of(side, side.add_customer(*Purpose, programme=Programme.HOUSEHOLD))
    engine = Parrot(hears="tell honest leave good night")
    assistant, speaker = conversation_of(side, engine), speaker_of(side, owner)
    first = hear(assistant, SOUND, speaker, None)
    assert engine.phrases == ()
    teach(side, owner, first.recording_id, text="Tell Anneliese good night", intent=None)
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        _ = change_names(
            connection,
            owner.customer_id,
            lambda _: ("Siobhan",),
            master_key=side.master_key,
            clock=side.clock,
        )
    _ = hear(assistant, SOUND, speaker, None)
    assert engine.phrases == ("Anneliese", "Siobhan")
    _ = assistant.hear(SOUND, neighbour, None)
    assert engine.phrases == ()
    _ = assistant.recognise_only(SOUND)
    assert engine.phrases == ()
    side.decide(owner, Purpose.AUTOMATIC_LEARNING, given=False)
    _ = hear(assistant, SOUND, speaker, None)
    assert engine.phrases == ("Siobhan",)


def test_a_text_alone_teaches_what_the_assistant_knows_already(side: PersonalSide) -> None:
    owner = side.add_customer(
        Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING, programme=Programme.HOUSEHOLD, password=PASSWORD
    )
    assistant, speaker = conversation_of(side, Parrot(hears="lie tune")), speaker_of(side, owner)
    teach(side, owner, hear(assistant, SOUND, speaker, None).recording_id, text="how many timers", intent=None)
    assert answer_of(hear(assistant, SOUND, speaker, None)) == "There is no timer running."


def test_what_no_skill_carries_out_is_a_failed_action_for_the_gate(side: PersonalSide) -> None:
    """Understood is not done: the gate may offer it for review, with its reason (SP3)."""
    panelist = speaker_of(side, side.add_customer(*Purpose, programme=Programme.PANEL))
    engine = Parrot()
    assistant = conversation_of(side, engine)
    replies: list[Reply] = []
    for engine.hears in UNDERSTOOD_NOT_DONE:
        side.clock.advance(timedelta(minutes=1))
        replies.append(hear(assistant, SOUND, panelist, None))
    assert [intent_of(reply) for reply in replies] == ["lights_on", "lights_off"]
    assert {answer_of(reply) for reply in replies} == {"I cannot do that yet."}
    assert not any(reply.done for reply in replies)
    assert {reason_of(assistant, reply) for reply in replies} <= {GateReason.FAILED_ACTION}
    assert conversation_of(side, Parrot(hears="what time is it")).hear(SOUND, panelist, None).done


UNDERSTOOD_NOT_DONE = ("turn on the lights", "switch off the lights")


def test_a_lesson_never_changes_another_sentence_nor_reaches_another_person(side: PersonalSide) -> None:
    """CN1: what a person taught is for that person alone, and only for the words that were misheard."""
    owner, neighbour = (
        side.add_customer(
            Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING, programme=Programme.HOUSEHOLD, password=PASSWORD
        )
        for _ in range(2)
    )
    engine = Parrot(hears="turn on the chicken light")
    assistant, speaker, other = conversation_of(side, engine), speaker_of(side, owner), speaker_of(side, neighbour)
    first = hear(assistant, SOUND, speaker, None)
    teach(side, owner, first.recording_id, text="turn on the kitchen light", intent="changeLightState")
    assert text_of(hear(assistant, SOUND, speaker, None)) == "turn on the kitchen light"
    assert text_of(hear(assistant, SOUND, other, None)) == "turn on the chicken light"
    assert (
        assistant.recognise_only(SOUND).hypothesis.reveal(RevealReason.OWN_HISTORY).text == "turn on the chicken light"
    )
    for neighbouring in (
        "turn off the kitchen light",
        "turn on the bathroom light",
        "turn on the kitchen radio",
        "don't turn on the kitchen light",
        "turn off the chicken light",
    ):
        engine.hears = neighbouring
        reply = hear(assistant, SOUND, speaker, None)
        assert (text_of(reply), intent_of(reply)) == (neighbouring, None)


def release(side: PersonalSide, bundle: bytes, *, damaged: bool = False) -> None:
    model_id = ModelId(uuid4())
    key, wrapped = side.handover_key.create_key(model_binding(model_id))
    object_key = random_object_key()
    side.objects.put(object_key, key.seal(bundle, model_binding(model_id)))
    model = SealedModel(
        model_id=model_id,
        object_key=object_key,
        wrapped_key=wrapped,
        sha256=hashlib.sha256(b"other" if damaged else bundle).digest(),
    )
    write_release(side, model)


def write_release(side: PersonalSide, model: SealedModel | None) -> None:
    with side.databases[Role.CORPUS_WORKER].transaction() as connection:
        publish(
            connection,
            Release(
                sequence=0,
                release_id=ReleaseId(uuid4()),
                model=model,
                reason=ReleaseReason.IMPROVED if model else ReleaseReason.ROLLED_BACK,
                released_at=side.clock.now(),
            ),
        )


def ask(assistant: Conversation, side: PersonalSide, customer: Customer) -> str | None:
    return intent_of(assistant.hear(SOUND, speaker_of(side, customer), None))


def test_a_release_is_live_without_a_restart_and_rolls_back(side: PersonalSide) -> None:
    customer = side.add_customer()
    engine = Parrot(hears="a latte")
    assistant = conversation_of(side, engine)
    assert not assistant.models.switch_if_released()
    assert (ask(assistant, side, customer), assistant.models.model) == (None, "stock")
    release(side, b"bundle")
    assert assistant.models.switch_if_released()
    assert not assistant.models.switch_if_released()
    assert ask(assistant, side, customer) == "orderDrink"
    assert engine.bundle == b"bundle"
    release(side, b"broken", damaged=True)
    assert not assistant.models.switch_if_released()
    assert (ask(assistant, side, customer), engine.bundle) == ("orderDrink", b"bundle")
    write_release(side, None)
    assert assistant.models.switch_if_released()
    assert (ask(assistant, side, customer), assistant.models.model) == (None, "stock")


def test_s6_a_released_wake_detector_is_live_without_a_restart_and_rolls_back(side: PersonalSide) -> None:
    assistant = conversation_of(side, Parrot())
    stock = load_stock().detector
    assert assistant.models.wake == stock
    taught = WakeDetector(logistic=Logistic(bias=-3.0, weights=stock.logistic.weights))
    release(side, write_bundle(Bundle(wake=taught)))
    assert assistant.models.switch_if_released()
    assert assistant.models.wake == taught
    release(side, write_bundle(Bundle()))
    assert assistant.models.switch_if_released()
    assert assistant.models.wake == stock
    write_release(side, None)
    assert assistant.models.switch_if_released()
    assert assistant.models.wake == stock


def test_many_at_once_keep_every_cap(side: PersonalSide) -> None:
    caps = Caps(general_share=0.0, panel_share=0.5, general_person=0, panel_person=2)
    people = [speaker_of(side, side.add_customer(*Purpose)) for _ in range(4)]
    assistant = conversation_of(side, Parrot(), caps)
    with ThreadPoolExecutor(max_workers=4) as threads:
        answers = [threads.submit(assistant.hear, SOUND, people[number % 4], None) for number in range(24)]
        replies = [answer.result() for answer in answers]
    assert assistant.keeping.wait_until_idle(60)
    [(utterances, chosen)] = rows(side, "select utterances, chosen from handover.allowances")
    assert utterances == 24
    reasons = [reason_of(assistant, reply) for reply in replies]
    assert chosen == sum(1 for reason in reasons if reason == GateReason.NOT_UNDERSTOOD) + sum(
        1 for reason in reasons if reason == GateReason.RANDOM_CONTROL
    )
    statement = (
        "select max(times) from"
        " (select count(*) as times from personal.recordings where selected group by customer_id) as counted"
    )
    assert rows(side, statement) in ([(1,)], [(2,)])
