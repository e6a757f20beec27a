"""Escalations from the report to a coded decision, over HTTP and as an attacker with a login role.

DC4: clock, roster, decision. DC5: countries. DC6: evidence. DC7: who spoke. DC8: follow-up of the reviewer.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient
from pyotp.totp import TOTP
from support.bench import Bench, Json, code_of, lease, open_bench
from support.clips import NOON
from support.databases import Databases
from support.speaking import PersonalSide

from earnest.deidentified.care.escalation_clock import EscalationClock
from earnest.deidentified.care.evidence import EvidenceStorage
from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.foundation.identifiers import ClipId, EscalationId
from earnest.foundation.settings import load_settings
from earnest.handover.escalation_errors import EvidenceClosed
from earnest.handover.escalations import DangerCategory
from earnest.handover.evidence import HELD_FOR, open_evidence
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.oversight.country_matrix import ENTRIES, shipped_countries
from earnest.organisation.oversight.escalation_reminders import EscalationReminders
from earnest.organisation.staff.records import StaffRole
from earnest.organisation.staff.store import disable_member
from earnest.personal.disclosure.disclosures import IdentificationWorker, list_disclosures
from earnest.processes.administration import build_application
from earnest.services.audit import Pseudonyms, load_signer_key
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role

REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversight:
    """A workbench, and officers who decide on escalations."""

    bench: Bench
    evidence_key: MasterKey

    def officer(self, role: StaffRole, name: str | None = None) -> TestClient:
        """Return the browser of a signed-in officer."""
        bench = self.bench
        member = bench.add_member(name or role.value, role=role)
        settings = load_settings({"EARNEST_DATA": str(bench.settings.data_folder), "EARNEST_PASSKEYS": "offered"})
        database = bench.handover.databases[Role.ADMINISTRATION]
        key = load_signer_key(bench.settings.data_folder / "keys" / "audit.json")
        signer = CheckpointSigner(database, key, bench.handover.clock)
        application = build_application(settings, database, signer, bench.handover.clock)
        browser = TestClient(
            application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"}
        )
        code = TOTP(member.totp_secret).at(bench.handover.clock.now())
        answer = browser.post(
            "/api/session", json={"name": member.member.name, "password": member.password, "code": code}
        )
        assert answer.status_code == 200, answer.text
        return browser

    def evidence(self) -> EvidenceStorage:
        """Return the corpus worker's part."""
        handover = self.bench.handover
        return EvidenceStorage(
            database=handover.databases[Role.CORPUS_WORKER],
            objects=handover.objects,
            handover_key=handover.handover_key,
            evidence_key=self.evidence_key,
            clock=handover.clock,
        )

    def open(self, escalation_id: str) -> bytes:
        """Open evidence as the command does it."""
        handover = self.bench.handover
        with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
            return open_evidence(
                connection,
                EscalationId(UUID(escalation_id)),
                evidence_key=self.evidence_key,
                now=handover.clock.now(),
            ).sound

    def leaves(self) -> str:
        """Return the audit log as one text."""
        with self.bench.handover.databases.owner.transaction() as connection:
            rows = connection.execute("select entry from audit.leaves order by leaf_index").fetchall()
        return "\n".join(bytes(row[0]).decode() for row in rows)


@pytest.fixture
def oversight(databases: Databases, tmp_path: Path) -> Oversight:
    bench = open_bench(databases, tmp_path / "data")
    bench.handover.allow(9)
    return Oversight(bench=bench, evidence_key=MasterKey.load(bench.settings.data_folder / "keys" / "evidence.json"))


def escalate(oversight: Oversight, category: str = "child") -> tuple[TestClient, ClipId, str]:
    """Place a clip and escalate it; return reviewer, clip and escalation."""
    clip_id = oversight.bench.handover.place()
    browser = oversight.bench.reviewer(f"Rosa {uuid4().hex[:6]}")
    lease_id = lease(browser)["lease_id"]
    answer = browser.post(f"/api/leases/{lease_id}/escalate", json={"category": category})
    assert answer.status_code == 204, answer.text
    own: list[Json] = browser.get("/api/me/escalations").json()
    return browser, clip_id, str(own[0]["escalation_id"])


def approve(browser: TestClient, escalation_id: str, act: str) -> None:
    answer = browser.post(f"/api/escalations/{escalation_id}/approvals", json={"act": act})
    assert answer.status_code == 204, answer.text


