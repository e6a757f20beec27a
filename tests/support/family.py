"""A household with one device, whose recogniser hears what the test says, and the page of its owner."""

from dataclasses import replace

from earnest.foundation.sensitive import RevealReason
from earnest.personal.assistant.skills.running import SkillRunner
from earnest.personal.capture.conversation import Conversation
from earnest.personal.customers.records import Customer, Speaker
from earnest.personal.household.skills.refreshing import SkillRefresher
from earnest.services.database.roles import Role
from earnest.sound_files.encoding import encode_wav
from support.assistant import Parrot, conversation_of, speaker_of
from support.home_assistant_server import TOKEN, HomeAssistantServer
from support.portal import browser, portal_of
from support.speaking import PersonalSide
from support.voices import say

SOUND = encode_wav(say("a large latte with soy milk please"))


class Family:
    """The household."""

    def __init__(self, side: PersonalSide, owner: Customer, runner: SkillRunner) -> None:
        self.side, self.owner, self.runner = side, owner, runner
        self.engine = Parrot()
        self.speaker = speaker_of(side, owner)
        self.assistant: Conversation = replace(conversation_of(side, self.engine), skills=runner)
        self.page = browser(replace(portal_of(side), runner=runner))
        assert self.page.sign_in(owner).status_code == 204

    def set_up(self, house: HomeAssistantServer, *, token: str = TOKEN, switched_on: bool = True) -> dict[str, object]:
        settings = {"address": house.address, "token": token}
        body: dict[str, object] = {"switched_on": switched_on, "settings": settings}
        answered = self.page.send("PUT", "/api/skills/smart_home", body)
        assert answered.status_code == 200, answered.text
        self.fetch()
        return self.shown()

    def switch_on(self, skill: str, settings: dict[str, str]) -> None:
        """Switch another skill on."""
        answered = self.page.send("PUT", f"/api/skills/{skill}", {"switched_on": True, "settings": settings})
        assert answered.status_code == 200, answered.text

    def history(self) -> list[tuple[str, str]]:
        """What is kept, newest first: what was heard and what was answered."""
        assert self.assistant.keeping.wait_until_idle(60)
        listed = self.page.get("/api/utterances").json()
        return [(one["text"], one["answer"]) for one in listed["utterances"]]

    def fetch(self) -> None:
        refresher = SkillRefresher(
            database=self.side.databases[Role.DEVICE_GATEWAY],
            master_key=self.side.master_key,
            runner=self.runner,
            clock=self.side.clock,
        )
        _ = refresher.fetch_due()

    def shown(self) -> dict[str, object]:
        listed = self.page.get("/api/skills?language=en").json()
        return next(one for one in listed if one["name"] == "smart_home")

    def say(self, words: str, language: str = "en", speaker: Speaker | None = None) -> tuple[str, bool]:
        self.engine.hears = words
        reply = self.assistant.hear(SOUND, speaker or self.speaker, None, language=language)
        return reply.answer.reveal(RevealReason.OWN_HISTORY), reply.done
