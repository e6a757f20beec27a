"""Each start tells the log which settings are in force, and whether they changed (AD1, SP1)."""

import json
from datetime import UTC, datetime

import psycopg
import pytest
from support.databases import Databases

from earnest.foundation.clock import SettableClock
from earnest.foundation.settings import load_settings
from earnest.operations.settings_record import record_settings
from earnest.organisation.oversight.country_matrix import shipped_countries
from earnest.services.database.roles import Role

CLOCK = SettableClock(moment=datetime(2026, 3, 4, tzinfo=UTC))


def _start(databases: Databases, started_by: str = "run", **environment: str) -> dict[str, object]:
    settings = load_settings({"EARNEST_DATA": "nowhere", **environment})
    _ = record_settings(databases.owner_dsn, settings, started_by=started_by, clock=CLOCK)
    with databases[Role.ADMINISTRATION].transaction() as connection:
        rows = connection.execute("select entry from audit.leaves order by leaf_index").fetchall()
    found: dict[str, object] = json.loads(bytes(rows[-1][0]))
    return found


def test_a_raised_cap_is_in_the_log_with_who_raised_it(databases: Databases) -> None:
    first = _start(databases)
    assert first["kind"] == "settings_in_force"
    assert (first["changed"], first["cap_share_millionths"], first["panel_cap_share_millionths"]) == (True, 2000, 2000)
    assert _start(databases)["changed"] is False
    raised = _start(databases, "tour", EARNEST_PANEL_CAP_SHARE="0.57")
    assert (raised["changed"], raised["started_by"], raised["panel_cap_share_millionths"]) == (True, "tour", 570_000)
    other = _start(databases, EARNEST_ENGINE="whisper", EARNEST_RETENTION_DAYS="30")
    assert (other["changed"], other["engine"], other["retention_days"]) == (True, "whisper", 30)
    several = _start(databases, EARNEST_REVIEWS_PER_CLIP="2")
    assert _start(databases, EARNEST_REVIEWS_PER_CLIP="2")["changed"] is False
    assert (several["changed"], several["reviews_per_clip"]) == (True, 2)


def test_sp1_the_database_keeps_to_the_share_that_is_set(databases: Databases) -> None:
    _ = _start(databases, EARNEST_PANEL_CAP_SHARE="0.5", EARNEST_CAP_SHARE="0.001")
    place = "'DE', 'panel', '2026-03-01'"
    with databases[Role.DEVICE_GATEWAY].transaction() as connection:
        for _ in range(3):
            _ = connection.execute(f"select handover.count_utterance({place})".encode())
        _ = connection.execute(f"select handover.set_allowance({place}, 1000, true)".encode())
    with (
        pytest.raises(psycopg.errors.CheckViolation),
        databases[Role.DEVICE_GATEWAY].transaction() as connection,
    ):
        _ = connection.execute(f"select handover.set_allowance({place}, 1000, true)".encode())


def test_dc5_the_owner_declares_countries_at_each_start_and_with_a_database_elsewhere_none_by_itself(
    databases: Databases,
) -> None:
    def declared() -> set[str]:
        with databases.owner.transaction() as connection:
            return {row[0] for row in connection.execute("select country from handover.declared_countries").fetchall()}

    _ = _start(databases)
    assert declared() == set(shipped_countries())
    assert _start(databases, EARNEST_DECLARED_COUNTRIES="DE,NL")["changed"] is True
    assert declared() == {"DE", "NL"}
    _ = _start(databases, EARNEST_DATABASE=databases.owner_dsn)
    assert declared() == set()