def test_dc4_from_the_report_to_a_coded_decision_that_the_reviewer_is_told(oversight: Oversight) -> None:
    reviewer, _, escalation_id = escalate(oversight)
    # The clip is gone for all, also for those who chose hard clips; a pause follows.
    willing = oversight.bench.reviewer("Willing")
    assert willing.put("/api/preferences", json={"accepts_distressing": True}).status_code == 204
    assert willing.post("/api/leases").status_code == 204
    assert reviewer.get("/api/me/shift").json()["rest"]["reason"] == "pause"
    officer = oversight.officer(StaffRole.SAFETY_OFFICER)
    (shown,) = officer.get("/api/escalations").json()
    assert (shown["category"], shown["region"], shown["late"]) == ("child", "DE", False)
    assert "clip_id" not in shown
    one = f"/api/escalations/{escalation_id}"
    early = officer.post(f"{one}/decision", json={"decision": "no_danger"})
    assert (early.status_code, code_of(early)) == (409, "escalation_not_taken")
    assert officer.post(f"{one}/take").status_code == 204
    assert officer.post(f"{one}/decision", json={"decision": "never_mind"}).status_code == 422
    assert reviewer.get("/api/me/escalations").json()[0]["decision"] is None
    assert officer.post(f"{one}/decision", json={"decision": "police_informed"}).status_code == 204
    again = officer.post(f"{one}/decision", json={"decision": "no_danger"})
    assert (again.status_code, code_of(again)) == (409, "escalation_closed")
    assert officer.get("/api/escalations").json()[0]["told_at"] is None
    assert reviewer.get("/api/me/escalations").json()[0]["decision"] == "police_informed"
    assert officer.get("/api/escalations").json()[0]["told_at"] is not None
    for kind in ("escalation_raised", "escalation_taken", "escalation_decided", "escalation_told"):
        assert oversight.leaves().count(f'"kind":"{kind}"') == 1, kind


def test_dc4_the_clock_follows_the_category_and_the_hour() -> None:
    clock = EscalationClock(
        in_office=timedelta(minutes=15), otherwise=timedelta(minutes=60), begins_hour=7, ends_hour=17
    )
    night, sunday = NOON.replace(hour=23), NOON - timedelta(days=1)
    assert clock.due_at(DangerCategory.CRIME, NOON) - NOON == timedelta(minutes=15)
    assert clock.due_at(DangerCategory.CRIME, night) - night == timedelta(minutes=60)
    assert clock.due_at(DangerCategory.CRIME, sunday) - sunday == timedelta(minutes=60)
    assert clock.due_at(DangerCategory.DANGER_TO_LIFE, night) - night == timedelta(minutes=15)


def test_dc4_what_is_late_is_told_once_and_stays_open(oversight: Oversight) -> None:
    _ = escalate(oversight)
    reminders = EscalationReminders(
        database=oversight.bench.handover.databases[Role.ADMINISTRATION], clock=oversight.bench.handover.clock
    )
    reminders.remind()
    assert '"kind":"escalation_late"' not in oversight.leaves()
    oversight.bench.pass_time(15 * 60)
    reminders.remind()
    reminders.remind()
    assert oversight.leaves().count('"kind":"escalation_late"') == 1
    (shown,) = oversight.officer(StaffRole.SAFETY_OFFICER).get("/api/escalations").json()
    assert (shown["late"], shown["decided_at"]) == (True, None)


@pytest.mark.parametrize("role", list(Role))
def test_dc4_no_role_closes_removes_or_rewrites_an_escalation_without_a_decision(
    oversight: Oversight, role: Role
) -> None:
    """As an attacker with each login role: the database itself keeps the case open."""
    _, _, escalation_id = escalate(oversight)
    with oversight.bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("update handover.escalations set taken_by = %s, taken_at = now()", [uuid4()])
    for statement in (
        "update handover.escalations set decided_at = now()",
        "update handover.escalations set decided_at = now(), decided_by = gen_random_uuid()",
        "update handover.escalations set decision = 'never_mind', decided_at = now(), decided_by = gen_random_uuid()",
        "update handover.escalations set category = 'crime'",
        "update handover.escalations set due_at = now() + interval '1 year'",
        "update handover.escalations set taken_at = null, taken_by = null",
        "delete from handover.escalations",
        "truncate handover.escalations cascade",
        "alter table handover.escalations disable trigger all",
    ):
        with pytest.raises(REFUSED), oversight.bench.handover.databases[role].transaction() as connection:
            _ = connection.execute(statement.encode())
    with oversight.bench.handover.databases.owner.transaction() as connection:
        row = connection.execute("select category, decided_at from handover.escalations").fetchone()
    assert row == ("child", None)
    assert escalation_id


