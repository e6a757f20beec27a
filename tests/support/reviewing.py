"""Reviewing for tests: what the workbench does with a clip, without HTTP."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.deidentified.review.drafts import Drafts
from earnest.deidentified.review.leases import EVERYWHERE, take_lease
from earnest.deidentified.review.names import Names
from earnest.deidentified.review.payloads import DraftPayload
from earnest.deidentified.review.playing import ClipPlayer
from earnest.deidentified.review.records import HeldLease, Reviewer, WrittenLabel, WrittenRejection
from earnest.deidentified.review.routing import Routing
from earnest.deidentified.review.taking_back import TakingBack
from earnest.deidentified.review.verdicts import Verdicts
from earnest.foundation.identifiers import ClipId, StaffId
from earnest.handover.labels import LabelledSlot, ReviewerKind, WakeWordVerdict
from earnest.handover.reviews import LeasePurpose
from earnest.handover.taking import load_clip
from earnest.services.audit import Pseudonyms
from earnest.services.database import Database
from earnest.services.database.roles import Role
from earnest.services.jobs import Jobs, JobsSchema
from support.clips import HandoverSide

TEN_MINUTES = timedelta(minutes=10)
PSEUDONYMS = Pseudonyms(bytes(range(32)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """What one reviewer reviews with."""

    handover: HandoverSide
    reviewer: Reviewer
    player: ClipPlayer
    verdicts: Verdicts
    drafts: Drafts
    taking_back: TakingBack
    purpose: LeasePurpose = LeasePurpose.REVIEW
    routing: Routing = EVERYWHERE

    def take(self) -> HeldLease:
        """Lease a clip; there must be one."""
        database = self.handover.databases[Role.WORKBENCH]
        with database.transaction() as connection:
            lease = self.take_in(connection)
        assert lease is not None
        return lease

    def take_in(self, connection: Connection[TupleRow]) -> HeldLease | None:
        """Lease a clip where one waits."""
        return take_lease(
            connection,
            self.reviewer,
            now=self.handover.clock.now(),
            duration=TEN_MINUTES,
            purpose=self.purpose,
            routing=self.routing,
        )

    def listen(self, lease: HeldLease, *, seconds: float = 4.0) -> bytes:
        """Load the sound, let the time pass, and report it as played."""
        sound = self.player.open_clip_sound(lease.lease_id, self.reviewer)
        self.handover.clock.advance(timedelta(seconds=seconds))
        self.player.report_play(lease.lease_id, self.reviewer, played_milliseconds=int(seconds * 1000))
        return sound

    def keep_draft(self, clip_id: ClipId, *, transcript: str) -> None:
        """Keep a transcript that is being written about a held clip."""
        draft = DraftPayload(wake_word_verdict=None, transcript=transcript, intent="")
        with self.handover.databases[Role.WORKBENCH].transaction() as connection:
            clip = load_clip(connection, clip_id)
            self.drafts.keep(connection, clip, self.reviewer.staff_id, draft, now=self.handover.clock.now())

    def label_next(self, written: WrittenLabel) -> HeldLease:
        """Lease, listen to the end and label."""
        lease = self.take()
        _ = self.listen(lease)
        self.verdicts.label(lease.lease_id, self.reviewer, written)
        return lease


def open_reviewing(
    handover: HandoverSide,
    *,
    kind: ReviewerKind = ReviewerKind.REVIEWER,
    database: Database | None = None,
    purpose: LeasePurpose = LeasePurpose.REVIEW,
    routing: Routing = EVERYWHERE,
) -> Reviewing:
    """Return it for a new member of staff; with a database of its own where several work at the same time."""
    staff_id = StaffId(uuid4())
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into staff.members (staff_id, name, role, kind, password_hash, sealed_totp, created_at)"
            " values (%s, %s, 'reviewer', 'person', 'x', 'x', %s)",
            [staff_id, f"reviewer {staff_id}", handover.clock.now()],
        )
    database = database or handover.databases[Role.WORKBENCH]
    drafts = Drafts(handover_key=handover.handover_key, objects=handover.objects)
    return Reviewing(
        handover=handover,
        reviewer=Reviewer(staff_id=staff_id, kind=kind, pseudonym="a" * 32),
        player=ClipPlayer(
            database=database,
            objects=handover.objects,
            handover_key=handover.handover_key,
            pseudonyms=PSEUDONYMS,
            clock=handover.clock,
        ),
        verdicts=Verdicts(
            database=database,
            handover_key=handover.handover_key,
            objects=handover.objects,
            names=Names(handover_key=handover.handover_key, objects=handover.objects),
            jobs=Jobs(JobsSchema.DEIDENTIFIED),
            clock=handover.clock,
        ),
        drafts=drafts,
        taking_back=TakingBack(database=database, drafts=drafts, clock=handover.clock),
        purpose=purpose,
        routing=routing,
    )


def order(transcript: str | None = "a large latte", *, size: str = "large") -> WrittenLabel:
    """Return a label of a coffee order."""
    return WrittenLabel(
        wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE,
        transcript=transcript,
        unclear_words=(),
        intent="order",
        slots=(LabelledSlot(name="size", value=size),),
        entities=(),
        guideline_version=CURRENT_VERSION,
    )


def not_said() -> WrittenRejection:
    """Return the verdict on an accidental recording."""
    return WrittenRejection(
        reason="silence", wake_word_verdict=WakeWordVerdict.NOT_SAID, guideline_version=CURRENT_VERSION
    )
