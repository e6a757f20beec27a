"""Sweeping: what the personal worker ends again and again, so that no lost job lets anything live too long."""

import itertools
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from typing import Final
from uuid import UUID

from earnest.foundation.clock import Clock
from earnest.foundation.errors import Unavailable
from earnest.foundation.identifiers import ClipId, CustomerId, RecordingId, random_identifier
from earnest.handover.households import renew_households
from earnest.handover.withdrawals import WithdrawalReason, find_withdrawn
from earnest.personal.private_hours.store import delete_past
from earnest.personal.retention.erasure import QUERIES, RecordingErasure
from earnest.personal.tasks import DEIDENTIFY, deidentify_lock
from earnest.personal.vault.states import delete_rows
from earnest.personal.vault.store import OBJECT_PREFIX
from earnest.personal.vault.vault_keys import VAULT_KEY_PREFIX, destroy_vault_keys
from earnest.services.audit import RecordingErased, append
from earnest.services.database import Database
from earnest.services.jobs import Jobs
from earnest.services.objects import ObjectStore, Orphans
from earnest.services.shredding import ERASURE_KEY_PREFIX, destroy_erasure_keys, erasure_key_name, spoil_erasure_keys
from earnest.services.sign_in.attempts import ATTEMPT_WINDOW

CHOICES_COUNT_FOR: Final = timedelta(days=31)
"""Longer than the window of the cap per person."""
CLAIM_READABLE_FOR: Final = timedelta(days=30)
"""A claim is forgotten so long after its answer."""
CLAIM_LONGEST_LIFE: Final = timedelta(days=122)
"""And at the latest so long after it came in: three months of the law and a month."""
BATCH: Final = 200
"""Recordings that one turn looks at in one query."""
SPOKEN_WINDOW: Final = timedelta(days=1)
"""A spoken no that is older has had its job long ago."""
EMPTYING_BATCH: Final = 500
"""Recordings that go in one transaction where everything of a person does: it holds that person's lock for well under a
second."""
EMPTYING_SECONDS: Final = 20.0
"""How long a turn goes on with it before others have theirs."""
PATIENCE: Final = timedelta(minutes=15)
"""A chosen recording that waits longer gets a new job; the task can run twice."""