def test_dc4_a_decision_is_never_rewritten(oversight: Oversight) -> None:
    _, _, escalation_id = escalate(oversight)
    officer = oversight.officer(StaffRole.SAFETY_OFFICER)
    assert officer.post(f"/api/escalations/{escalation_id}/take").status_code == 204
    body = {"decision": "emergency_called"}
    assert officer.post(f"/api/escalations/{escalation_id}/decision", json=body).status_code == 204
    for change in ("decision = 'no_danger'", "decision = null, decided_at = null, decided_by = null"):
        with (
            pytest.raises(REFUSED),
            oversight.bench.handover.databases[Role.ADMINISTRATION].transaction() as connection,
        ):
            _ = connection.execute(f"update handover.escalations set {change}".encode())


def test_dc4_a_reviewer_escalates_only_clips_of_their_own(oversight: Oversight) -> None:
    _ = oversight.bench.handover.place()
    browser, other = oversight.bench.reviewer(), oversight.bench.reviewer("Other")
    lease_id = lease(browser)["lease_id"]
    for asked in (lease_id, uuid4()):
        answer = other.post(f"/api/leases/{asked}/escalate", json={"category": "crime"})
        assert (answer.status_code, code_of(answer)) == (404, "not_your_clip")
    assert browser.post(f"/api/leases/{lease_id}/escalate", json={"category": "noise"}).status_code == 422
    assert other.get("/api/me/escalations").json() == []


def test_dc6_evidence_opens_for_two_officers_and_for_no_single_one(oversight: Oversight) -> None:
    _, _, escalation_id = escalate(oversight)
    oversight.evidence().keep()
    oversight.evidence().keep()
    assert oversight.leaves().count('"kind":"evidence_sealed"') == 1
    safety = oversight.officer(StaffRole.SAFETY_OFFICER)
    approve(safety, escalation_id, "open_evidence")
    approve(safety, escalation_id, "open_evidence")
    with pytest.raises(EvidenceClosed):
        _ = oversight.open(escalation_id)
    privacy = oversight.officer(StaffRole.PRIVACY_OFFICER)
    approve(privacy, escalation_id, "extend_hold")
    with pytest.raises(EvidenceClosed):
        _ = oversight.open(escalation_id)
    approve(privacy, escalation_id, "open_evidence")
    assert oversight.open(escalation_id).startswith(b"RIFF")


@pytest.mark.parametrize("role", list(Role))
def test_dc6_no_role_reads_evidence_past_the_database(oversight: Oversight, role: Role) -> None:
    _ = escalate(oversight)
    oversight.evidence().keep()
    for statement in (
        "select sealed from handover.evidence",
        "select wrapped_key from handover.evidence",
        "update handover.evidence set hold_until = now() + interval '9 years'",
    ):
        with pytest.raises(REFUSED), oversight.bench.handover.databases[role].transaction() as connection:
            _ = connection.execute(statement.encode())


def test_dc6_invented_approvals_of_people_who_are_no_officers_open_nothing(oversight: Oversight) -> None:
    """As an attacker inside the administration: rows of made-up members and of a reviewer count nothing."""
    _, _, escalation_id = escalate(oversight)
    oversight.evidence().keep()
    reviewer = oversight.bench.add_member("A reviewer").member.staff_id
    with oversight.bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        for member in (uuid4(), uuid4(), reviewer):
            _ = connection.execute(
                "insert into handover.approvals (escalation_id, act, member, approved_at)"
                " values (%s, 'open_evidence', %s, now())",
                [escalation_id, member],
            )
    with pytest.raises(EvidenceClosed):
        _ = oversight.open(escalation_id)


def test_dc6_two_accounts_of_one_person_are_one_officer(oversight: Oversight) -> None:
    _, _, escalation_id = escalate(oversight)
    oversight.evidence().keep()
    safety = oversight.officer(StaffRole.SAFETY_OFFICER, "Sven")
    again = oversight.officer(StaffRole.PRIVACY_OFFICER, "sven.b")
    for name in ("Sven", "sven.b"):
        oversight.bench.state_person(name, "0017")
    for officer in (safety, again):
        approve(officer, escalation_id, "open_evidence")
    with pytest.raises(EvidenceClosed):
        _ = oversight.open(escalation_id)
    approve(oversight.officer(StaffRole.PRIVACY_OFFICER), escalation_id, "open_evidence")
    assert oversight.open(escalation_id).startswith(b"RIFF")


