"""Reach: which files each process may touch, for the kernel to keep (`foundation/confinement.py`)."""

import os
import site
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict

import earnest
from earnest.foundation.launcher import Reach
from earnest.foundation.settings import KeyName, ServerName, Settings
from earnest.operations.plan import ProcessPlan
from earnest.services.audit import subject_key_file
from earnest.services.demo_data.exchange import DemoExchange, exchange_folder
from earnest.services.sign_in.providers import provider_files

_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/sbin",
    "/etc",
    "/opt",
    "/nix/store",
    "/proc",
    "/sys",
    "/dev",
    "/run/systemd/resolve",
)
"""Programs, libraries, names of hosts, certificates, and what the kernel tells; of other processes it tells nothing."""
_DEVICES = ("/dev/null", "/dev/shm")  # noqa: S108 - shared memory of libraries, not a file of ours

_CREDENTIALS = (
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
)
"""Variables that name a file with which servers are trusted, or by which an object store knows us."""
_CERTIFICATES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")
"""Parameters of a database's address that name a file."""


def process_reach(plan: ProcessPlan, settings: Settings, outside: Mapping[str, str]) -> Reach:
    """Return the files of one process: programs and weights, own keys and secrets, objects, own temporary folder.

    Of the data folder it reaches nothing else: no other process's keys, no password of the database, not the database's
    files, no log (its own is open already).

    Args:
        plan: which process.
        settings: the supervisor's.
        outside: the supervisor's own environment.
    """
    folder = settings.data_folder
    read = [*_SYSTEM, *_python(), *_caches(outside), *_weights(settings)]
    read += [path for name in _CREDENTIALS if (path := outside.get(name))]
    read += [settings.key_addresses.get(key, str(folder / "keys" / f"{key.value}.json")) for key in plan.keys]
    read += _certificates(settings)
    if plan.endpoint is not None:
        read += [str(path) for path in (settings.tls_certificate, settings.tls_key) if path is not None]
    if settings.posture_key is not None:
        read.append(str(settings.posture_key))
    if KeyName.STAFF in plan.keys and settings.single_sign_on is not None:
        read += [str(path) for path in provider_files(settings.single_sign_on)]
    if plan.pseudonyms:
        read.append(str(settings.pseudonym_key_file))
        if plan.names_customers:
            read.append(str(subject_key_file(settings.pseudonym_key_file)))
    write = [*_DEVICES, str(temporary_folder(plan, settings))]
    if plan.endpoint is ServerName.PORTAL:
        write.append(str(exchange_folder(settings.data_folder)))
    objects = local_folder(settings.objects)
    if objects is not None and plan.objects:
        (write if plan.changes_objects else read).append(str(objects))
    return Reach(read=tuple(read), write=tuple(write), never=str(folder))


def temporary_folder(plan: ProcessPlan, settings: Settings) -> Path:
    """Return where a process keeps what it needs for a moment; no other process reaches it."""
    return settings.data_folder / "run" / "temporary" / plan.name


def prepare_folders(plan: ProcessPlan, settings: Settings) -> None:
    """Make the folders of a process that it may not make itself."""
    temporary_folder(plan, settings).mkdir(mode=0o700, parents=True, exist_ok=True)
    if plan.endpoint is ServerName.PORTAL:
        DemoExchange(exchange_folder(settings.data_folder)).prepare()
    prepare_objects(settings)


def prepare_objects(settings: Settings) -> None:
    """Make the folder of an object store on this machine."""
    objects = local_folder(settings.objects)
    if objects is not None:
        objects.mkdir(mode=0o700, parents=True, exist_ok=True)


def _python() -> Iterator[str]:
    """Yield where Python, its libraries and our own code lie."""
    yield from {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(sys.executable).resolve().parent)}
    yield from site.getsitepackages()
    yield from earnest.__path__
    # An editable install finds our code by a folder above it.
    yield from (path for path in sys.path if path and path in {str(Path(own).parent) for own in earnest.__path__})


def _caches(outside: Mapping[str, str]) -> Iterator[str]:
    """Yield where other programs keep downloaded weights; no process of ours fetches any."""
    home = outside.get("HOME")
    usual = None if home is None else str(Path(home) / ".cache" / "huggingface")
    named = (outside.get(name) for name in ("HF_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"))
    yield from (path for path in (*named, usual) if path)


def _certificates(settings: Settings) -> Iterator[str]:
    """Yield the files that the address of the database names."""
    address = conninfo_to_dict(settings.role_database or settings.database or "")
    yield from (str(path) for name in _CERTIFICATES if Path(str(path := address.get(name) or "")).is_absolute())


def _weights(settings: Settings) -> Iterator[str]:
    for path in (settings.models, settings.weights, settings.verifier_models):
        if path is not None:
            yield str(path)


def local_folder(address: str) -> Path | None:
    """Return the folder of an object store on this machine; None for any other."""
    parts = urlsplit(address)
    return Path(os.fsdecode(unquote(parts.path).encode())) if parts.scheme == "file" else None
