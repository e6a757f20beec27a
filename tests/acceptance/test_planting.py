"""Planting, the catalogue and opened evidence as commands, on real recordings (RV7, RV11, AU10, DC6)."""

import json
import os
import shutil
import subprocess
import wave
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter
from pyotp.totp import TOTP
from support.bench import Bench, hear, label_body, lease, open_bench
from support.commands import run_command
from support.databases import Databases

from earnest.deidentified.care.evidence import EvidenceStorage
from earnest.deidentified.quality.views import PlantedPayload
from earnest.foundation.settings import load_settings
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.staff.records import StaffRole
from earnest.processes.administration import build_application
from earnest.services.audit import load_signer_key
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role

SPEECH = Path(os.environ.get("EARNEST_SPEECH", ""))


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    opened = open_bench(databases, tmp_path / "data", EARNEST_PLANTED_SHARE="0.5")
    opened.handover.clock.moment = datetime.now(UTC)
    return opened


def command(bench: Bench, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as the corpus worker's role, as on a host with an external database."""
    own = {
        "EARNEST_DATA": str(bench.settings.data_folder),
        "EARNEST_ROLE_DATABASE": bench.handover.databases.dsn(Role.CORPUS_WORKER),
        "EARNEST_ENGINE": "pocketsphinx",
    }
    return run_command(*arguments, environment={**os.environ, **own}, timeout=300)


def real_recordings(folder: Path, count: int) -> Path:
    """Copy some recordings of children and adults with their words."""
    lines = [json.loads(line) for line in (SPEECH / "manifest.jsonl").read_text("utf-8").splitlines()]
    wanted = [line for line in lines if line["task"] == "sentences" and line.get("text") and line["duration"] < 4.5]
    folder.mkdir()
    with (folder / "manifest.jsonl").open("w", encoding="utf-8") as written:
        for line in wanted[:: len(wanted) // count][:count]:
            name = Path(line["file"]).name
            _ = shutil.copy(SPEECH / line["file"], folder / name)
            _ = written.write(json.dumps({**line, "file": name}) + "\n")
    return folder / "manifest.jsonl"


@pytest.mark.skipif(not (SPEECH / "manifest.jsonl").is_file(), reason="no recordings: EARNEST_SPEECH")
def test_rv7_au10_recordings_are_planted_by_a_command_given_to_a_reviewer_and_measured(
    bench: Bench, tmp_path: Path
) -> None:
    listed = real_recordings(tmp_path / "licensed", 3)
    told = command(bench, "review", "plant", str(listed), "--licence", "CC-BY-4.0", "--wrong", "1")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("3 planted"), told.stdout + told.stderr
    honey = command(bench, "review", "plant", str(listed), "--licence", "CC-BY-4.0", "--honey")
    assert honey.stdout.startswith("3 planted"), honey.stdout + honey.stderr
    refused = command(bench, "review", "plant", str(listed.with_name(_first_sound(listed))), "--licence", "x")
    assert refused.returncode == 1
    assert "Plant recordings whose list says the text." in refused.stderr

    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute("select clip_id, planted, period from handover.clips").fetchall()
        sealed = connection.execute("select sealed_truth from deidentified.planted_clips").fetchall()
    assert sorted(str(row[1]) for row in rows) == ["honey"] * 3 + ["task"] * 3
    assert {row[2] for row in rows} == {None}, "they count in no month"
    said = [json.loads(line)["text"] for line in listed.read_text("utf-8").splitlines()]
    assert not any(text.encode() in bytes(row[0]) for row in sealed for text in said), "what is known is sealed"

    bench.handover.allow(40)
    for _ in range(40):
        _ = bench.handover.place()
    planted = {row[0] for row in rows if row[1] == "task"}
    rosa, given = bench.reviewer("Rosa"), set[object]()
    for _ in range(40):
        held = lease(rosa)
        _ = hear(bench, rosa, held["lease_id"], int(str(held["duration_milliseconds"])))
        words = TypeAdapter(list[dict[str, object]]).validate_python(held["words"])
        transcript = " ".join(str(word["text"]) for word in words) or "unclear"
        body = label_body(transcript=transcript, unclear_words=[], entities=[])
        assert rosa.post(f"/api/leases/{held['lease_id']}/label", json=body).status_code == 204
        with bench.handover.databases.owner.transaction() as connection:
            row = connection.execute("select clip_id from deidentified.leases order by leased_at desc").fetchone()
        assert row is not None
        given.add(row[0])
        if planted <= given:
            break
    assert planted <= given, "all planted clips were given"
    assert not {row[0] for row in rows if row[1] == "honey"} & given, "AU10: the queue never gives a honey clip"
    lead = bench.reviewer("Lena", role=StaffRole.LEAD)
    found = TypeAdapter(PlantedPayload).validate_json(lead.get("/api/lead/planted").content)
    assert found.overall.reviews == 3
    assert found.overall.word_error_rate is not None
    assert [(one.name, one.reviews, one.accuracy) for one in found.reviewers] == [("Rosa", 3, None)]


def test_rv11_the_catalogue_is_brought_by_a_command_all_lines_or_none(bench: Bench, tmp_path: Path) -> None:
    public, private = tmp_path / "public.csv", tmp_path / "private.csv"
    _ = public.write_text("link,type,name\nQ26876,musical_artist,Taylor Swift\nQ64,place,Berlin\n")
    _ = private.write_text("link,type,name\nQ1524,place,Athens\n,musical_artist,Anna Muster\n")
    assert command(bench, "review", "catalogue", str(private)).returncode == 1
    told = command(bench, "review", "catalogue", str(public))
    assert (told.returncode, told.stdout.strip()) == (0, "2 entries")
    lead = bench.reviewer("Lena", role=StaffRole.LEAD)
    assert {one["name"] for one in lead.get("/api/campaigns/entries").json()} == {"taylor swift", "berlin"}


def test_dc6_evidence_is_written_out_by_a_command_once_two_officers_approved(bench: Bench, tmp_path: Path) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    rosa = bench.reviewer("Rosa")
    assert rosa.post(f"/api/leases/{lease(rosa)['lease_id']}/escalate", json={"category": "child"}).status_code == 204
    escalation = str(rosa.get("/api/me/escalations").json()[0]["escalation_id"])
    handover = bench.handover
    EvidenceStorage(
        database=handover.databases[Role.CORPUS_WORKER],
        objects=handover.objects,
        handover_key=handover.handover_key,
        evidence_key=MasterKey.load(bench.settings.data_folder / "keys" / "evidence.json"),
        clock=handover.clock,
    ).keep()
    folder = tmp_path / "evidence"
    officers = [officer(bench, StaffRole.SAFETY_OFFICER), officer(bench, StaffRole.PRIVACY_OFFICER)]
    for approver in officers:
        told = command(bench, "evidence", "open", escalation, str(folder))
        assert told.returncode == 1, "two have not approved"
        assert "Two officers have not approved" in told.stderr
        answer = approver.post(f"/api/escalations/{escalation}/approvals", json={"act": "open_evidence"})
        assert answer.status_code == 204, answer.text
    told = command(bench, "evidence", "open", escalation, str(folder))
    assert told.returncode == 0, told.stderr
    with wave.open(str(folder / "sound.wav")) as sound:
        assert sound.getnframes() == 4 * 16_000
    assert "latte" in (folder / "words.json").read_text("utf-8")
    assert folder.stat().st_mode & 0o077 == 0, "for the owner alone"
    assert command(bench, "evidence", "open", escalation, str(folder)).returncode == 1, "nothing is overwritten"
    with handover.databases.owner.transaction() as connection:
        opened = connection.execute(
            "select count(*) from audit.leaves where convert_from(entry, 'UTF8') like '%evidence_opened%'"
        ).fetchone()
    assert opened is not None
    assert opened[0] >= 1


def officer(bench: Bench, role: StaffRole) -> TestClient:
    """Return the browser of a signed-in officer at the administration."""
    member = bench.add_member(role.value, role=role)
    settings = load_settings({"EARNEST_DATA": str(bench.settings.data_folder)})
    database, clock = bench.handover.databases[Role.ADMINISTRATION], bench.handover.clock
    signer = CheckpointSigner(database, load_signer_key(bench.settings.data_folder / "keys" / "audit.json"), clock)
    application = build_application(settings, database, signer, clock)
    browser = TestClient(application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"})
    code = TOTP(member.totp_secret).at(clock.now())
    body = {"name": member.member.name, "password": member.password, "code": code}
    assert browser.post("/api/session", json=body).status_code == 200
    return browser


def _first_sound(listed: Path) -> str:
    return str(json.loads(listed.read_text("utf-8").splitlines()[0])["file"])