def test_dc7_who_heard_and_escalated_a_clip_does_not_approve_finding_who_spoke(oversight: Oversight) -> None:
    """AC7: neither with a second account nor after another role; a request is logged as it was kept."""
    reviewer, _, escalation_id = escalate(oversight)
    name = reviewer.get("/api/session").json()["name"]
    safety = oversight.officer(StaffRole.SAFETY_OFFICER)
    own = oversight.officer(StaffRole.PRIVACY_OFFICER, "own second account")
    for account in (name, "own second account"):
        oversight.bench.state_person(account, "0017")
    for officer in (safety, own):
        approve(officer, escalation_id, "identify")
    assert safety.post(f"/api/escalations/{escalation_id}/person", json={"tell_customer": False}).status_code == 204
    worker = IdentificationWorker(
        database=oversight.bench.handover.databases[Role.PERSONAL_WORKER], clock=oversight.bench.handover.clock
    )
    worker.carry_out()
    assert safety.get("/api/escalations").json()[0]["identification"] == "waiting"
    again = safety.post(f"/api/escalations/{escalation_id}/person", json={"tell_customer": True})
    assert (again.status_code, code_of(again)) == (409, "person_asked_for")
    assert oversight.leaves().count('"kind":"identification_asked"') == 1
    approve(safety, escalation_id, "identify")
    assert oversight.leaves().count('"kind":"escalation_approved"') == 2, "a second click approves nothing"
    approve(oversight.officer(StaffRole.PRIVACY_OFFICER), escalation_id, "identify")
    worker.carry_out()
    assert safety.get("/api/escalations").json()[0]["identification"] == "gone"


def test_dc6_a_withdrawal_before_the_sealing_leaves_no_evidence_and_the_case_is_decided_without(
    oversight: Oversight,
) -> None:
    """Decision 0041: from its commit on a withdrawal is followed everywhere, also in the seconds before the sealing."""
    _, clip_id, escalation_id = escalate(oversight)
    handover = oversight.bench.handover
    with handover.databases.owner.transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=handover.clock.now())
    oversight.evidence().keep()
    with handover.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from handover.evidence").fetchone() == (0,)
    for role in (StaffRole.SAFETY_OFFICER, StaffRole.PRIVACY_OFFICER):
        approve(oversight.officer(role), escalation_id, "open_evidence")
    with pytest.raises(EvidenceClosed):
        _ = oversight.open(escalation_id)
    officer = oversight.officer(StaffRole.SAFETY_OFFICER, "Sana")
    assert officer.post(f"/api/escalations/{escalation_id}/take").status_code == 204
    decided = officer.post(f"/api/escalations/{escalation_id}/decision", json={"decision": "cannot_be_assessed"})
    assert decided.status_code == 204


def test_dc6_deletion_goes_on_and_the_hold_has_an_end(oversight: Oversight) -> None:
    _, clip_id, escalation_id = escalate(oversight)
    oversight.evidence().keep()
    handover = oversight.bench.handover
    with handover.databases.owner.transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=handover.clock.now())
    ClipErasure(
        database=handover.databases[Role.CORPUS_WORKER], objects=handover.objects, clock=handover.clock
    ).erase_clip(clip_id)
    officers = [oversight.officer(StaffRole.SAFETY_OFFICER), oversight.officer(StaffRole.PRIVACY_OFFICER)]
    for officer in officers:
        approve(officer, escalation_id, "open_evidence")
    assert oversight.open(escalation_id).startswith(b"RIFF")
    hold = {"reason": "court_order", "until": (handover.clock.now() + timedelta(days=90)).isoformat()}
    refused = officers[0].post(f"/api/escalations/{escalation_id}/hold", json=hold)
    assert (refused.status_code, code_of(refused)) == (409, "not_approved")
    for officer in officers:
        approve(officer, escalation_id, "extend_hold")
    far = {**hold, "until": (handover.clock.now() + timedelta(days=400)).isoformat()}
    assert officers[0].post(f"/api/escalations/{escalation_id}/hold", json=far).status_code == 422
    assert officers[0].post(f"/api/escalations/{escalation_id}/hold", json=hold).status_code == 204
    # The approvals are spent with it.
    assert officers[0].post(f"/api/escalations/{escalation_id}/hold", json=hold).status_code == 409
    handover.clock.advance(HELD_FOR)
    oversight.evidence().keep()
    assert oversight.open(escalation_id).startswith(b"RIFF")
    handover.clock.advance(timedelta(days=61))
    oversight.evidence().keep()
    with pytest.raises(EvidenceClosed):
        _ = oversight.open(escalation_id)
    assert '"kind":"evidence_ended"' in oversight.leaves()


