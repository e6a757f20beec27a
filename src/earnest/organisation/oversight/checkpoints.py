"""Checkpoints: the audit log's head, kept signed."""

import threading
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager

from earnest.foundation.clock import Clock
from earnest.foundation.errors import EarnestError
from earnest.services.audit import LogDamaged, Signer, SignerKey
from earnest.services.audit.errors import NoteInvalid
from earnest.services.database import Database

_FRESH_SECONDS = 1.0
"""A head signed this recently is given out as it is, so that asking often costs nothing."""


class CheckpointSigner:
    """Keeps the log's head signed; safe to share between threads."""

    def __init__(self, database: Database, key: SignerKey, clock: Clock) -> None:
        """Take the connections of the administration role and the log's key."""
        self._database = database
        self._signer = Signer(key, clock)
        self._lock = threading.Lock()
        self._head: str | None = None
        self._signed_at = float("-inf")
        self._state = "unknown"
        self.public_key = key.verifier.line()
        """The key that verifies the head, one line."""

    def sign(self) -> str:
        """Sign the log if it grew, and return its newest head.

        Raises:
            LogDamaged: the log contradicts what was signed; nothing is signed any more.
            NoteInvalid: the newest checkpoint is not by this key; nothing is signed any more.
            DatabaseUnavailable: the database does not answer.
        """
        with self._lock:
            return self._sign()

    def read_again(self) -> None:
        """Read the whole log again, to notice changes of what was signed long ago.

        Raises:
            LogDamaged, NoteInvalid, DatabaseUnavailable: as `sign`.
        """
        with self._lock:
            with self._noting(), self._database.transaction() as connection:
                self._signer.read_again(connection)
            self._state = "ok"

    def head(self) -> str:
        """Return the newest head, signed at most a second ago.

        Raises:
            LogDamaged, NoteInvalid, DatabaseUnavailable: as `sign`.
        """
        with self._lock:
            if self._head is not None and time.monotonic() - self._signed_at < _FRESH_SECONDS:
                return self._head
            return self._sign()

    def health(self) -> Mapping[str, str]:
        """Tell what the last look at the log showed.

        `log` is `ok`, `damaged` (nothing is signed any more), or `unknown` before the first look. Rows that Earnest
        did not write are skipped, and counted here where there are any.
        """
        skipped = {
            "entries_skipped": self._signer.entries_skipped,
            "checkpoints_skipped": self._signer.checkpoints_skipped,
        }
        return {"log": self._state} | {name: str(count) for name, count in skipped.items() if count}

    def _sign(self) -> str:
        with self._noting(), self._database.transaction() as connection:
            note, _ = self._signer.sign(connection)
        self._head, self._signed_at, self._state = note, time.monotonic(), "ok"
        return note

    @contextmanager
    def _noting(self) -> Generator[None]:
        """Forget the head where it cannot be signed any more, and note damage for `health`."""
        try:
            yield
        except EarnestError as error:
            self._head = None
            if isinstance(error, LogDamaged | NoteInvalid):
                self._state = "damaged"
            raise
