"""A customer's browser at the portal, without a network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from earnest.personal.assistant.skills.running import SkillRunner
from earnest.personal.customers.records import Customer
from earnest.personal.sampling.store import Caps
from earnest.processes.customer_portal import Portal
from earnest.services.database.roles import Role
from earnest.services.demo_data.exchange import DemoExchange, exchange_folder
from earnest.services.web import Audience, create_application
from earnest.voices.disguise.profiles import DisguisesInUse
from support.speaking import PersonalSide

PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """One browser with its own cookies."""

    client: TestClient

    def get(self, path: str) -> Response:
        return self.client.get(path)

    def send(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Response:
        return self.client.request(method, path, json=body, headers={"X-Earnest": "1"})

    def sign_in(self, customer: Customer, password: str = PASSWORD) -> Response:
        return self.send("POST", "/api/session", {"login": customer.login, "password": password})

    def decide(self, purpose: str, *, given: bool) -> None:
        """Say yes or no to the text that is shown."""
        shown = next(entry for entry in self.get("/api/purposes").json() if entry["purpose"] == purpose)
        body = {"given": given, "wording_hash": shown["wording_hash"]}
        answer = self.send("PUT", f"/api/purposes/{purpose}", body)
        assert answer.status_code == 200, answer.text
        assert answer.json()["given"] is given

    def history(self, only: str = "all") -> list[dict[str, object]]:
        answer = self.get(f"/api/utterances?only={only}")
        assert answer.status_code == 200, answer.text
        return cast("list[dict[str, object]]", answer.json()["utterances"])


def portal_of(
    side: PersonalSide,
    caps: Caps | None = None,
    retention_days: int = 90,
    gateway_address: str = "http://127.0.0.1:9",
) -> Portal:
    return Portal(
        database=side.databases[Role.CUSTOMER_PORTAL],
        vault=side.vault,
        handover_key=side.handover_key,
        caps=caps or Caps(general_share=0.002, panel_share=0.002, general_person=3, panel_person=3),
        retention_days=retention_days,
        reviews_per_clip=1,
        clock=side.clock,
        disguises=DisguisesInUse(setting="warped"),
        gateway_address=gateway_address,
        runner=SkillRunner(side.folder),
        demo=DemoExchange(exchange_folder(side.folder)),
    )


def application_of(portal: Portal) -> FastAPI:
    return create_application("customer_portal", portal.routers(), audience=Audience.BROWSER)


def browser(portal: Portal) -> Browser:
    return Browser(client=TestClient(application_of(portal), base_url="http://127.0.0.1"))
