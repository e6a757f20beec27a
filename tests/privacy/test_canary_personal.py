"""Canaries on the personal side: planted words go through everything and are looked for in every byte (PS1, AD2)."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from support.databases import Databases
from support.household import Member, Running, running
from support.voices import say

from earnest.foundation.identifiers import ClipId
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.operations.data_folder import prepare_folder
from earnest.personal.customers.records import Programme
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectStore
from earnest.sound_files.encoding import encode_wav

LOGIN = "quagmirelogin"
CORRECTION = "quicksilverwords"
WAKE_WORD = "hey_periwinkle"
SENTENCE = "turn the kitchen lights down please"
SOUND = encode_wav(say(SENTENCE))


@pytest.fixture(scope="module")
def household(module_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("canary") / "data"
    prepare_folder(folder)
    settings = {"EARNEST_PANEL_CAP_SHARE": "1", "EARNEST_PANEL_PERSON_CAP": "100"}
    with running(module_databases, folder, **settings) as started:
        yield started


@pytest.fixture(scope="module")
def member(household: Running) -> Member:
    return household.add(LOGIN, Programme.PANEL)


@pytest.fixture(scope="module")
def spoken(household: Running, member: Member) -> list[dict[str, object]]:
    """What the member said with every purpose on, once it is placed or withheld; one is corrected and taught."""
    with household.portal(member) as page:
        for purpose in ("own_history", "automatic_learning", "human_review"):
            page.decide(purpose, given=True)
        answers = [household.say_and_settle(member, SOUND) for _ in range(3)]
        assert household.say_and_settle(member, SOUND, WAKE_WORD)["reason"] == "unverified_wake_word"
        body = {"text": CORRECTION, "intent": "x", "slots": {"name": CORRECTION}, "learn": True}
        corrected = page.client.put(f"/api/utterances/{answers[0]['recording_id']}/correction", json=body)
        assert corrected.status_code == 200
        chosen = [answer for answer in answers if answer["reason"] not in {"no_need", "control_place"}]
        for answer in chosen:
            _ = page.wait_for(answer["recording_id"], "placed", "withheld")
        return page.history()


def dump(household: Running) -> str:
    """Return every row of every table except the customer's own account, as text."""
    parts: list[str] = []
    with household.databases.owner.transaction() as connection:
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        for schema, table in tables:
            if (schema, table) == ("personal", "customers"):
                continue
            statement = sql.SQL("select to_jsonb(t)::text from {} as t").format(sql.Identifier(schema, table))
            rows = connection.execute(statement).fetchall()
            parts += [f"{schema}.{table} {row[0]}" for row in rows]
        leaves = connection.execute("select convert_from(entry, 'UTF8') from audit.leaves").fetchall()
    return "\n".join([*parts, *(str(row[0]) for row in leaves)])


def test_ad2_no_log_no_row_and_no_object_holds_a_canary(household: Running, spoken: list[dict[str, object]]) -> None:
    assert len(spoken) == 4
    recognised = {str(entry["text"]) for entry in spoken}
    canaries = {LOGIN, CORRECTION, WAKE_WORD, "periwinkle"}
    everything = dump(household) + household.logs()
    for canary in canaries | recognised:
        crossed = canary in recognised and canary in " ".join(_clip_texts(household))
        assert crossed or canary not in everything
    for path in (household.folder / "objects").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert SOUND[44:200] not in content
            assert not any(canary.encode() in content for canary in canaries | recognised)


def test_swap_friendly_paths_hold_no_sound(household: Running, spoken: list[dict[str, object]]) -> None:
    """CR3: no process keeps an open file with sound in a temporary folder."""
    assert spoken
    for process in household.processes.values():
        for link in Path(f"/proc/{process.pid}/fd").iterdir():
            try:
                target = str(link.readlink())
            except OSError:
                continue
            assert not target.startswith(("/tmp/tmp", "/var/tmp")), target  # noqa: S108 - compared, not used


def test_ps1_what_crossed_names_no_person(household: Running, member: Member, spoken: list[dict[str, object]]) -> None:
    ids = [str(member.customer.customer_id), str(member.device_id), *(str(entry["recording_id"]) for entry in spoken)]
    with household.databases.owner.transaction() as connection:
        rows = connection.execute(
            "select to_jsonb(t)::text from handover.clips as t"
            " union all select to_jsonb(t)::text from handover.allowances as t"
        ).fetchall()
    crossed = "\n".join([*(str(row[0]) for row in rows), *_clip_texts(household)])
    for canary in (LOGIN, CORRECTION, "periwinkle", 'kitchen"}', *ids):
        assert canary not in crossed
    sounds = _clip_sounds(household)
    assert sounds
    for sound in sounds:
        assert len(sound) > 44
        assert sound[:4] == b"RIFF"
        assert b"LIST" not in sound[:44]
        assert SOUND[1044:1108] not in sound


def test_the_other_side_s_role_reads_nothing_of_the_person(household: Running) -> None:
    for role in (Role.WORKBENCH, Role.CORPUS_WORKER, Role.ADMINISTRATION):
        for table in ("customers", "recordings", "clip_links", "devices", "adaptations", "customer_keys"):
            with (
                household.databases[role].transaction() as connection,
                pytest.raises(InsufficientPrivilege),
                connection.transaction(),
            ):
                _ = connection.execute(sql.SQL("select 1 from {}").format(sql.Identifier("personal", table)))


def test_error_answers_hold_no_content(household: Running, member: Member) -> None:
    answers = [
        httpx2.post(f"http://127.0.0.1:{household.gateway_port}/api/utterances", content=LOGIN.encode(), timeout=30),
        household.say(member, LOGIN.encode()),
    ]
    for answer in answers:
        assert answer.status_code in {401, 422}
        assert LOGIN not in answer.text


def test_process_lists_show_no_secret(household: Running, member: Member) -> None:
    """CR6: command lines of our processes hold neither token nor password."""
    listing = subprocess.run(["ps", "-eo", "args"], check=True, capture_output=True, text=True).stdout
    assert member.token not in listing
    assert "correct horse battery" not in listing


def _clip_ids(household: Running) -> list[ClipId]:
    with household.databases.owner.transaction() as connection:
        return [ClipId(row[0]) for row in connection.execute("select clip_id from handover.clips").fetchall()]


def _clip_texts(household: Running) -> list[str]:
    key = MasterKey.load(household.folder / "keys" / "handover.json")
    objects = ObjectStore.open((household.folder / "objects").as_uri())
    texts: list[str] = []
    for clip_id in _clip_ids(household):
        with household.databases[Role.WORKBENCH].transaction() as connection:
            clip = load_clip(connection, clip_id)
        texts.append(" ".join(word.text for word in open_words(clip, handover_key=key, objects=objects)))
    return texts


def _clip_sounds(household: Running) -> list[bytes]:
    key = MasterKey.load(household.folder / "keys" / "handover.json")
    objects = ObjectStore.open((household.folder / "objects").as_uri())
    sounds: list[bytes] = []
    for clip_id in _clip_ids(household):
        with household.databases[Role.WORKBENCH].transaction() as connection:
            clip = load_clip(connection, clip_id)
        sounds.append(open_sound(clip, handover_key=key, objects=objects))
    return sounds
