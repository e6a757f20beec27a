"""Raising the share of clips and exporting take two people, once more than a household uses it (AC10, SP1)."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from acceptance.test_stops import REFUSED, Officers
from fastapi.testclient import TestClient
from support.bench import Json, code_of, open_bench
from support.databases import Databases

from earnest.foundation.settings import load_settings
from earnest.handover.allowances import MOST_ALONE, AllowancePlace, count_utterance, set_allowance
from earnest.handover.two_person import list_shares, use_export
from earnest.handover.two_person_errors import ExportNotApproved, ShareNotApproved
from earnest.operations.settings_record import record_settings
from earnest.organisation.staff.records import StaffRole
from earnest.services.database.roles import Role


@pytest.fixture
def officers(databases: Databases, tmp_path: Path) -> Officers:
    return Officers(bench=open_bench(databases, tmp_path / "data"))


def start(officers: Officers, **environment: str) -> None:
    """Put settings in force as a start does."""
    side = officers.bench.handover
    settings = load_settings({"EARNEST_DATA": "nowhere", **environment})
    _ = record_settings(side.databases.owner_dsn, settings, started_by="run", clock=side.clock)


def general_share(officers: Officers) -> float:
    with officers.bench.handover.databases.owner.transaction() as connection:
        return list_shares(connection)["general"]


def ask(browser: TestClient, **body: object) -> str:
    """Ask for an act; return its identifier."""
    answer = browser.post("/api/acts", json=body)
    assert answer.status_code == 204, answer.text
    found: list[Json] = browser.get("/api/acts").json()["requests"]
    return next(str(one["request_id"]) for one in found if one["mine"] and one["open"])


def test_ac10_a_household_raises_its_share_alone(officers: Officers) -> None:
    start(officers)
    start(officers, EARNEST_CAP_SHARE="0.01")
    assert general_share(officers) == 0.01
    with officers.bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        use_export(connection, None, now=officers.bench.handover.clock.now())


def test_sp1_what_a_household_set_alone_above_the_ceiling_does_not_stay_once_it_is_more(officers: Officers) -> None:
    """Nothing is raised; a share that no two people approved is above what one person may set."""
    start(officers)
    start(officers, EARNEST_CAP_SHARE="0.01")
    _, _ = officers.privacy(), officers.privacy("Paul")
    with pytest.raises(ShareNotApproved):
        start(officers, EARNEST_CAP_SHARE="0.01")
    start(officers, EARNEST_CAP_SHARE=str(MOST_ALONE))
    assert general_share(officers) == MOST_ALONE == 0.002


def test_ac10_a_higher_share_takes_two_people_and_a_lower_one_none(officers: Officers) -> None:
    petra, paul = officers.privacy(), officers.privacy("Paul")
    start(officers, EARNEST_CAP_SHARE=str(MOST_ALONE))
    start(officers, EARNEST_CAP_SHARE="0.001")
    with pytest.raises(ShareNotApproved):
        start(officers, EARNEST_CAP_SHARE=str(MOST_ALONE))
    assert general_share(officers) == 0.001, "what is in force stays"
    request_id = ask(petra, act="raise_share", programme="general", share=0.005)
    with pytest.raises(ShareNotApproved):
        start(officers, EARNEST_CAP_SHARE="0.005")
    own = petra.post(f"/api/acts/{request_id}/approval")
    assert (own.status_code, code_of(own)) == (403, "act_not_yours")
    assert paul.post(f"/api/acts/{request_id}/approval").status_code == 204
    with pytest.raises(ShareNotApproved):
        start(officers, EARNEST_CAP_SHARE="0.006")
    start(officers, EARNEST_CAP_SHARE="0.005")
    start(officers, EARNEST_CAP_SHARE="0.005")
    assert general_share(officers) == 0.005
    start(officers, EARNEST_CAP_SHARE="0.002")
    with pytest.raises(ShareNotApproved):
        start(officers, EARNEST_CAP_SHARE="0.005")
    for kind in ("act_requested", "act_approved"):
        assert officers.leaves().count(f'"kind":"{kind}"') == 1, kind


def test_ac10_two_accounts_of_one_person_and_two_for_safety_are_not_enough(officers: Officers) -> None:
    petra, second = officers.privacy(), officers.privacy("Petra too")
    for name in ("Petra", "Petra too"):
        officers.bench.state_person(name, "P-1")
    request_id = ask(petra, act="export")
    assert code_of(second.post(f"/api/acts/{request_id}/approval")) == "act_not_yours"
    sam, sue = (officers.sign_in(StaffRole.SAFETY_OFFICER, name) for name in ("Sam", "Sue"))
    of_safety = ask(sam, act="export")
    assert code_of(sue.post(f"/api/acts/{of_safety}/approval")) == "act_not_yours"
    assert sue.post(f"/api/acts/{request_id}/approval").status_code == 204


def test_ac10_an_export_takes_two_people_once_and_within_seven_days(officers: Officers) -> None:
    petra, paul = officers.privacy(), officers.privacy("Paul")
    clock, worker = officers.bench.handover.clock, officers.bench.handover.databases[Role.CORPUS_WORKER]

    def export(request_id: str | None) -> None:
        with worker.transaction() as connection:
            use_export(connection, None if request_id is None else UUID(request_id), now=clock.now())

    request_id = ask(petra, act="export")
    for tried in (None, request_id, str(uuid4())):
        with pytest.raises(ExportNotApproved):
            export(tried)
    assert paul.post(f"/api/acts/{request_id}/approval").status_code == 204
    export(request_id)
    with pytest.raises(ExportNotApproved):
        export(request_id)
    late = ask(petra, act="export")
    assert paul.post(f"/api/acts/{late}/approval").status_code == 204
    clock.advance(timedelta(days=7))
    with pytest.raises(ExportNotApproved):
        export(late)


@pytest.mark.parametrize(
    "body",
    [
        {"act": "raise_share"},
        {"act": "raise_share", "programme": "general"},
        {"act": "export", "programme": "panel", "share": 0.5},
        {"act": "raise_share", "programme": "household", "share": 0.5},
        {"act": "raise_share", "programme": "general", "share": 2},
        {"act": "export", "region": "DE"},
        {"act": "raise_share", "programme": "general", "region": "Germany", "share": 0.001},
        {"act": "everything"},
    ],
)
def test_ac10_what_cannot_be_asked_for_is_refused(officers: Officers, body: Json) -> None:
    assert officers.privacy().post("/api/acts", json=body).status_code == 422


def test_ac10_no_login_role_approves_or_raises(officers: Officers) -> None:
    """Whoever has taken over a process, with its role, approves nothing and puts no share in force."""
    petra = officers.privacy()
    _ = officers.privacy("Paul")
    request_id = ask(petra, act="raise_share", programme="general", share=0.005)
    tried = (
        "update handover.two_person_requests set approved_at = now(), approved_by = gen_random_uuid()",
        "update handover.caps set share = 1",
        "select handover.put_share('general', 1, 1, now())",
        "delete from handover.two_person_requests",
        f"select 1 / count(handover.approve_act('{request_id}', 'guessed', now())) from (values (1)) as one",
        f"select 1 / (handover.use_export('{request_id}', now()))::int",
    )
    for role in Role:
        for statement in tried:
            database = officers.bench.handover.databases[role]
            with pytest.raises((*REFUSED, psycopg.errors.DivisionByZero)), database.transaction() as connection:
                _ = connection.execute(statement.encode())
    with pytest.raises(psycopg.errors.IntegrityError):
        officers.execute("update handover.two_person_requests set approved_at = now(), approved_by = requested_by")


def test_sp1_a_fleet_begins_with_one_in_ten_thousand() -> None:
    """A database elsewhere serves many machines; a household has 0.2 %."""
    assert load_settings({"EARNEST_DATA": "nowhere"}).cap_share == 0.002
    fleet = {"EARNEST_DATA": "nowhere", "EARNEST_DATABASE": "postgresql://somewhere/earnest"}
    assert load_settings(fleet).cap_share == 0.0001


def region_shares(browser: TestClient) -> dict[tuple[str, str], float]:
    """Return the shares in force by programme and region, as the page shows them."""
    found: list[Json] = browser.get("/api/acts").json()["regions"]
    return {(str(one["programme"]), str(one["region"])): float(str(one["share"])) for one in found}


def allowed_in(officers: Officers, region: str, *, utterances: int, wanted: int) -> int:
    """Count utterances as the gateway does and ask for as many clips as wanted; return how many are allowed."""
    place = AllowancePlace(region=region, programme="general", period=date(2026, 3, 1))
    with officers.bench.handover.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        for _ in range(utterances):
            _ = count_utterance(connection, place)
        set_allowance(connection, place, allowed=wanted, chosen=False)
    with officers.bench.handover.databases.owner.transaction() as connection:
        row = connection.execute(
            b"select allowed from handover.allowances where (region, programme) = (%s, 'general')", (region,)
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_sp1_one_officer_lowers_a_region_two_raise_it_and_the_database_keeps_to_it(officers: Officers) -> None:
    petra, paul = officers.privacy(), officers.privacy("Paul")
    start(officers, EARNEST_CAP_SHARE=str(MOST_ALONE), EARNEST_DECLARED_COUNTRIES="DE,AT")
    assert allowed_in(officers, "DE", utterances=2000, wanted=100) == 4
    assert region_shares(petra)["general", "DE"] == MOST_ALONE, "a region follows its programme"
    body = {"programme": "general", "region": "DE", "share": 0.0005}
    assert petra.put("/api/acts/region-shares", json=body).status_code == 204
    assert region_shares(paul)["general", "DE"] == 0.0005
    assert allowed_in(officers, "DE", utterances=0, wanted=100) == 1
    assert allowed_in(officers, "AT", utterances=2000, wanted=100) == 4, "only that region"
    higher = petra.put("/api/acts/region-shares", json=body | {"share": 0.001})
    assert (higher.status_code, code_of(higher)) == (403, "share_takes_two")
    request_id = ask(petra, act="raise_share", programme="general", region="DE", share=0.001)
    assert petra.post(f"/api/acts/{request_id}/approval").status_code == 403
    assert allowed_in(officers, "DE", utterances=0, wanted=100) == 1, "asking raises nothing"
    assert paul.post(f"/api/acts/{request_id}/approval").status_code == 204
    assert region_shares(petra)["general", "DE"] == 0.001
    assert allowed_in(officers, "DE", utterances=0, wanted=100) == 2
    above = ask(petra, act="raise_share", programme="general", region="DE", share=0.5)
    assert paul.post(f"/api/acts/{above}/approval").status_code == 204
    assert allowed_in(officers, "DE", utterances=0, wanted=100) == 4, "never more than the programme's"
    for kind in ("region_share_lowered", "act_requested", "act_approved"):
        assert f'"kind":"{kind}"' in officers.leaves(), kind


def test_sp1_no_login_role_raises_the_share_of_a_region(officers: Officers) -> None:
    """An attacker with the role of any process; and its owner, without what two people approved."""
    petra, _ = officers.privacy(), officers.privacy("Paul")
    start(officers, EARNEST_CAP_SHARE=str(MOST_ALONE))
    body = {"programme": "general", "region": "DE", "share": 0}
    assert petra.put("/api/acts/region-shares", json=body).status_code == 204
    request_id = ask(petra, act="raise_share", programme="general", region="DE", share=0.001)
    tried = (
        "update handover.region_shares set share = 1",
        "delete from handover.region_shares",
        "insert into handover.region_shares values ('general', 'FR', 1, null, gen_random_uuid(), now())",
        "select 1 / (handover.lower_region_share('general', 'DE', 0.001, 'guessed', now()))::int",
    )
    for role in Role:
        for statement in tried:
            database = officers.bench.handover.databases[role]
            with pytest.raises((*REFUSED, psycopg.errors.DivisionByZero)), database.transaction() as connection:
                _ = connection.execute(statement.encode())
    raised = f"update handover.region_shares set share = 0.001, request_id = '{request_id}'"
    for statement in (raised, "delete from handover.region_shares", "truncate handover.region_shares", tried[2]):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            officers.execute(statement)


def test_sp1_a_household_raises_the_share_of_a_region_alone(officers: Officers) -> None:
    petra = officers.privacy()
    start(officers, EARNEST_CAP_SHARE=str(MOST_ALONE))
    for share in (0, 0.001):
        body = {"programme": "general", "region": "DE", "share": share}
        assert petra.put("/api/acts/region-shares", json=body).status_code == 204
