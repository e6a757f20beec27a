"""RG2: a copy of the database that follows another one, and may be behind it, answers that everything is stopped."""

from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from support.databases import Databases
from support.own_postgres import newest, running_postgres

from earnest.handover.reviews import Route
from earnest.handover.stop_errors import ReviewStopped
from earnest.handover.stops import StopPurpose, StopReason, StopScope, is_stopped, list_live, require_reviewing
from earnest.services.database.roles import Role, prepare
from earnest.services.migration import migrate

ASKING = (Role.DEVICE_GATEWAY, Role.PERSONAL_WORKER, Role.WORKBENCH, Role.CORPUS_WORKER)


def test_rg2_a_replica_that_may_lag_behind_lets_nothing_go_on(tmp_path: Path) -> None:
    """A stop that it has not heard of yet could be the only one; the officer pressed Stop at the other server."""
    passwords, programs = {role: uuid4().hex for role in Role}, newest(oldest=16)
    with running_postgres(tmp_path / "server", programs) as owner:
        prepare(owner, passwords)
        migrate(owner)
        databases = Databases(owner_dsn=owner, passwords=passwords)
        for role in ASKING:
            with databases[role].transaction() as connection:
                assert not is_stopped(connection, StopPurpose.HUMAN_REVIEW, region="DE")
        databases.close()
    _ = (tmp_path / "server" / "cluster" / "standby.signal").write_text("")
    with running_postgres(tmp_path / "server", programs) as owner:
        databases = Databases(owner_dsn=owner, passwords=passwords)
        for role in ASKING:
            with databases[role].transaction() as connection:
                assert connection.execute("select pg_is_in_recovery()").fetchone() == (True,)
                for purpose in StopPurpose:
                    stopped = is_stopped(connection, purpose, region="DE", language="en", programme="panel")
                    assert stopped, (role, purpose)
        with databases[Role.WORKBENCH].transaction() as connection:
            (told,) = list_live(connection)
            assert (told.scope, told.reason) == (StopScope.EVERYTHING, StopReason.STATE_UNKNOWN)
            with pytest.raises(ReviewStopped):
                require_reviewing(connection, Route())
        with (
            pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
            databases[Role.WORKBENCH].transaction() as connection,
        ):
            _ = connection.execute("update deidentified.leases set ended_at = ended_at")
        databases.close()
