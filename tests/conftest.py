"""Fixtures of every test.

`databases` (function), `module_databases` (module), `session_databases` (session): a fresh migrated database as
`support.databases.Databases`.
`databases[Role.WORKBENCH]` is a `Database` of that role, `databases.owner` the owner's, `databases.dsn(role)` the DSN
for a subprocess.
`postgres` (session): the embedded server itself. `data_folder`: a data folder (0700) with fresh keys and secrets.
Nothing starts before a test asks for it.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import hypothesis
import psycopg
import pytest
from argon2 import PasswordHasher
from psycopg.conninfo import make_conninfo
from support.databases import TEMPLATE, Databases, PostgresServer
from support.later_routes import make_routes_later
from support.type_adapters import remember_type_adapters

from earnest.handover.allowances import declare_countries
from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.services.database.roles import Role, prepare
from earnest.services.migration import migrate
from earnest.services.sign_in import passwords

# How long an example takes says more about who else uses the machine than about the code.
hypothesis.settings.register_profile("earnest", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("earnest")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the table of roles and endpoints be written anew."""
    parser.addoption("--write-role-endpoints", action="store_true", help="write tests/privacy/role_endpoints.txt anew")


def pytest_collection_finish() -> None:
    """Applications of the tests share what is the same in all of them; modules are not searched for garbage again."""
    remember_type_adapters()
    make_routes_later()
    _ = gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_TO_A_COLLECTION)


OBJECTS_TO_A_COLLECTION = 20_000
"""Most applications live for one test; with Python's 700 a tenth of the time of a test went into looking at them."""


_MANY_SIGN_INS = frozenset({"acceptance", "browser", "integration", "privacy"})


@pytest.fixture(autouse=True)
def quick_hashing(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hash the passwords of accounts that a test makes with little work, where it is not about that work.

    A hash tells how it was made, so all that reads it reads these as well, in other processes too. Half the processor's
    time of a test of the workbench went into two hashes of 46 MiB. `unit/` and `full_hashing` hash as users' are.
    """
    folder = request.path.relative_to(Path(__file__).parent).parts[0]
    if folder not in _MANY_SIGN_INS:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("full_hashing") is None:
            patch.setattr(passwords, "PasswordHasher", _quick_hasher)
        else:
            passwords.unusable_parameters.cache_clear()
        yield
        if request.node.get_closest_marker("full_hashing") is not None:
            passwords.unusable_parameters.cache_clear()


def _quick_hasher(*, time_cost: int, memory_cost: int, parallelism: int) -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8 * parallelism, parallelism=parallelism)


MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
LEAST_MEMORY_BYTES = 2**30
"""The server's log of changes may grow to a quarter of it, and a database has 10 MB."""


@pytest.fixture(scope="session")
def database_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the session's server, in memory where there is room: a fresh database is a copy of 300 files."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > LEAST_MEMORY_BYTES):
        yield tmp_path_factory.mktemp("postgres")
        return
    with tempfile.TemporaryDirectory(prefix="earnest-tests-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def postgres(database_folder: Path) -> Iterator[PostgresServer]:
    """The session's embedded server with its roles and a migrated template."""
    server = EmbeddedPostgres(database_folder, durable=False)
    owner_dsn = server.start()
    try:
        passwords = {role: uuid4().hex for role in Role}
        with psycopg.connect(owner_dsn, autocommit=True) as connection:
            _ = connection.execute("create database earnest_template")
        template_dsn = make_conninfo(owner_dsn, dbname=TEMPLATE)
        prepare(template_dsn, passwords)
        migrate(template_dsn)
        with psycopg.connect(template_dsn) as connection:
            declare_countries(connection, {"AT", "DE", "GB", "NL", "US"})
        yield PostgresServer(owner_dsn=owner_dsn, passwords=passwords)
    finally:
        server.stop()


def _fresh(postgres: PostgresServer) -> Iterator[Databases]:
    name = f"test_{uuid4().hex}"
    databases = postgres.create(name)
    try:
        yield databases
    finally:
        databases.close()
        postgres.drop(name)


@pytest.fixture
def databases(postgres: PostgresServer) -> Iterator[Databases]:
    """A fresh migrated database for this test."""
    yield from _fresh(postgres)


@pytest.fixture(scope="module")
def module_databases(postgres: PostgresServer) -> Iterator[Databases]:
    """A fresh migrated database for the tests of this module together."""
    yield from _fresh(postgres)


@pytest.fixture(scope="session")
def session_databases(postgres: PostgresServer) -> Iterator[Databases]:
    """A fresh migrated database for what many modules share."""
    yield from _fresh(postgres)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A data folder as the supervisor makes it, with fresh keys and secrets."""
    from earnest.operations.data_folder import prepare_folder

    folder = tmp_path / "data"
    prepare_folder(folder)
    return folder