def test_dc7_who_spoke_is_found_by_the_personal_side_alone_and_by_two_officers_together(oversight: Oversight) -> None:
    _, clip_id, escalation_id = escalate(oversight)
    databases = oversight.bench.handover.databases
    worker = IdentificationWorker(database=databases[Role.PERSONAL_WORKER], clock=oversight.bench.handover.clock)
    first, second = oversight.officer(StaffRole.SAFETY_OFFICER), oversight.officer(StaffRole.SAFETY_OFFICER, "Second")
    answer = first.post(f"/api/escalations/{escalation_id}/person", json={"tell_customer": True})
    assert answer.status_code == 204
    for officer in (first, second):
        approve(officer, escalation_id, "identify")
    worker.carry_out()
    assert first.get("/api/escalations").json()[0]["identification"] == "waiting"
    approve(oversight.officer(StaffRole.PRIVACY_OFFICER), escalation_id, "identify")
    worker.carry_out()
    # This clip was placed by hand, so no customer belongs to it: only that is told, and nothing else comes back.
    assert first.get("/api/escalations").json()[0]["identification"] == "gone"
    assert oversight.leaves().count('"kind":"identification_ended"') == 1
    for role in (Role.ADMINISTRATION, Role.WORKBENCH, Role.CORPUS_WORKER):
        for table in ("personal.disclosures", "personal.clip_links"):
            with pytest.raises(REFUSED), databases[role].transaction() as connection:
                _ = connection.execute(f"select 1 from {table}".encode())
    assert clip_id


@pytest.mark.parametrize("told", [True, False])
def test_dc7_the_customer_is_noted_on_the_personal_side_and_told_unless_it_is_forbidden(
    oversight: Oversight, tmp_path: Path, *, told: bool
) -> None:
    _, clip_id, escalation_id = escalate(oversight, "danger_to_life")
    databases, now = oversight.bench.handover.databases, oversight.bench.handover.clock.now()
    customer = PersonalSide(databases=databases, folder=tmp_path / "personal").add_customer()
    with databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after)"
            " values (%s, %s, %s, %s, %s)",
            [clip_id, uuid4(), customer.customer_id, now, now + timedelta(days=90)],
        )
    officers = [oversight.officer(StaffRole.SAFETY_OFFICER), oversight.officer(StaffRole.PRIVACY_OFFICER)]
    asked = officers[0].post(f"/api/escalations/{escalation_id}/person", json={"tell_customer": told})
    assert asked.status_code == 204
    for officer in officers:
        approve(officer, escalation_id, "identify")
    IdentificationWorker(database=databases[Role.PERSONAL_WORKER], clock=oversight.bench.handover.clock).carry_out()
    (shown,) = officers[0].get("/api/escalations").json()
    assert shown["identification"] == "done"
    assert str(customer.customer_id) not in str(shown)
    assert str(customer.customer_id) not in oversight.leaves()
    with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        own = list_disclosures(connection, customer.customer_id)
    assert [one.category for one in own] == (["danger_to_life"] if told else [])


def test_dc8_a_person_contacts_the_reviewer_and_it_is_paid(oversight: Oversight) -> None:
    reviewer, _, escalation_id = escalate(oversight)
    carer = oversight.officer(StaffRole.WELL_BEING_OFFICER)
    (waiting,) = carer.get("/api/follow-ups").json()
    assert (waiting["late"], waiting["contacted_at"]) == (False, None)
    assert str(waiting["reviewer"]).startswith("Rosa "), "the person is named, so that they can be contacted"
    assert set(waiting) & {"clip_id", "category", "decision"} == set()
    assert carer.post(f"/api/follow-ups/{escalation_id}", json={"paid_minutes": 30}).status_code == 204
    assert carer.post(f"/api/follow-ups/{escalation_id}", json={"paid_minutes": 0}).status_code == 204
    assert reviewer.get("/api/me/escalations").json()[0]["paid_minutes"] == 30
    assert oversight.leaves().count('"kind":"reviewer_contacted"') == 1
    assert carer.get("/api/escalations").status_code == 403


