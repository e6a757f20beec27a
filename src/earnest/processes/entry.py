"""Entry: how every command and process of ours begins, so that people read sentences and never a traceback."""

import errno
import gc
import os
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import ClassVar, Final

from earnest.foundation.errors import EarnestError, Unavailable

INTERRUPTED: Final = 130
"""Exit status after Ctrl-C, as shells expect it (128 + SIGINT)."""
UNFORESEEN: Final = 70
"""Exit status after an unforeseen error (EX_SOFTWARE)."""
FAILED: Final = 1
MARK: Final = "earnest: "
"""Begins the line of a process's log that says why it could not go on."""
_OBJECTS_TO_A_COLLECTION: Final = 10_000
"""With Python's 700 a command spends a twelfth of its time on looking at modules that it has just loaded. Only for
commands, which end soon; a process that stays looks as often as Python does by itself."""
_DEEPEST: Final = 12
"""Causes of causes that are written down."""


class SystemRefused(Unavailable):
    """The system refused something that this needs."""

    code = "system_refused"
    remedy: ClassVar[str] = "Correct what the message names, and run the command again."

    def __init__(self, message: str, remedy: str) -> None:
        """Take the message, which names files and addresses of this machine, and what to do."""
        super().__init__()
        self.args = (message,)
        self.remedy = remedy  # pyright: ignore[reportAttributeAccessIssue] - one class, a sentence for each cause


_CAUSES: Final = {
    errno.ENOSPC: ("The disk is full", "Make room on the disk of the data folder (EARNEST_DATA), then run it again."),
    errno.EDQUOT: ("The quota of the disk is used up", "Make room, or name another data folder in EARNEST_DATA."),
    errno.EFBIG: ("The file may not grow any more", "Raise the limit for file sizes (ulimit -f), then run it again."),
    errno.EACCES: (
        "This may not be read or written",
        "Give your user the right to it, or name another one.",
    ),
    errno.EPERM: ("This is not allowed", "Run it as the user who owns the data folder (EARNEST_DATA)."),
    errno.EROFS: ("The disk can only be read", "Name a data folder on a disk that can be written in EARNEST_DATA."),
    errno.ENOENT: ("This is not there", "Name a file or folder that exists."),
    errno.ENOTDIR: ("A part of this path is no folder", "Name another data folder in EARNEST_DATA, or another path."),
    errno.EEXIST: ("Something else is there already", "Name another data folder in EARNEST_DATA, or another path."),
    errno.EISDIR: ("This is a folder", "Name a file."),
    errno.ENAMETOOLONG: ("This name is too long", "Name a shorter path."),
    errno.EADDRINUSE: ("Something else already listens on this port", "Stop it, or choose another port."),
    errno.EADDRNOTAVAIL: (
        "This machine has no such address",
        "Set the server's own EARNEST_…_BIND to an address of this machine.",
    ),
    errno.EMFILE: ("Too many files are open", "Raise the limit for open files (ulimit -n), then run it again."),
    errno.ENOMEM: ("There is not enough memory", "End other programs, then run it again."),
}
"""What a person can do about the system's errors; everything else is unforeseen."""