@dataclass(slots=True, kw_only=True)
class Sweeper:
    """Ends lives: end dates, links, erased recordings, objects without a row."""

    database: Database
    """Connections of the personal worker's role."""
    objects: ObjectStore
    erasure: RecordingErasure
    jobs: Jobs
    clock: Clock
    _renewed_on: date | None = field(init=False, default=None)
    """Day on which this process drew households; a new process draws them once more, which does no harm."""
    _ended: set[UUID] = field(init=False, default_factory=set[UUID])
    """Emptyings whose vault keys are destroyed; a new process does it once more, which does no harm."""
    _orphans: Orphans = field(init=False)
    _erasure_keys: Orphans = field(init=False)
    _vault_keys: Orphans = field(init=False)

    def __post_init__(self) -> None:
        """Take up recordings' objects, none of which was seen yet."""
        self._orphans = Orphans(objects=self.objects, prefix=OBJECT_PREFIX, clock=self.clock)
        self._erasure_keys = Orphans(
            objects=self.objects, prefix=erasure_key_name(OBJECT_PREFIX), clock=self.clock, are_keys=True
        )
        self._vault_keys = Orphans(objects=self.objects, prefix=VAULT_KEY_PREFIX, clock=self.clock, are_keys=True)

    def sweep(self) -> None:
        """Erase what is past its end date, finish erasures, cut links, start again what waits too long.

        What the database alone can do comes first: no link outlives its date because the object store is away.

        Raises:
            StoreUnavailable: ciphertext may be left; the next turn removes it.
        """
        self._erase_expired()
        now = self.clock.now()
        with self.database.transaction() as connection:
            _ = connection.execute(QUERIES["cut_links"], {"now": now})
            _ = connection.execute(QUERIES["delete_expired_sessions"], {"now": now})
            _ = connection.execute(QUERIES["delete_sign_in_failures"], {"before": now - ATTEMPT_WINDOW})
            delete_past(connection, now - timedelta(days=1))
            _ = connection.execute(
                QUERIES["delete_past_claims"],
                {"decided_before": now - CLAIM_READABLE_FOR, "made_before": now - CLAIM_LONGEST_LIFE},
            )
            _ = connection.execute(QUERIES["delete_chosen_counts"], {"before": (now - CHOICES_COUNT_FOR).date()})
        self._log_erasures()
        self._start_again()
        if self._renewed_on != now.date():
            self.renew_households()
            self._renewed_on = now.date()
        self.empty()
        self._remove_erased()
        with self.database.transaction() as connection:
            _ = connection.execute(QUERIES["delete_closed"])

    def empty(self) -> None:
        """Take away, batch by batch, what people had who deleted everything; it goes on in the next turn.

        First of all the vault key from which all of it hangs is destroyed, in case the portal could not: who holds old
        pages of PostgreSQL, the master key and the object store opens nothing from then on.
        """
        self._destroy_vault_keys()
        until = monotonic() + EMPTYING_SECONDS
        while monotonic() < until:
            with self.database.transaction() as connection:
                emptied = self.erasure.empty(connection, most=EMPTYING_BATCH)
            if emptied is None:
                return
            self.remove_recordings(emptied)

    def _destroy_vault_keys(self) -> None:
        """Destroy the vault keys of what is to be removed, and of what is older make all erasure keys unreadable."""
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES["list_emptied_vault_keys"], {"known": list(self._ended)}).fetchall()
            emptyings = {"emptying_ids": [row[0] for row in rows]}
            older = connection.execute(QUERIES["list_emptied_objects"], emptyings).fetchall() if rows else []
        # What the database alone can do does not wait for a store that is away; each batch tries its keys again.
        with suppress(Unavailable):
            self._destroy(rows)
            spoil_erasure_keys(self.objects, [str(row[0]) for row in older])
            self._ended = {row[0] for row in rows} | self._ended

    def _destroy(self, emptyings: Sequence[tuple[object, ...]]) -> None:
        """Destroy the vault keys of emptyings, and note it: none of them ends before.

        Raises:
            StoreUnavailable: whether they are gone is not known.
        """
        ended = [(emptying_id, str(name)) for emptying_id, name in emptyings if name is not None]
        destroy_vault_keys(self.objects, [name for _, name in ended])
        if ended:
            names = {"emptying_ids": [emptying_id for emptying_id, _ in ended]}
            with self.database.transaction() as connection:
                _ = connection.execute(QUERIES["note_destroyed_vault_keys"], names)

    def renew_households(self) -> None:
        """Draw the households of clips anew, so that what was linked on one day is not on the next (PS2, PS7).

        All of them in one transaction: a clip of yesterday and one of today are still known to be of one household.
        """
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES["list_households"]).fetchall()
            drawn = {customer_id: random_identifier() for _, customer_id in rows}
            renew_households(connection, {ClipId(clip_id): drawn[customer_id] for clip_id, customer_id in rows})

    def _log_erasures(self) -> None:
        """Tell the log what was erased on the days before.

        Each leaf has the end of its day as its time, and the order is that of the random identifiers: neither tells
        which of the day's withdrawn clips was made from which recording.
        """
        with self.database.transaction() as connection:
            scope = {"today": self.clock.now().date(), "limit": BATCH}
            rows = connection.execute(QUERIES["take_erasures"], scope).fetchall()
            for recording_id, reason, day in sorted(rows, key=lambda row: (row[2], row[0])):
                at = datetime.combine(day, time.min, UTC) + timedelta(days=1)
                _ = append(connection, RecordingErased(at=at, recording_id=RecordingId(recording_id), reason=reason))

    def _start_again(self) -> None:
        """Give chosen recordings that wait too long a new job, unless the queue has jobs: theirs may be among them."""
        with self.database.transaction() as connection:
            if self.jobs.count_waiting(connection) > 0:
                return
            scope = {"before": self.clock.now() - PATIENCE, "limit": BATCH}
            for row in connection.execute(QUERIES["list_waiting"], scope).fetchall():
                self.jobs.defer(connection, DEIDENTIFY, row[0], lock=deidentify_lock(row[0]))

    def withdraw_spoken(self) -> None:
        """Withdraw the clips of people who said no by voice, ahead of whatever else is in the queue (CN6)."""
        with self.database.transaction() as connection:
            since = self.clock.now() - SPOKEN_WINDOW
            rows = connection.execute(QUERIES["list_spoken"], {"since": since}).fetchall()
            withdrawn = find_withdrawn(connection, [ClipId(row[1]) for row in rows])
        people = dict.fromkeys(CustomerId(row[0]) for row in rows if row[1] not in withdrawn)
        for customer_id in itertools.islice(people, BATCH):
            with self.database.transaction() as connection:
                _ = self.erasure.enforce_decisions(connection, customer_id)

    def _erase_expired(self) -> None:
        with self.database.transaction() as connection:
            scope = {"now": self.clock.now(), "limit": BATCH}
            rows = connection.execute(QUERIES["list_expired"], scope).fetchall()
        expired: dict[CustomerId, list[RecordingId]] = {}
        for row in rows:
            expired.setdefault(CustomerId(row[1]), []).append(RecordingId(row[0]))
        for customer_id, recording_ids in expired.items():
            with self.database.transaction() as connection:
                _ = self.erasure.erase_recordings(connection, customer_id, recording_ids, WithdrawalReason.EXPIRED)

    def _remove_erased(self) -> None:
        """Remove what is erased and whose job was lost, or whose worker was killed; it goes on in the next turn."""
        until = monotonic() + EMPTYING_SECONDS
        while monotonic() < until:
            with self.database.transaction() as connection:
                rows = connection.execute(QUERIES["list_erased"], {"limit": EMPTYING_BATCH}).fetchall()
            self.remove_recordings([RecordingId(row[0]) for row in rows])
            if len(rows) < EMPTYING_BATCH:
                return

    def remove_recording(self, recording_id: RecordingId) -> None:
        """Remove erasure key, ciphertext, links and row of a recording whose key is destroyed; leaves any other alone.

        Until the erasure key is gone, whoever holds master key and PostgreSQL's files could still open the recording.

        Raises:
            StoreUnavailable: whether the object is gone is not known, so the row stays and this is done again.
        """
        self.remove_recordings([recording_id])

    def remove_recordings(self, recording_ids: Sequence[RecordingId]) -> None:
        """Do the same to several at once.

        Raises:
            StoreUnavailable: as for `remove_recording`; all their rows stay.
        """
        scope = {"recording_ids": list(recording_ids)}
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES["list_objects"], scope).fetchall()
        object_keys = [str(row[1]) for row in rows if row[1] is not None]
        destroy_erasure_keys(self.objects, object_keys)
        self.objects.delete_several(object_keys)
        removed = [RecordingId(row[0]) for row in rows]
        with self.database.transaction() as connection:
            _ = connection.execute(QUERIES["delete_links_of"], {"recording_ids": removed})
            delete_rows(connection, removed)

    def sweep_objects(self) -> None:
        """Remove objects and erasure keys of recordings without a row for an hour, and vault keys without a customer's.

        Objects without a row cannot be opened anyway. A vault key is left by a deletion while the store was away.
        """
        self._vault_keys.end(self._of_customers)
        self._orphans.end(self._owned)
        self._erasure_keys.end(self._with_row)

    def _of_customers(self, names: Sequence[str]) -> set[str]:
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES["list_vault_keys"], {"names": list(names)}).fetchall()
        return {str(row[0]) for row in rows}

    def _owned(self, keys: Sequence[str]) -> set[str]:
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES["list_object_keys"], {"object_keys": list(keys)}).fetchall()
        return {str(row[0]) for row in rows}

    def _with_row(self, erasure_keys: Sequence[str]) -> set[str]:
        object_keys = [name.removeprefix(ERASURE_KEY_PREFIX) for name in erasure_keys]
        return {erasure_key_name(key) for key in self._owned(object_keys)}
