"""Each utterance has a language: it is recognised, understood, answered and kept in it, or refused and not kept."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy
import pytest
from fastapi.testclient import TestClient
from support.assistant import Parrot, conversation_of, hear, speaker_of
from support.speaking import PersonalSide
from support.voices import say

from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.errors import EarnestError
from earnest.foundation.sensitive import RevealReason
from earnest.personal.assistant.texts import TEXTS, Text
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.errors import LanguageNotRecognised
from earnest.personal.capture.views import UtteranceRoutes
from earnest.personal.capture.wyoming_voice import WyomingVoice
from earnest.personal.consent.purposes import Purpose
from earnest.personal.vault.store import load_own_recording
from earnest.services.database.roles import Role
from earnest.services.web import Audience, create_application
from earnest.sound_files.encoding import encode_wav

SAMPLES = say("a large latte with soy milk please")
SOUND = encode_wav(SAMPLES)
SILENCE = encode_wav(numpy.zeros(32_000, dtype=numpy.int16))
ASKER = Requester(name="127.0.0.1", known=False)
ALL = ("en", "de", "nl")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """The same wish in one language, and how the answer begins."""

    language: str
    said: str
    answer: str


SILENT = {language: wordings[Text.MAY_BE_SILENT] for language, wordings in TEXTS.items()}
"""No device waits for what rings here, and that is said."""
WISHES = [
    Wish(language="en", said="set a timer for five minutes", answer=f"Timer for 5 minutes started. {SILENT['en']}"),
    Wish(
        language="de",
        said="stelle einen timer auf fünf minuten",
        answer=f"Timer für 5 Minuten gestartet. {SILENT['de']}",
    ),
    Wish(language="nl", said="zet een timer van vijf minuten", answer=f"Timer van 5 minuten gestart. {SILENT['nl']}"),
]


def assistant_of(side: PersonalSide, engine: Parrot, languages: tuple[str, ...] = ALL) -> Conversation:
    return replace(conversation_of(side, engine), languages=languages)


@pytest.mark.parametrize(("language", "said"), [("de", "nur Englisch"), ("nl", "alleen Engels")])
def test_nothing_of_another_language_is_recognised_or_kept(side: PersonalSide, language: str, said: str) -> None:
    engine = Parrot()
    conversation = assistant_of(side, engine, ("en",))
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW, language=language)
    with pytest.raises(LanguageNotRecognised, match=said):
        _ = conversation.hear(SOUND, speaker_of(side, customer), None)
    assert engine.listened == 0
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.recordings").fetchone() == (0,)


def test_wyoming_says_what_was_recognised_and_refuses_the_rest(side: PersonalSide) -> None:
    voice = WyomingVoice(conversation=assistant_of(side, Parrot(), ("en",)), device_id=None)
    assert voice.transcribe(SOUND, None, ASKER).language == "en"
    assert voice.transcribe(SOUND, "en_GB", ASKER).language == "en"
    with pytest.raises(LanguageNotRecognised, match="nur Englisch"):
        _ = voice.transcribe(SOUND, "de-DE", ASKER)
    with pytest.raises(EarnestError, match="only English"):
        _ = voice.transcribe(SOUND, "fr", ASKER)


@pytest.mark.parametrize(("wish", "account"), [*zip(WISHES, ("de", "nl", "en"), strict=True)])
def test_over_wyoming_a_device_is_answered_and_kept_in_the_language_that_is_spoken(
    side: PersonalSide, wish: Wish, account: str
) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY, language=account)
    conversation = assistant_of(side, Parrot(hears=wish.said))
    voice = WyomingVoice(conversation=conversation, device_id=speaker_of(side, customer).device_id)
    told = voice.transcribe(SOUND, f"{wish.language}-{wish.language.upper()}", ASKER)
    assert (told.text, told.language) == (wish.said, wish.language)
    assert told.answer is not None
    assert (told.answer.text, told.answer.done) == (wish.answer, True)
    assert conversation.keeping.wait_until_idle(60)
    with side.databases.owner.transaction() as connection:
        [(recording_id,)] = connection.execute("select recording_id from personal.recordings").fetchall()
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        recording = load_own_recording(connection, customer.customer_id, recording_id)
    content = side.vault.open_content(recording).reveal(RevealReason.OWN_HISTORY)
    assert (content.language, content.answer) == (wish.language, wish.answer)


@pytest.mark.parametrize("wish", WISHES)
def test_a_device_that_names_no_language_speaks_that_of_its_account(side: PersonalSide, wish: Wish) -> None:
    customer = side.add_customer(language=wish.language)
    conversation = assistant_of(side, Parrot(hears=wish.said))
    speaker = speaker_of(side, customer)
    for named in (None, ""):
        reply = conversation.hear(SOUND, speaker, None, language=named)
        assert reply.recognised.language == wish.language
        assert reply.answer.reveal(RevealReason.OWN_HISTORY) == wish.answer


@pytest.mark.parametrize("wish", WISHES)
def test_over_http_a_device_names_the_language_of_an_utterance(side: PersonalSide, wish: Wish) -> None:
    customer = side.add_customer(language="en")
    _, token = side.add_device(customer)
    client = client_of(assistant_of(side, Parrot(hears=wish.said)))
    answer = client.post(
        "/api/utterances",
        params={"language": f"{wish.language}-XX"},
        content=SOUND,
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 200, answer.text
    assert (answer.json()["language"], answer.json()["answer"]) == (wish.language, wish.answer)


@pytest.mark.parametrize(("account", "said"), [("en", "only English"), ("de", "nur Englisch"), ("nl", "alleen Engels")])
@pytest.mark.parametrize("named", ["xx", "x" * 300, "de\x00", "de\r\nX-Other: 1"])
def test_over_http_an_unknown_language_is_refused_in_the_language_of_the_account(
    side: PersonalSide, account: str, said: str, named: str
) -> None:
    customer = side.add_customer(*Purpose, language=account)
    _, token = side.add_device(customer)
    engine = Parrot()
    answer = client_of(assistant_of(side, engine)).post(
        "/api/utterances", params={"language": named}, content=SOUND, headers={"Authorization": f"Bearer {token}"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "language_not_recognised")
    assert said in answer.json()["message"]
    assert engine.listened == 0


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Sorry, I did not hear anything."),
        ("de", "Ich habe leider nichts gehört."),
        ("nl", "Sorry, ik heb niets gehoord."),
    ],
)
@pytest.mark.parametrize("sound", [SILENCE, SOUND])
def test_where_no_words_were_heard_nothing_is_done_and_that_is_said(
    side: PersonalSide, language: str, answer: str, sound: bytes
) -> None:
    """Silence is not recognised at all; of other sound the recogniser makes no words here."""
    customer = side.add_customer(*Purpose, language="en")
    conversation = assistant_of(side, Parrot(hears=""))
    speaker = speaker_of(side, customer)
    reply = hear(conversation, sound, speaker)
    assert not reply.done
    reply = conversation.hear(sound, speaker, None, language=language)
    assert (reply.answer.reveal(RevealReason.OWN_HISTORY), reply.done) == (answer, False)
    known = WyomingVoice(conversation=conversation, device_id=speaker.device_id).transcribe(sound, language, ASKER)
    assert (known.text, known.answer is not None and known.answer.text) == ("", answer)
    unknown = WyomingVoice(conversation=conversation, device_id=None).transcribe(sound, language, ASKER)
    assert (unknown.text, unknown.language, unknown.answer) == ("", language, None)


@pytest.mark.parametrize(
    ("account", "named", "said", "answer"),
    [
        ("de", "en", "fremde dürfen meine aufnahmen nicht hören", "People may no longer listen"),
        ("en", "de", "stop letting people listen", "Kein Mensch soll mehr Ihre Aufnahmen anhören."),
        ("nl", "de", "mensen mogen mijn stem niet horen", "Kein Mensch soll mehr Ihre Aufnahmen anhören."),
    ],
)
def test_cn5_a_no_in_the_language_of_the_account_counts_whatever_language_the_client_names(
    side: PersonalSide, account: str, named: str, said: str, answer: str
) -> None:
    """The client is set to one language, and the person says it in the other."""
    customer = side.add_customer(*Purpose, language=account)
    conversation = assistant_of(side, Parrot(hears=said))
    side.clock.advance(timedelta(seconds=1))
    reply = conversation.hear(SOUND, speaker_of(side, customer), None, language=named)
    assert reply.answer.reveal(RevealReason.OWN_HISTORY).startswith(answer)
    with side.databases.owner.transaction() as connection:
        newest = "select given, channel from personal.consent_events order by sequence desc limit 1"
        assert connection.execute(newest).fetchone() == (False, "voice")


def test_places_of_words_are_those_in_the_sound_that_was_sent(side: PersonalSide) -> None:
    customer = side.add_customer()
    silence = numpy.zeros(32_000, dtype=numpy.int16)
    conversation = assistant_of(side, Parrot(hears="a large latte"))
    voice = WyomingVoice(conversation=conversation, device_id=speaker_of(side, customer).device_id)
    plain = voice.transcribe(SOUND, None, ASKER)
    late = voice.transcribe(encode_wav(numpy.concatenate((silence, SAMPLES))), None, ASKER)
    first, second = (told.start + told.hypothesis.words[0].start for told in (plain, late))
    assert abs(second - first - silence.size) < 800  # Speech is found in steps of some milliseconds.


def client_of(conversation: Conversation) -> TestClient:
    application = create_application(
        "device_gateway",
        [UtteranceRoutes(conversation).router()],
        audience=Audience.DEVICE,
        largest_body_bytes=1_000_000,
    )
    return TestClient(application, base_url="http://127.0.0.1")
