"""The lead's routes over HTTP: agreement, alerts, reports."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from pydantic import TypeAdapter
from support.bench import Bench, hear, label_body, lease, open_bench
from support.databases import Databases

from earnest.deidentified.campaigns.views import CampaignPayload, CampaignState
from earnest.deidentified.quality.records import AbuseCategory
from earnest.deidentified.quality.views import AgreementPayload, AlertsPayload
from earnest.handover.campaigns import EntryType, PublicEntry, bring_entry, list_live, take_place
from earnest.organisation.staff.records import StaffRole
from earnest.services.database.roles import Role


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def test_rv3_a_lead_sees_agreement_with_intervals_and_no_figure_of_a_person_from_few_clips(bench: Bench) -> None:
    bench.handover.allow(4)
    for _ in range(4):
        _ = bench.handover.place(reviews_wanted=2)
    for name, transcript in (("Rosa", "a large latte"), ("Emil", "a large ladder")):
        browser = bench.reviewer(name)
        for _ in range(4):
            held = lease(browser)
            _ = hear(bench, browser, held["lease_id"])
            body = label_body(transcript=transcript, unclear_words=[], entities=[])
            assert browser.post(f"/api/leases/{held['lease_id']}/label", json=body).status_code == 204
        assert browser.get("/api/lead/agreement").status_code == 403
    lead = bench.reviewer("Lena", role=StaffRole.LEAD)
    answer = lead.get("/api/lead/agreement")
    found = TypeAdapter(AgreementPayload).validate_json(answer.content)
    assert found.overall.items == 4
    assert found.overall.word_error_rate is not None
    assert found.overall.intent_alpha is not None
    assert found.overall.word_error_rate.value == pytest.approx(1 / 3)
    assert found.overall.word_error_rate.interval.low <= 1 / 3 <= found.overall.word_error_rate.interval.high
    assert found.overall.intent_alpha.value == 1.0
    assert [(one.name, one.items, one.agreement) for one in found.reviewers] == [("Emil", 4, None), ("Rosa", 4, None)]
    assert "latte" not in answer.text, "figures, no words"


def test_rv3_a_lead_sees_agreement_week_by_week_of_clips_that_two_people_reviewed(bench: Bench) -> None:
    """In the first week both write the same of ten clips, in the second not; three clips of a third have no figure."""
    people = [bench.add_member(name) for name in ("Rosa", "Emil")]
    starts: list[date] = []
    bench.handover.allow(10 + 10 + 3)
    for clips, transcripts in (
        (10, ("a large latte",) * 2),
        (10, ("a large latte", "a large ladder")),
        (3, ("a",) * 2),
    ):
        now = bench.handover.clock.now()
        starts.append(now.date() - timedelta(days=now.weekday()))
        for _ in range(clips):
            _ = bench.handover.place(reviews_wanted=2)
        for member, transcript in zip(people, transcripts, strict=True):
            browser = bench.sign_in(member)
            for _ in range(clips):
                held = lease(browser)
                _ = hear(bench, browser, held["lease_id"])
                body = label_body(transcript=transcript, unclear_words=[], entities=[])
                assert browser.post(f"/api/leases/{held['lease_id']}/label", json=body).status_code == 204
        bench.pass_time(timedelta(days=7).total_seconds())
    answer = bench.reviewer("Lena", role=StaffRole.LEAD).get("/api/lead/agreement")
    same, different, few = TypeAdapter(AgreementPayload).validate_json(answer.content).weeks
    assert [(one.week, one.items) for one in (same, different, few)] == [
        (start, number) for start, number in zip(starts, (10, 10, 3), strict=True)
    ]
    assert same.agreement is not None
    assert different.agreement is not None
    assert same.agreement.word_error_rate is not None
    assert different.agreement.word_error_rate is not None
    assert same.agreement.word_error_rate.value == 0.0
    assert different.agreement.word_error_rate.value == pytest.approx(1 / 3)
    assert few.agreement is None, "no figure from three clips"


def test_wk1_the_overview_tells_what_waits_by_language_and_nothing_of_a_person(bench: Bench) -> None:
    bench.handover.allow(3)
    _ = bench.handover.place(reviews_wanted=2)
    rosa, lead = bench.reviewer("Rosa"), bench.reviewer("Lena", role=StaffRole.LEAD)
    held = lease(rosa)
    _ = hear(bench, rosa, held["lease_id"])
    assert rosa.post(f"/api/leases/{held['lease_id']}/note", json={"text": "A drink?"}).status_code == 204
    body = label_body(unclear_words=[], entities=[])
    assert rosa.post(f"/api/leases/{held['lease_id']}/label", json=body).status_code == 204
    _ = bench.handover.place()
    assert rosa.post("/api/abuse-reports", json={"category": "pressure"}).status_code == 204
    answer = lead.get("/api/lead/overview")
    assert answer.json() == {
        "languages": [
            {
                "language": "en",
                "review": 2,
                "older": 0,
                "oldest": bench.handover.clock.now().date().isoformat(),
                "second_review": 1,
                "adjudication": 0,
            }
        ],
        "alerts": 0,
        "reports": 1,
        "notes": 1,
        "answers": [],
        "attempts": 0,
    }
    assert rosa.get("/api/lead/overview").status_code == 403


def test_ch4_staff_report_abuse_and_a_lead_decides(bench: Bench) -> None:
    rosa = bench.reviewer("Rosa")
    assert rosa.post("/api/abuse-reports", json={"category": "shared_clips"}).status_code == 204
    assert rosa.post("/api/abuse-reports", json={"category": "call me", "text": "clip 17"}).status_code == 422
    lead = bench.reviewer("Lena", role=StaffRole.LEAD)
    seen = lead.get("/api/lead/alerts")
    (report,) = TypeAdapter(AlertsPayload).validate_json(seen.content).reports
    assert report.category is AbuseCategory.SHARED_CLIPS
    assert "Rosa" not in seen.text
    address = f"/api/lead/alerts/{report.report_id}/decision"
    assert rosa.put(address, json={"decision": "talked"}).status_code == 403
    assert lead.put(address, json={"decision": "talked"}).status_code == 204
    assert lead.put(address, json={"decision": "talked"}).status_code == 404


def test_rv11_ac10_two_different_people_approve_a_campaign_and_no_route_takes_words(bench: Bench) -> None:
    """SP7: there is no field for words, and none is taken."""
    with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        bring_entry(connection, PublicEntry(link="Q26876", type=EntryType.MUSICAL_ARTIST, name="Taylor Swift"))
    members = {name: bench.add_member(name, role=StaffRole.LEAD) for name in ("Lena", "lena.b")}
    members["Paul"] = bench.add_member("Paul", role=StaffRole.PRIVACY_OFFICER)
    for name in ("Lena", "lena.b"):
        bench.state_person(name, "0017")
    lena, again, paul = (bench.sign_in(member) for member in members.values())
    wanted = {"link": "Q26876", "language": "en", "reason": "often_misheard", "most": 20}
    searches = (
        {"link": "anna muster"},
        {"words": "anna"},
        {"link": "Q26876; anna"},
        {"reason": "curious"},
        {"most": 501},
        {"days": 31},
    )
    for search in searches:
        assert lena.post("/api/campaigns", json={**wanted, **search}).status_code == 422
    assert lena.post("/api/campaigns", json={**wanted, "link": "Q5"}).status_code == 422
    assert bench.reviewer("Rosa").post("/api/campaigns", json=wanted).status_code == 403
    assert paul.post("/api/campaigns", json=wanted).status_code == 403
    assert lena.post("/api/campaigns", json=wanted).status_code == 204
    (campaign,) = TypeAdapter(list[CampaignPayload]).validate_json(lena.get("/api/campaigns").content)
    address = f"/api/campaigns/{campaign.campaign_id}/approval"
    assert lena.post(address).status_code == 204
    assert lena.post(address).status_code == 409
    assert again.post(address).status_code == 409, "the second account of one person"
    for browser, wanted_of in ((lena, False), (again, False), (paul, True)):
        (campaign,) = TypeAdapter(list[CampaignPayload]).validate_json(browser.get("/api/campaigns").content)
        assert (campaign.state, campaign.may_approve) == (CampaignState.WAITING, wanted_of)
    assert paul.post(address).status_code == 204
    (campaign,) = TypeAdapter(list[CampaignPayload]).validate_json(paul.get("/api/campaigns").content)
    assert campaign.approvals == 2
    assert (campaign.state, campaign.may_approve) == (CampaignState.RUNNING, False)
    stop = f"/api/campaigns/{campaign.campaign_id}/stop"
    assert bench.reviewer("Ida").post(stop).status_code == 403
    assert paul.post(stop).status_code == 204
    assert paul.post(stop).status_code == 409
    (campaign,) = TypeAdapter(list[CampaignPayload]).validate_json(lena.get("/api/campaigns").content)
    assert campaign.state is CampaignState.STOPPED
    with bench.handover.databases.owner.transaction() as connection:
        live = list_live(connection, language="en", now=bench.handover.clock.now())
        taken = take_place(connection, campaign.campaign_id, now=bench.handover.clock.now())
    assert (live, taken) == ((), False), "the gate does not look for what was stopped"
    for change in (
        "ends_at = ends_at + interval '1 day'",
        "stopped_at = null",
        "stopped_at = stopped_at + interval '1 day'",
    ):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            bench.handover.databases[Role.WORKBENCH].transaction() as connection,
        ):
            _ = connection.execute(f"update handover.campaigns set {change}".encode())


def test_ac10_one_person_with_two_accounts_never_approves_twice(bench: Bench) -> None:
    """Neither by asking twice at once, nor where a thousand campaigns are newer."""
    with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        bring_entry(connection, PublicEntry(link="Q26876", type=EntryType.MUSICAL_ARTIST, name="Taylor Swift"))
    accounts = [bench.add_member(name, role=StaffRole.LEAD) for name in ("Lena", "lena.b")]
    for name in ("Lena", "lena.b"):
        bench.state_person(name, "0017")
    browsers = [bench.sign_in(account) for account in accounts]
    wanted = {"link": "Q26876", "language": "en", "reason": "often_misheard", "most": 20}
    for _ in range(2):
        assert browsers[0].post("/api/campaigns", json=wanted).status_code == 204
    found = TypeAdapter(list[CampaignPayload]).validate_json(browsers[0].get("/api/campaigns").content)
    with ThreadPoolExecutor(2) as pool, bench.handover.databases.owner.transaction() as connection:
        # Both requests have read who approved before either may write.
        _ = connection.execute("lock table handover.campaign_approvals in share row exclusive mode")
        at_once = [pool.submit(browser.post, f"/api/campaigns/{found[0].campaign_id}/approval") for browser in browsers]
        time.sleep(1)
        connection.commit()
        statuses = sorted(one.result().status_code for one in at_once)
    assert statuses == [204, 409]
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into handover.campaigns"
            " (campaign_id, link, language, reason, most, requested_by, requested_at, ends_at)"
            " select gen_random_uuid(), link, language, reason, most, requested_by, requested_at + interval '1 hour',"
            " ends_at"
            " from handover.campaigns, generate_series(1, 1000) where campaign_id = %s",
            [found[1].campaign_id],
        )
    assert [browser.post(f"/api/campaigns/{found[1].campaign_id}/approval").status_code for browser in browsers] == [
        204,
        409,
    ]
