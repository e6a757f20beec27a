"""CN9, CN10: of a private hour, a child's account and a person who agreed to nothing, no byte is kept; n is stated.

The attacker has every file: PostgreSQL's with its log, the object store, and what the process wrote. `make bench
NAME=unkept` does the same with more.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from support.databases import Databases
from support.searching import lies_in, read_files
from support.speaking import PersonalSide
from support.unkept import KEPT, SOUND_CANARY, SPEECH, speak_unkept

from earnest.foundation.settings import load_settings
from earnest.operations.data_folder import role_passwords
from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.operations.upgrade import upgrade
from earnest.sound_files.encoding import encode_wav

EACH = 6
"""Utterances of each kind: 30 of which nothing may be kept."""


@pytest.fixture
def server(data_folder: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(data_folder, durable=False)
    yield server
    server.stop()


def test_cn9_cn10_nothing_is_kept_where_nothing_may_be(
    data_folder: Path, server: EmbeddedPostgres, capfd: pytest.CaptureFixture[str]
) -> None:
    owner = server.start()
    settings = load_settings({"EARNEST_DATA": str(data_folder), "EARNEST_PANEL_CAP_SHARE": "1"})
    passwords = role_passwords(data_folder)
    _ = upgrade(owner, settings, passwords, accept_lost_tombstones=False, started_by="supervisor", tell=lambda _: None)
    databases = Databases(owner_dsn=owner, passwords=passwords)
    said = speak_unkept(PersonalSide(databases=databases, folder=data_folder), EACH)
    databases.close()
    with psycopg.connect(owner, autocommit=True) as connection:
        _ = connection.execute("checkpoint")
    server.stop()
    for kind, found in said.heard.items():
        assert found.answered == found.utterances == EACH, kind
        if kind in KEPT:
            assert found.kept > EACH / 2, kind
            assert found.rows >= found.kept
            assert found.objects >= found.kept
        else:
            assert (found.kept, found.rows, found.objects) == (0, 0, 0), kind
    written = capfd.readouterr()
    files = read_files(data_folder) + written.out.encode() + written.err.encode()
    lowered = files.lower()
    assert lies_in("recordings", files, lowered), "the search finds what is there"
    assert not lies_in(said.stem, files, lowered)
    assert SOUND_CANARY in encode_wav(SPEECH), "what is searched for is what was said"
    assert SOUND_CANARY not in files
