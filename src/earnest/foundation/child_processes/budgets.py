"""Budgets: what a child process lets the system take from itself, set by the child before it reads a byte."""

import ctypes
import errno
import platform
import resource
import struct
import sys
import sysconfig
import time
from pathlib import Path
from typing import Final

from earnest.foundation import confinement

_ROUNDING_SECONDS: Final = 1
"""The system counts whole seconds."""


_REFUSED: Final = {
    "x86_64": (0xC000003E, (41, 53, 42, 59, 322, 101, 425, 310, 311)),
    "aarch64": (0xC00000B7, (198, 199, 203, 221, 281, 117, 425, 270, 271)),
}
"""Kind of processor → its mark in the kernel, and the numbers of socket, socketpair, connect, execve, execveat, ptrace,
io_uring_setup, process_vm_readv, process_vm_writev."""
_X32: Final = 0x40000000
"""Bit of a second set of numbers on x86-64, which would lead around the first."""
_PR_SET_SECCOMP, _MODE_FILTER, _PR_SET_NO_NEW_PRIVS = 22, 2, 38
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06


def give_up_reach() -> bool:
    """Give up for good the network, starting programs, looking into other processes, and all files but libraries.

    A parser of foreign files that was taken over then has nothing to read and nowhere to send it. The parent's keys lie
    in files that the parent may read; this process may not.

    Returns:
        False where the processor is of a kind whose numbers are not known, so that the network stays.

    Raises:
        OSError: the kernel refused, so nothing may be parsed.
    """
    libraries = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(__file__).parents[2])}
    libraries |= {path for name in ("stdlib", "platstdlib", "purelib", "platlib") if (path := sysconfig.get_path(name))}
    _ = confinement.confine(
        read=[*libraries, "/usr/lib", "/usr/lib64", "/lib", "/lib64"], write=(), never="/nonexistent"
    )
    known = _REFUSED.get(platform.machine())
    if known is None or sys.platform != "linux":
        return False
    mark, numbers = known
    # struct seccomp_data: number at 0, kind of processor at 4.
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, mark), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL)]
    for number in numbers:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | errno.EPERM)]
    steps.append((_RETURN, 0, 0, _ALLOW))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or library.prctl(_PR_SET_SECCOMP, _MODE_FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")
    return True


def confine(*, memory_bytes: int | None = None) -> None:
    """Give up for good leaving a memory image after a crash, and where memory is limited also writing files.

    Args:
        memory_bytes: address space; None for recognisers, whose weights decide what they need, and which write what
            they learned into temporary files for their library.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def allow_processor_seconds(more: float) -> None:
    """Let this process use so much more processor time; the system ends it with SIGXCPU after that.

    Args:
        more: seconds of all threads together, from now on; > 0.
    """
    _, highest = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(time.process_time() + more) + _ROUNDING_SECONDS
    if highest not in (resource.RLIM_INFINITY, -1):
        limit = min(limit, highest)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, highest))
