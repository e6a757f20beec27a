"""A household that is spoken to over HTTP: gateway and portal as applications, the worker's orders in a thread."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from fastapi.testclient import TestClient

from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.ring_views import RingRoutes
from earnest.personal.capture.ringing import Ringing
from earnest.personal.capture.views import LARGEST_BODY_BYTES, UtteranceRoutes
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.spoken.carrying import OrderCarrier
from earnest.services.database.roles import Role
from earnest.services.web import Audience, create_application
from earnest.sound_files.encoding import encode_wav
from support.assistant import Parrot, conversation_of
from support.portal import PASSWORD, Browser, browser, portal_of
from support.speaking import PersonalSide
from support.voices import say

SOUND = encode_wav(say("a large latte with soy milk please"))


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A person at a device of their own, and their page."""

    side: PersonalSide
    customer: Customer
    token: str
    engine: Parrot
    assistant: Conversation
    client: TestClient
    page: Browser

    def say(self, sentence: str, *, token: str | None = None, seconds: float = 5.0) -> dict[str, object]:
        """Say a sentence some seconds after the one before; wait until what may be kept is kept."""
        self.side.clock.advance(timedelta(seconds=seconds))
        self.engine.hears = sentence
        headers = {"Authorization": f"Bearer {token or self.token}"}
        answer = self.client.post("/api/utterances", content=SOUND, headers=headers)
        assert answer.status_code == 200, answer.text
        assert self.assistant.keeping.wait_until_idle(60)
        return cast("dict[str, object]", answer.json())

    def texts(self) -> list[str]:
        """Return what the page's history holds, newest first."""
        return [str(entry["text"]) for entry in self.entries()]

    def entries(self) -> list[dict[str, object]]:
        """Return the page's history, newest first; who was away for a day signs in again."""
        assert self.page.sign_in(self.customer).status_code == 204
        return self.page.history()


@contextmanager
def person(
    side: PersonalSide,
    language: str = "en",
    *,
    programme: Programme = Programme.PANEL,
    purposes: tuple[Purpose, ...] = tuple(Purpose),
) -> Generator[Spoken]:
    """Return a person who agreed to some purposes and is signed in, for the time of the block."""
    customer = side.add_customer(*purposes, programme=programme, password=PASSWORD, language=language)
    _, token = side.add_device(customer)
    engine = Parrot()
    assistant = conversation_of(side, engine)
    utterances = UtteranceRoutes(assistant)
    application = create_application(
        "device_gateway",
        [utterances.router(), RingRoutes(ringing_of(assistant), utterances.require_device).router()],
        audience=Audience.DEVICE,
        largest_body_bytes=LARGEST_BODY_BYTES,
    )
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    client = TestClient(application, base_url="http://127.0.0.1")
    yield Spoken(
        side=side, customer=customer, token=token, engine=engine, assistant=assistant, client=client, page=page
    )


def ringing_of(assistant: Conversation) -> Ringing:
    """Return what tells devices what rings, as the gateway puts it together."""
    acting = assistant.acting
    return Ringing(
        database=assistant.database, master_key=acting.master_key, clock=assistant.clock, memory=acting.rings
    )


def carrier_of(side: PersonalSide) -> OrderCarrier:
    """Return what the personal worker carries out orders with."""
    database = side.databases[Role.PERSONAL_WORKER]
    return OrderCarrier(database=database, vault=side.vault, erasure=side.erasure, clock=side.clock)


@contextmanager
def worker(side: PersonalSide) -> Generator[None]:
    """Carry out orders in the background, as the personal worker does."""
    stop, carrier = threading.Event(), carrier_of(side)

    def work() -> None:
        while not stop.wait(0.05):
            carrier.carry_out()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
