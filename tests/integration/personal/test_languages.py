"""What the recogniser cannot understand is refused in the language of the speaker, and nothing of it is kept."""

from dataclasses import replace

import pytest
from support.assistant import Parrot, conversation_of, speaker_of
from support.speaking import PersonalSide
from support.voices import say

from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.errors import EarnestError
from earnest.personal.capture.errors import LanguageNotRecognised
from earnest.personal.capture.wyoming_voice import WyomingVoice
from earnest.personal.consent.purposes import Purpose
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(say("a large latte with soy milk please"))
ASKER = Requester(name="127.0.0.1", known=False)


@pytest.mark.parametrize(("language", "said"), [("de", "nur Englisch"), ("nl", "alleen Engels")])
def test_nothing_of_another_language_is_recognised_or_kept(side: PersonalSide, language: str, said: str) -> None:
    engine = Parrot()
    conversation = replace(conversation_of(side, engine), languages=("en",))
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW, language=language)
    with pytest.raises(LanguageNotRecognised, match=said):
        _ = conversation.hear(SOUND, speaker_of(side, customer), None)
    assert engine.listened == 0
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.recordings").fetchone() == (0,)


def test_wyoming_says_what_was_recognised_and_refuses_the_rest(side: PersonalSide) -> None:
    conversation = replace(conversation_of(side, Parrot()), languages=("en",))
    voice = WyomingVoice(conversation=conversation, device_id=None, languages=("en",))
    assert voice.transcribe(SOUND, None, ASKER).language == "en"
    assert voice.transcribe(SOUND, "en_GB", ASKER).language == "en"
    with pytest.raises(LanguageNotRecognised, match="nur Englisch"):
        _ = voice.transcribe(SOUND, "de-DE", ASKER)
    with pytest.raises(EarnestError, match="only English"):
        _ = voice.transcribe(SOUND, "fr", ASKER)
