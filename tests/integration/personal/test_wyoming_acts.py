"""Home Assistant and Earnest never both act; what Earnest does for a satellite says truly where it rings."""

import asyncio
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from support.assistant import Parrot, conversation_of, speaker_of
from support.family import SOUND
from support.home_assistant import transcript_of
from support.speaking import PersonalSide

from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.wyoming_server import WyomingServer
from earnest.personal.capture.wyoming_voice import WyomingVoice
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Programme, Speaker
from earnest.personal.household.home.store import load_home
from earnest.services.database.roles import Role

LEFT = {
    "en": "I only listen here; whoever sent me this does it.",
    "de": "Ich höre hier nur zu; erledigt wird das von dort, woher es kam.",
    "nl": "Ik luister hier alleen; wie mij dit stuurde, doet het.",
}
TIMER = {
    "en": "set a timer for five minutes",
    "de": "stell einen timer auf fünf minuten",
    "nl": "zet een timer op vijf minuten",
}


class Serving:
    """A Wyoming server whose clients speak as one device, with a recogniser whose words the test decides."""

    def __init__(self, side: PersonalSide, *, acts: bool) -> None:
        self.side, self.engine = side, Parrot()
        customer = side.add_customer(Purpose.OWN_HISTORY, programme=Programme.HOUSEHOLD)
        self.speaker, self.other = speaker_of(side, customer), speaker_of(side, customer)
        conversation = conversation_of(side, self.engine)
        acting = replace(conversation.acting, acts=acts)
        self.conversation: Conversation = replace(conversation, acting=acting)
        self.port = 0

    @contextmanager
    def serve(self) -> Generator["Serving"]:
        voice = WyomingVoice(conversation=self.conversation, device_id=self.speaker.device_id)
        server = WyomingServer(voice.transcribe, voice.describe, voice.speak)
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        listening = asyncio.run_coroutine_threadsafe(server.listen("127.0.0.1", 0), loop).result(20)
        self.port = listening.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            _ = loop.call_soon_threadsafe(listening.close)
            server.close()
            _ = loop.call_soon_threadsafe(loop.stop)
            thread.join(20)
            loop.close()

    def say(self, words: str, language: str = "en") -> tuple[str, str, bool]:
        """What is transcribed, answered and done."""
        self.engine.hears = words
        transcript = transcript_of(self.port, SOUND, language)
        assert transcript is not None
        assert transcript.context is not None
        return transcript.text, transcript.context["answer"], transcript.context["done"]

    def timers(self, speaker: Speaker | None = None) -> int:
        customer_id = (speaker or self.speaker).customer.customer_id
        with self.side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            return len(load_home(connection, customer_id, self.side.master_key).timers)


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_where_home_assistant_acts_earnest_hears_and_does_nothing(side: PersonalSide, language: str) -> None:
    """The transcript is whole, so Home Assistant starts its own timer; Earnest starts no second one and says why."""
    with Serving(side, acts=False).serve() as served:
        assert served.say(TIMER[language], language) == (TIMER[language], LEFT[language], False)
        assert served.say("add milk to the shopping list")[2] is False
        assert served.timers() == 0


def test_what_concerns_privacy_is_done_also_where_home_assistant_acts(side: PersonalSide) -> None:
    """Home Assistant knows nothing of it, so leaving it would mean that it is never done (CN5, CN10)."""
    with Serving(side, acts=False).serve() as served:
        _, answer, done = served.say("what do you keep about me")
        assert done
        assert answer != LEFT["en"]
        _, answer, done = served.say("stop letting people listen")
        assert done
        assert answer == "No person may listen to your recordings; that was already switched off."


def test_a_satellite_is_told_where_its_timer_rings(side: PersonalSide) -> None:
    """Wyoming clients are not rung: it rings at a device that waits, or perhaps nowhere, and both are said."""
    with Serving(side, acts=True).serve() as served:
        _, answer, done = served.say(TIMER["en"])
        assert done
        assert answer == "Timer for 5 minutes started. None of your devices waits for it now, so it may not ring."
        served.conversation.acting.rings.note(served.other)
        _, answer, _ = served.say(TIMER["en"])
        assert answer == "Timer for 5 minutes started. It rings at another of your devices, not here."
        assert served.timers() == 2
