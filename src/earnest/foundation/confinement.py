"""Confinement: which files a process and all that it starts may reach, kept by the kernel (Landlock) from its start on.

Used by `launcher.py` before the program begins, so it needs nothing but the standard library. What is confined reaches
only what is named, can look into no process outside (no `/proc/PID/environ`, no memory, no tracing) and can send none a
signal. Sockets of the network and of PostgreSQL stay reachable. Root is confined like other users.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38

_PR_CAPBSET_DROP = 24
_LAST_CAPABILITY = 63
_KEPT_CAPABILITIES = frozenset({1, 3, 10})
"""CAP_DAC_OVERRIDE and CAP_FOWNER, because files may belong to another user; CAP_NET_BIND_SERVICE, for low ports."""

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL_DEVICE = 1 << 14, 1 << 15
_RIGHTS_OF = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Version of the interface → all rights on files that it knows; a version that is not here knows those before it."""
_SCOPED_FROM = 6
_SCOPES = 0b11
"""No abstract socket and no signal to a process outside."""
_READING = _EXECUTE | _READ_FILE | _READ_FOLDER
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
"""The rights that a rule on a file, not a folder, may name."""


def version() -> int:
    """Return the version of Landlock that this kernel offers; 0 where there is none and nothing can be confined."""
    if sys.platform != "linux":
        return 0
    found = ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    return max(0, int(found))


def confine(*, read: Iterable[str], write: Iterable[str], never: str) -> bool:
    """Confine this process, and all that it starts, for as long as they live.

    Args:
        read: files and folders that may be read and run; those that do not exist are passed over.
        write: those that may be changed as well.
        never: folder whose content is reached only where `read` or `write` name something in it, even where they name
            a folder above it.

    Returns:
        False where the kernel offers no Landlock; nothing is confined then.

    Raises:
        OSError: the kernel refused, so the program must not begin.
    """
    known = version()
    if known == 0:
        return False
    rights = _RIGHTS_OF[max(one for one in _RIGHTS_OF if one <= known)]
    attributes = struct.pack("QQQ", rights, 0, _SCOPES if known >= _SCOPED_FROM else 0)
    # Older kernels take the shorter forms of the structure.
    length = 24 if known >= _SCOPED_FROM else 8
    library = ctypes.CDLL(None, use_errno=True)
    ruleset = _checked(library.syscall(_CREATE_RULESET, attributes[:length], length, 0))
    for path in _spread(read, Path(never)):
        _allow(library, ruleset, path, _READING & rights)
    for path in _spread(write, Path(never)):
        _allow(library, ruleset, path, rights)
    _ = _checked(library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _ = _checked(library.syscall(_RESTRICT_SELF, ruleset, 0))
    os.close(ruleset)
    _drop_capabilities(library)
    return True


def _drop_capabilities(library: ctypes.CDLL) -> None:
    """Give up for the next program what root could do beyond files and ports.

    Landlock alone would not do: since Linux 6.14 who may measure performance (CAP_PERFMON) reads what other processes
    hold in `/proc`. Who is not root has no capability, and the kernel says no to dropping one.
    """
    for capability in range(_LAST_CAPABILITY + 1):
        if capability not in _KEPT_CAPABILITIES:
            _ = library.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


def _spread(paths: Iterable[str], never: Path) -> Iterator[Path]:
    """Yield the paths; in the place of a folder above `never`, all that is beside it on the way down."""
    never = never.resolve()
    for named in paths:
        path = Path(named).resolve()
        while path != never and path in never.parents:
            below = path / never.relative_to(path).parts[0]
            try:
                beside = [one for one in path.iterdir() if one != below]
            except OSError:
                beside = []
            yield from beside
            path = below
        if path != never:
            yield path


def _allow(library: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """Add a rule for a path; one that is gone or that cannot be opened stays unreachable."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        allowed = rights if path.is_dir() else rights & _FILE_RIGHTS
        # struct landlock_path_beneath_attr is packed.
        rule = struct.pack("=Qi", allowed, descriptor)
        _ = _checked(library.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0))
    finally:
        os.close(descriptor)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
