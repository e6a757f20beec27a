"""The workbench for tests: the real application on a real database, asked over HTTP by reviewers who really sign in."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx2
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pyotp.totp import TOTP

from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.foundation.clock import SettableClock
from earnest.foundation.settings import Settings, load_settings
from earnest.operations.data_folder import prepare_folder
from earnest.organisation.staff.records import MemberKind, NewMember, StaffRole
from earnest.organisation.staff.store import add_member, set_person
from earnest.processes.workbench import build_application
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectStore
from support.clips import NOON, HandoverSide
from support.databases import Databases


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A workbench with everything that it needs."""

    handover: HandoverSide
    settings: Settings
    application: FastAPI

    def add_member(
        self, name: str = "Rosa", *, role: StaffRole = StaffRole.REVIEWER, kind: MemberKind = MemberKind.PERSON
    ) -> NewMember:
        """Add a member of staff, as the administration does it."""
        with self.handover.databases[Role.ADMINISTRATION].transaction() as connection:
            return add_member(
                connection,
                name=name,
                role=role,
                kind=kind,
                key=MasterKey.load(self.settings.data_folder / "keys" / "staff.json"),
                pseudonyms=Pseudonyms.load(self.settings.pseudonym_key_file),
                clock=self.handover.clock,
            )

    def state_person(self, name: str, reference: str) -> None:
        """Say which person an account belongs to, as the administration does it."""
        with self.handover.databases[Role.ADMINISTRATION].transaction() as connection:
            set_person(
                connection,
                name=name,
                person_reference=reference,
                pseudonyms=Pseudonyms.load(self.settings.pseudonym_key_file),
                clock=self.handover.clock,
            )

    def browser(self) -> TestClient:
        """Return a browser without a session."""
        return TestClient(
            self.application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"}
        )

    def sign_in(self, member: NewMember) -> TestClient:
        """Return a browser in which a member is signed in."""
        browser = self.browser()
        answer = browser.post(
            "/api/session",
            json={
                "name": member.member.name,
                "password": member.password,
                "code": TOTP(member.totp_secret).at(self.handover.clock.now()),
            },
        )
        assert answer.status_code == 200, answer.text
        return browser

    def reviewer(
        self, name: str = "Rosa", *, role: StaffRole = StaffRole.REVIEWER, kind: MemberKind = MemberKind.PERSON
    ) -> TestClient:
        """Return the browser of a new member."""
        return self.sign_in(self.add_member(name, role=role, kind=kind))

    def beside(self, browser: TestClient) -> TestClient:
        """Return the same browser at another process of the workbench, which shares nothing but database and store."""
        application = build_application(
            self.settings, Database(self.handover.databases.dsn(Role.WORKBENCH)), self.handover.clock
        )
        other = TestClient(application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"})
        other.cookies = browser.cookies
        return other

    def pass_time(self, seconds: float) -> None:
        """Let time pass."""
        self.handover.clock.advance(timedelta(seconds=seconds))


def open_bench(databases: Databases, folder: Path, **variables: str) -> Bench:
    """Return a workbench on a fresh data folder; `variables` are settings."""
    prepare_folder(folder)
    settings = load_settings({"EARNEST_DATA": str(folder), "EARNEST_KEYS": "handover,staff", **variables})
    clock = SettableClock(moment=NOON)
    handover = HandoverSide(
        databases=databases,
        objects=ObjectStore.open(settings.objects),
        handover_key=MasterKey.load(folder / "keys" / "handover.json"),
        clock=clock,
        folder=folder,
    )
    application = build_application(settings, databases[Role.WORKBENCH], clock)
    return Bench(handover=handover, settings=settings, application=application)


def sound_of(browser: TestClient, lease_id: object, **headers: str) -> httpx2.Response:
    """Ask for the address of a held clip's sound and fetch it, as the page does; or return the refusal."""
    given = browser.post(f"/api/leases/{lease_id}/sound")
    return given if given.status_code != 201 else browser.get(given.json()["address"], headers=headers)


def label_body(**changes: object) -> dict[str, object]:
    """Return a label of a coffee order as the page sends it."""
    return {
        "wake_word_verdict": "not_applicable",
        "transcript": "a large latte",
        "unclear_words": [1],
        "intent": "order",
        "slots": [{"name": "size", "value": "large"}],
        "entities": [{"first_word": 2, "last_word": 2, "type": "product", "link": "Q193570"}],
        "guideline_version": CURRENT_VERSION,
        **changes,
    }


Json = dict[str, object]


def lease(browser: TestClient) -> Json:
    """Take the next clip and return its lease."""
    answer = browser.post("/api/leases")
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


def hear(bench: "Bench", browser: TestClient, lease_id: object, milliseconds: int = 4000) -> bytes:
    """Play a clip and say so; return the sound."""
    sound = sound_of(browser, lease_id)
    assert sound.status_code == 200, sound.text
    bench.pass_time(milliseconds / 1000)
    played = browser.post(f"/api/leases/{lease_id}/played", json={"milliseconds": milliseconds})
    assert played.status_code == 204, played.text
    return sound.content


def code_of(answer: httpx2.Response) -> str:
    """Return the code of an error."""
    body: Json = answer.json()
    return str(body["code"])
