"""Role files: one file of settings for each process, by which a process on any host connects as its own role."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlencode

from psycopg.conninfo import conninfo_to_dict

from earnest.operations.plan import ALL_PROCESSES
from earnest.services.database.roles import Role, role_dsn


def write_role_files(folder: Path, owner_dsn: str, passwords: Mapping[Role, str]) -> list[Path]:
    """Write `PROCESS.env` for each process, readable by its owner only; those that are there are replaced.

    The form is that of systemd's `EnvironmentFile=` and of compose's `env_file`. Each holds one role's password only.

    Args:
        folder: made where it is missing.
        owner_dsn: owner of the database; host, port and the like are taken from it.
        passwords: one for each role.

    Returns:
        The files, in the order of the plan.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written: list[Path] = []
    for plan in ALL_PROCESSES:
        path, fresh = folder / f"{plan.name}.env", folder / f".{plan.name}.env.new"
        fresh.unlink(missing_ok=True)
        line = f"EARNEST_ROLE_DATABASE={as_address(role_dsn(owner_dsn, plan.role, passwords[plan.role]))}\n"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            _ = file.write(line)
        written.append(fresh.replace(path))
    return written


def as_address(dsn: str) -> str:
    """Return a DSN as an address of one word without a sign that a file of settings would read in a way of its own."""
    parameters = {name: str(value) for name, value in conninfo_to_dict(dsn).items() if value is not None}
    return f"postgresql:///?{urlencode(parameters, quote_via=quote, safe='')}"