def test_dc5_a_country_is_active_only_when_the_organisation_has_filled_its_matrix(oversight: Oversight) -> None:
    officer = oversight.officer(StaffRole.PRIVACY_OFFICER)
    safety = oversight.officer(StaffRole.SAFETY_OFFICER)
    # The legal text is the privacy officer's; others read it.
    assert safety.get("/api/countries").status_code == 200
    assert safety.put("/api/countries/DE/duty_to_report", json={"content": "x"}).status_code == 403
    assert safety.post("/api/countries/DE").status_code == 403
    shown = {one["country"]: one for one in officer.get("/api/countries").json()}
    assert set(shown) == set(shipped_countries())
    translated = {
        language: {
            one["country"]: one["entries"]
            for one in officer.get("/api/countries", params={"language": language}).json()
        }
        for language in ("en", "de", "nl")
    }
    assert translated["en"] == {country: one["entries"] for country, one in shown.items()}
    # Where an entry is more than a number it differs by language.
    assert len({one["DE"]["missing_child"] for one in translated.values()}) == 3
    assert translated["de"]["DE"]["missing_child"] == "116 000, die europäische Nummer für vermisste Kinder"
    assert officer.get("/api/countries", params={"language": "xx"}).status_code == 422
    for country, one in shown.items():
        assert set(one["entries"]) == set(ENTRIES)
        assert one["entries"]["imminent_danger"]
        # Every page shows a shipped entry in its own language, and which entries are shipped is the same in all.
        for language in ("de", "nl"):
            assert {name for name, content in translated[language][country].items() if content} == {
                name for name, content in one["entries"].items() if content
            }
        # No legal text is shipped: it is the organisation's own.
        assert {"duty_to_report", "right_to_report", "telling_the_customer"} <= set(one["missing"])
        refused = officer.post(f"/api/countries/{country}")
        assert (refused.status_code, code_of(refused)) == (409, "country_incomplete")
    for entry in shown["DE"]["missing"]:
        assert officer.put(f"/api/countries/DE/{entry}", json={"content": "As counsel wrote."}).status_code == 204
    assert officer.put("/api/countries/DE/rumour", json={"content": "x"}).status_code == 422
    assert officer.post("/api/countries/DE").status_code == 204
    (germany,) = [one for one in officer.get("/api/countries").json() if one["country"] == "DE"]
    assert (germany["active"], germany["missing"]) == (True, [])
    # What the organisation wrote is shown as it wrote it.
    dutch = officer.get("/api/countries", params={"language": "nl"}).json()
    assert {one["country"]: one["entries"]["duty_to_report"] for one in dutch}["DE"] == "As counsel wrote."


def test_dc4_the_roster_names_safety_officers_by_country(oversight: Oversight) -> None:
    officer = oversight.officer(StaffRole.SAFETY_OFFICER, "Sam")
    _ = oversight.bench.add_member("Rita")
    now = oversight.bench.handover.clock.now()
    line = {
        "country": "DE",
        "name": "Sam",
        "begins_at": now.isoformat(),
        "ends_at": (now + timedelta(hours=8)).isoformat(),
    }
    # Only active safety officers can be chosen, and only one of them is told who they are.
    _ = oversight.officer(StaffRole.SAFETY_OFFICER, "Anna")
    assert officer.get("/api/duty/officers").json() == ["Anna", "Sam"]
    bench = oversight.bench
    pseudonyms = Pseudonyms.load(bench.settings.pseudonym_key_file)
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        disable_member(connection, name="Anna", pseudonyms=pseudonyms, clock=bench.handover.clock)
    assert officer.get("/api/duty/officers").json() == ["Sam"]
    privacy = oversight.officer(StaffRole.PRIVACY_OFFICER, "Petra")
    assert privacy.get("/api/duty/officers").status_code == 403
    assert officer.post("/api/duty", json=line).status_code == 204
    for wrong in ({"name": "Rita"}, {"country": "XX"}, {"ends_at": now.isoformat()}):
        assert officer.post("/api/duty", json={**line, **wrong}).status_code == 422
    (listed,) = officer.get("/api/duty").json()
    assert listed["name"] == "Sam"
    assert officer.delete(f"/api/duty/{listed['duty_id']}").status_code == 204
    assert officer.get("/api/duty").json() == []
