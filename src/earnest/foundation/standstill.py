"""Standstill: whether a process was stopped, or has used no time of the processor; seen from outside."""

import psutil

_STOPPED = frozenset({psutil.STATUS_STOPPED, psutil.STATUS_TRACING_STOP})


def is_stopped(identifier: int) -> bool:
    """Return whether the operating system does not let a process run (SIGSTOP, a debugger); False where it is gone."""
    try:
        return psutil.Process(identifier).status() in _STOPPED
    except psutil.Error:
        return False


def processor_seconds(identifier: int) -> float:
    """Return the time of the processor that a process has used, in steps of 10 ms; 0 where it is gone."""
    try:
        times = psutil.Process(identifier).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)
