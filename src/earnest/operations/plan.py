"""What runs: each process with its login role, its keys and where it answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from earnest.foundation.settings import KeyName, ServerName, Settings
from earnest.services.database.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPlan:
    """One process: `python -m earnest.processes.<name>`."""

    name: str
    """Module in earnest.processes, and name of the log file."""
    role: Role
    """The only login role whose password it gets."""
    keys: frozenset[KeyName]
    """The only keys that it may load."""
    pseudonyms: bool = True
    """It names people in the log, or marks sound, so it reads the key of the pseudonyms."""
    objects: bool = True
    """It reads objects."""
    changes_objects: bool = True
    """It writes or removes objects."""
    endpoint: ServerName | None = None
    """Where `GET /health` answers; None: a worker, ready when it holds its liveness lock in the database, or without a
    queue of jobs when it beats."""
    more_endpoints: tuple[ServerName, ...] = ()
    """Other ports that it listens on."""

    @property
    def names_customers(self) -> bool:
        """Whether it names customers in the log too, so that it reads the keys of their pseudonyms."""
        return self.pseudonyms and KeyName.PERSONAL in self.keys


PROCESSES: tuple[ProcessPlan, ...] = (
    ProcessPlan(
        name="device_gateway",
        role=Role.DEVICE_GATEWAY,
        keys=frozenset({KeyName.PERSONAL, KeyName.HANDOVER}),
        endpoint=ServerName.GATEWAY,
        more_endpoints=(ServerName.WYOMING,),
    ),
    ProcessPlan(
        name="customer_portal",
        role=Role.CUSTOMER_PORTAL,
        keys=frozenset({KeyName.PERSONAL, KeyName.HANDOVER}),
        endpoint=ServerName.PORTAL,
    ),
    ProcessPlan(
        name="personal_worker", role=Role.PERSONAL_WORKER, keys=frozenset({KeyName.PERSONAL, KeyName.HANDOVER})
    ),
    ProcessPlan(
        name="workbench",
        role=Role.WORKBENCH,
        keys=frozenset({KeyName.HANDOVER, KeyName.STAFF}),
        changes_objects=False,
        endpoint=ServerName.WORKBENCH,
    ),
    ProcessPlan(
        name="corpus_worker",
        role=Role.CORPUS_WORKER,
        keys=frozenset({KeyName.HANDOVER, KeyName.EVIDENCE}),
        pseudonyms=False,
    ),
    ProcessPlan(
        name="administration",
        role=Role.ADMINISTRATION,
        keys=frozenset({KeyName.STAFF, KeyName.AUDIT}),
        objects=False,
        endpoint=ServerName.ADMINISTRATION,
    ),
)
"""What runs with all settings."""

BEACON = ProcessPlan(
    name="randomness_beacon", role=Role.RANDOMNESS_BEACON, keys=frozenset(), pseudonyms=False, objects=False
)
"""Runs only where the settings name a beacon."""
ALL_PROCESSES = (*PROCESSES, BEACON)


def processes_of(settings: Settings) -> tuple[ProcessPlan, ...]:
    """Return what runs with these settings."""
    return PROCESSES if settings.randomness_beacon is None else ALL_PROCESSES


_PASSED = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "HF_HOME",
    "HF_HUB_CACHE",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
)
_PASSED_PREFIXES = ("AWS_", "GOOGLE_", "AZURE_", "OMP_", "OPENBLAS_", "MKL_", "MALLOC_")
"""The machine's own variables that a process may see, credentials of object store and key service among them."""

_FRUGAL = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""Unless the machine says otherwise: one thread for linear algebra, because there are many processes and threads that
wait spin; and freed memory goes back to the machine (glibc keeps one heap per thread, and what a job needed once)."""

_OWN_ONLY = {"EARNEST_DATABASE", "EARNEST_ROLE_DATABASE", "EARNEST_KEYS"} | {
    f"EARNEST_{name.name}_KEY" for name in KeyName
}


def process_environment(
    plan: ProcessPlan, settings: Settings, role_dsn: str, outside: Mapping[str, str]
) -> dict[str, str]:
    """Return the environment of one process: the settings, its own role's DSN and its own keys; nothing of the others.

    Args:
        plan: which process.
        settings: the supervisor's settings.
        role_dsn: how its role connects.
        outside: the supervisor's own environment.
    """
    environment = dict(_FRUGAL) | {
        name: value
        for name, value in outside.items()
        if name in _PASSED
        or name.startswith(_PASSED_PREFIXES)
        or (name.startswith("EARNEST_") and name not in _OWN_ONLY)
    }
    environment |= {
        "EARNEST_DATA": str(settings.data_folder),
        "EARNEST_OBJECTS": settings.objects,
        "EARNEST_ROLE_DATABASE": role_dsn,
        "EARNEST_KEYS": ",".join(sorted(key.value for key in plan.keys)) or "none",
        "PYTHONUNBUFFERED": "1",
    }
    environment["EARNEST_WEIGHTS"] = str(settings.weights)
    if settings.models is not None:
        environment["EARNEST_MODELS"] = str(settings.models)
    environment |= {
        f"EARNEST_{key.name}_KEY": address for key, address in settings.key_addresses.items() if key in plan.keys
    }
    return environment