def run_to_exit_status(work: Callable[[], int], *, name: str, mark: str = "") -> int:
    """Do the work of a command or process; return its exit status, whatever happens.

    Args:
        work: returns the exit status.
        name: of the command or process; a single word, part of the name of a file.
        mark: stands before each sentence; `MARK` in processes, so that the supervisor finds it in their log.
    """
    _speak_safely()
    threading.excepthook = _note_thread
    look_for_garbage()
    if not mark:
        gc.set_threshold(_OBJECTS_TO_A_COLLECTION)
    try:
        return work()
    except KeyboardInterrupt:
        _say(mark, "Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; the interpreter must not complain about it once more at its end.
        _ = os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last place that can turn it into a sentence
        return explain(error, name=name, mark=mark)
    finally:
        # At its end the interpreter looks once more for garbage in everything; the system frees all memory anyway.
        gc.freeze()


def look_for_garbage() -> None:
    """Let Python look for garbage from now on, and never in what a start has made, which stays until the process ends.

    A process of ours starts without looking (`earnest.processes`).
    """
    gc.freeze()
    gc.enable()


def explain(error: Exception, *, name: str, mark: str = "") -> int:
    """Say what happened and what to do, on standard error; return the exit status."""
    known = as_known(error)
    if known is not None:
        _say(mark, f"{known.message} {known.remedy}".rstrip())
        return FAILED
    kind = type(error).__name__
    written = write_traceback(error, name=name)
    _say(mark, f"Earnest met something that it was not made for ({kind}), and stopped.")
    if written is not None:
        _say(mark, f"Where it happened is in {written}; that file holds no content and no secret.")
    _say(mark, "Run it again; if it happens again, report it with that file. Recordings and labels are as they were.")
    return UNFORESEEN


def as_known(error: BaseException) -> EarnestError | None:
    """Return an error of which a person can be told what to do; None for all others."""
    if isinstance(error, EarnestError):
        return error
    if type(error).__module__.partition(".")[0] == "psycopg":
        return SystemRefused(
            "The database cannot be reached, or refuses what this needs.",
            "Look at EARNEST_DATABASE (postgresql://user:password@host/database) and at log/postgres.log in the data"
            " folder.",
        )
    if isinstance(error, OSError) and error.errno in _CAUSES:
        what, remedy = _CAUSES[error.errno]
        place = _readable(error.filename)
        return SystemRefused(f"{what}: {place}." if place else f"{what}.", remedy)
    return None


def write_traceback(error: BaseException, *, name: str) -> Path | None:
    """Write where an error happened into a private file; return its path, None where none can be written.

    Only classes, files, lines and names of functions are written: messages and values could hold content or secrets.

    Args:
        error: what happened.
        name: part of the file's name.
    """
    text = "\n".join(_lines_of(error)) + "\n"
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    file = f"error-{name}-{stamp}-{token_hex(3)}.txt"
    for folder in (Path(os.environ.get("EARNEST_DATA") or "data").expanduser() / "log", Path(tempfile.gettempdir())):
        try:
            descriptor = os.open(folder / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as target:
                _ = target.write(text)
        except OSError:
            continue
        return folder / file
    return None


def _lines_of(error: BaseException) -> Iterator[str]:
    """Yield where an error and its causes happened, the last one first."""
    seen: BaseException | None = error
    for _ in range(_DEEPEST):
        if seen is None:
            return
        yield f"{type(seen).__module__}.{type(seen).__qualname__}"
        for frame in traceback.extract_tb(seen.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        seen = seen.__cause__ or seen.__context__


def _speak_safely() -> None:
    """Let names that are no text of this terminal's encoding be shown by their bytes instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _note_thread(arguments: threading.ExceptHookArgs) -> None:
    """Write down where a thread ended by an error, without the words of the error."""
    error = arguments.exc_value
    if error is not None and not isinstance(error, SystemExit):
        written = write_traceback(error, name="thread")
        _say("", f"A part of this process ended with {type(error).__name__}; {written or 'no file could be written'}.")


def _say(mark: str, sentence: str) -> None:
    """Write a sentence on standard error; where even that is gone, nothing can be said."""
    try:
        _ = sys.stderr.write(f"{mark}{sentence}\n")
        _ = sys.stderr.flush()
    except (OSError, ValueError):
        return


def _readable(name: object) -> str:
    """Return a file's name as text that can be printed; empty where the system named none."""
    if isinstance(name, bytes):
        name = os.fsdecode(name)
    return name.encode("utf-8", "backslashreplace").decode() if isinstance(name, str) else ""


__all__ = [
    "FAILED",
    "INTERRUPTED",
    "MARK",
    "UNFORESEEN",
    "as_known",
    "explain",
    "look_for_garbage",
    "run_to_exit_status",
    "write_traceback",
]
