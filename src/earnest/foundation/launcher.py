"""Starts a command so that it ends with its parent, and, where asked, under an identity that is not root.

Run as a script by its path, before anything of ours is imported, because what it does holds for the next program:
`python -I -S launcher.py PARENT SIGNAL IDENTITY CONFINEMENT COMMAND ...`. PostgreSQL refuses to run as root, and a
household or a container often has no other user, so IDENTITY is one of

- `keep`: stay who we are,
- `namespace`: user 1000 inside a user namespace of our own; outside it is still us, so no file changes its owner,
- `drop`: user 65534 with only the right to pass through our private folders, where user namespaces are switched off.

PARENT is `-` where only a signal to itself is to end the command. CONFINEMENT is `-`, or JSON with the files that the
command and all that it starts may reach (`confinement.py`).

This keeps an accident in PostgreSQL from having every right of root. It does not keep PostgreSQL from our files.
"""

import ctypes
import importlib.util
import json
import os
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

DROPPED_USER = 65534
_NAMESPACE_USER = 1000
_CLONE_NEWUSER = 0x10000000
_PR_SET_PDEATHSIG = 1
_PR_SET_KEEPCAPS = 8
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522
_FIRST_ARGUMENTS = 5


class Identity(StrEnum):
    """Who the command runs as."""

    KEEP = "keep"
    NAMESPACE = "namespace"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Files that a command and all that it starts may reach; see `confinement.confine`."""

    read: tuple[str, ...]
    write: tuple[str, ...]
    never: str


def command_line(
    command: list[str],
    *,
    interpreter: str,
    end_signal: int,
    identity: Identity = Identity.KEEP,
    reach: Reach | None = None,
    tied: bool = True,
) -> list[str]:
    """Return the arguments that start a command by way of this launcher from the calling process.

    Args:
        command: program and arguments.
        interpreter: path of the Python that runs the launcher.
        end_signal: signal that the command gets when the thread that started it ends, however it ends.
        identity: who the command runs as.
        reach: files that it may reach; None: all that its user may.
        tied: it ends with the caller; False where the caller itself becomes the command.
    """
    launcher = str(Path(__file__).resolve())
    confinement = "-" if reach is None else json.dumps(asdict(reach))
    parent = str(os.getpid()) if tied else "-"
    own = [interpreter, "-I", "-S", launcher, parent, str(end_signal), identity.value, confinement]
    return own + command


def main(arguments: list[str]) -> None:
    """Take the identity, tie our life to the parent's, and become the command."""
    parent, end_signal, identity, confinement, *command = arguments
    match Identity(identity):
        case Identity.NAMESPACE:
            _enter_namespace()
        case Identity.DROP:
            _drop_user()
        case Identity.KEEP:
            pass
    if sys.platform == "linux" and parent != "-":
        _check(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(end_signal), 0, 0, 0))
        if os.getppid() != int(parent):
            sys.exit("the parent ended before the start")
    if confinement != "-":
        _confine(confinement)
    os.execvp(command[0], command)  # noqa: S606 - becoming the command is what a launcher is for


def _confine(reach: str) -> None:
    """Confine this process before the command begins. Nothing of ours can be imported here, so the file is loaded."""
    specification = importlib.util.spec_from_file_location("confinement", Path(__file__).with_name("confinement.py"))
    if specification is None or specification.loader is None:
        sys.exit("confinement.py is missing")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    _ = module.confine(**json.loads(reach))


def _check(result: object) -> None:
    """Raise OSError where a C function said -1."""
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _enter_namespace() -> None:
    """Become user and group 1000 in a new user namespace; no identity of the outside changes."""
    user, group = os.geteuid(), os.getegid()
    _check(ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER))
    _ = Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    _ = Path("/proc/self/uid_map").write_text(f"{_NAMESPACE_USER} {user} 1", encoding="ascii")
    _ = Path("/proc/self/gid_map").write_text(f"{_NAMESPACE_USER} {group} 1", encoding="ascii")


class _CapabilityHeader(ctypes.Structure):
    """struct __user_cap_header_struct of capset(2)."""

    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilityData(ctypes.Structure):
    """Two of struct __user_cap_data_struct of capset(2); only the first words are used."""

    _fields_ = (("words", ctypes.c_uint32 * 6),)


def _drop_user() -> None:
    """Become user and group 65534 and keep nothing of root but passing through private folders (CAP_DAC_OVERRIDE)."""
    library = ctypes.CDLL(None, use_errno=True)
    _check(library.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setresgid(DROPPED_USER, DROPPED_USER, DROPPED_USER)
    os.setresuid(DROPPED_USER, DROPPED_USER, DROPPED_USER)
    kept = 1 << _CAP_DAC_OVERRIDE
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    data = _CapabilityData((kept, kept, kept, 0, 0, 0))
    _check(library.capset(ctypes.byref(header), ctypes.byref(data)))
    _check(library.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0))


if __name__ == "__main__":
    if len(sys.argv) < _FIRST_ARGUMENTS + 1:
        sys.exit("usage: launcher.py PARENT SIGNAL IDENTITY CONFINEMENT COMMAND ...")
    main(sys.argv[1:])
