"""Upgrade: brings a database to the present schema, with its login roles, before anything is served from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import psycopg

from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import Settings
from earnest.operations.errors import DatabaseOwnerLacksRights, DatabaseRefused, DatabaseTooOld
from earnest.operations.settings_record import record_settings
from earnest.operations.tombstones import TombstoneSynchroniser
from earnest.operations.tombstones.synchronising import ReplayCounts
from earnest.services.audit import Pseudonyms
from earnest.services.database.roles import Role, prepare
from earnest.services.migration import migrate

OLDEST_MAJOR = 16
"""Oldest major version of PostgreSQL that works: roles administer roles that they made only from this one on."""

_CONNECT_SECONDS = 10
"""A database on another host may be slow to accept; the command can be run again."""

_ABOUT = """
select current_setting('server_version_num')::integer,
       (select rolsuper or rolcreaterole from pg_roles where rolname = current_user),
       (select pg_has_role(current_user, datdba, 'member') from pg_database where datname = current_database()),
       exists (select 1 from pg_namespace where nspname = 'audit')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFacts:
    """What a server says about itself and about our user."""

    version: int
    """As PostgreSQL numbers itself: 160004 is 16.4."""
    in_use: bool
    """The database holds our schema already."""

    @property
    def version_text(self) -> str:
        """The version as people write it."""
        return f"{self.version // 10_000}.{self.version % 10_000}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradedDatabase:
    """A database that can be served from."""

    synchroniser: TombstoneSynchroniser
    """Writes to the list what is deleted from now on."""
    replayed: ReplayCounts


def check_server(owner_dsn: str) -> ServerFacts:
    """Ask a server whether we can work with it.

    Raises:
        DatabaseRefused: it does not answer, or does not let this user in.
        DatabaseTooOld: it is older than PostgreSQL 16.
        DatabaseOwnerLacksRights: the user does not own the database, or may not make roles.
    """
    try:
        with psycopg.connect(owner_dsn, connect_timeout=_CONNECT_SECONDS) as connection:
            row = connection.execute(_ABOUT).fetchone()
    except psycopg.Error as error:
        raise DatabaseRefused("EARNEST_DATABASE", error) from error
    if row is None:
        raise DatabaseRefused("EARNEST_DATABASE")
    version, makes_roles, owns, in_use = row
    require_version(int(version))
    if not (makes_roles and owns):
        raise DatabaseOwnerLacksRights
    return ServerFacts(version=int(version), in_use=bool(in_use))


def require_version(version: int) -> None:
    """Refuse a PostgreSQL that is too old.

    Args:
        version: as PostgreSQL numbers itself, 160004 for 16.4.

    Raises:
        DatabaseTooOld: it is older than 16.
    """
    if version < OLDEST_MAJOR * 10_000:
        raise DatabaseTooOld(found=version // 10_000, oldest=OLDEST_MAJOR)


def upgrade(
    owner_dsn: str,
    settings: Settings,
    passwords: Mapping[Role, str],
    *,
    accept_lost_tombstones: bool,
    started_by: str,
    tell: Callable[[str], object],
) -> UpgradedDatabase:
    """Make the login roles, migrate, delete again what the list says was deleted, and record the settings.

    Args:
        owner_dsn: owner of the database.
        settings: in force from now on; the database itself keeps to their caps.
        passwords: one for each role.
        accept_lost_tombstones: begin a new list of deletions where the right one is missing.
        started_by: code of the command, for the audit log.
        tell: called with `schema` before the tables change.

    Raises:
        DatabaseRefused, DatabaseTooOld, DatabaseOwnerLacksRights: see `check_server`.
        DatabaseUnavailable: the server went away meanwhile.
        TombstonesMissing, TombstonesUnreadable, TombstonesUnwritable: what was deleted since this copy of the data was
            made is not known.
    """
    _ = check_server(owner_dsn)
    _ = tell("schema")
    prepare(owner_dsn, passwords)
    migrate(owner_dsn)
    pseudonyms = Pseudonyms.load_with_subjects(settings.pseudonym_key_file)
    synchroniser = TombstoneSynchroniser.open(
        owner_dsn, settings.tombstones, pseudonyms.secret_for("tombstones"), accept_lost=accept_lost_tombstones
    )
    replayed = synchroniser.replay(pseudonyms)
    _ = record_settings(owner_dsn, settings, started_by=started_by, clock=SystemClock())
    return UpgradedDatabase(synchroniser=synchroniser, replayed=replayed)
