"""Views of the workbench: each parses, calls one function, and builds one response."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from starlette.requests import Request

from earnest.deidentified.locks import hold_clip
from earnest.deidentified.review.ahead import fetch_ahead, give_back_ahead
from earnest.deidentified.review.catalogue import ReviewerProgress, load_catalogue, load_progress
from earnest.deidentified.review.day import ReviewerDay, load_day
from earnest.deidentified.review.giving import Workbench, give_next, sound_address
from earnest.deidentified.review.leases import (
    is_distressing,
    load_lease,
    load_open_lease,
)
from earnest.deidentified.review.notes import OwnNote, ShownNote
from earnest.deidentified.review.payloads import (
    AheadPayload,
    CataloguePayload,
    DraftPayload,
    KeyPayload,
    KeysPayload,
    LabelPayload,
    LeasePayload,
    NotePayload,
    PlayedPayload,
    PreferencesPayload,
    RejectionPayload,
    SoundAddress,
)
from earnest.deidentified.review.preferences import (
    ChosenKey,
    accepts_distressing,
    keep_keys,
    list_keys,
    set_accepts_distressing,
)
from earnest.deidentified.review.records import Reviewer
from earnest.deidentified.review.rules import DISTRESSING
from earnest.deidentified.review.taking_back import SentVerdict
from earnest.deidentified.review.tickets import SoundTickets
from earnest.foundation.errors import NotAllowed
from earnest.foundation.identifiers import LeaseId
from earnest.handover.stops import StopReason, StopScope, list_stops_for
from earnest.handover.taking import load_clip
from earnest.services.web import OnlyFor, SoundPieces, account_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStop:
    """What a reviewer is told of a stop."""

    scope: StopScope
    value: str | None
    """Country, language, purpose or programme; None for everything and for the reviewer's own employer."""
    reason: StopReason
    stopped_at: datetime | None
    """None where it cannot be known."""


class ReviewRoutes:
    """The routes of review; every one of them asks who is there first, so a disabled account is out at once (AC9)."""

    def __init__(
        self,
        workbench: Workbench,
        *,
        require_reviewer: Callable[[Request], Reviewer],
        require_listener: Callable[[Request], Reviewer],
        require_reader: Callable[[Request], None],
        require_shift: Callable[[Request], None],
        require_place: Callable[[Request], None],
        require_lead: Callable[[Request], None],
    ) -> None:
        """Take what the routes work with.

        Args:
            workbench: what the routes call.
            require_reviewer: returns who asks; raises where they may not review.
            require_listener: the same where they may neither review nor adjudicate.
            require_reader: raises where who asks may not read the catalogue.
            require_shift: raises where who asks may not be given sound here and now.
            require_place: raises where sound that was given may not go on playing here.
            require_lead: raises where who asks is no lead.
        """
        self._workbench = workbench
        self._require_reviewer = require_reviewer
        self._require_listener = require_listener
        self._require_reader = require_reader
        self._require_shift = require_shift
        self._require_place = require_place
        self._require_lead = require_lead
        self._tickets = SoundTickets(database=workbench.database)

    def reading_router(self) -> APIRouter:
        """Return the route for all who may read the catalogue; it gives no access to a clip."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._require_reader)])
        router.add_api_route("/catalogue", self.get_catalogue, methods=["GET"], response_model=CataloguePayload)
        return router

    def leading_router(self) -> APIRouter:
        """Return the routes for leads."""
        router = APIRouter(prefix="/api/notes", dependencies=[Depends(self._require_lead)])
        router.add_api_route("", self.get_notes, methods=["GET"], response_model=tuple[ShownNote, ...])
        router.add_api_route(
            "/{note_id}/done", self.post_note_done, methods=["POST"], status_code=HTTPStatus.NO_CONTENT
        )
        router.add_api_route(
            "/{note_id}/answer", self.post_note_answer, methods=["POST"], status_code=HTTPStatus.NO_CONTENT
        )
        return router

    def reviewing_router(self) -> APIRouter:
        """Return the routes for whoever holds a clip, and for reviewers that which gives one."""
        router = APIRouter(
            prefix="/api", dependencies=[Depends(OnlyFor(self._require_listener, who="signed-in staff who hear clips"))]
        )
        router.add_api_route(
            "/leases",
            self.post_lease,
            methods=["POST"],
            response_model=LeasePayload,
            dependencies=[Depends(self._require_reviewer), Depends(self._require_shift)],
            responses={HTTPStatus.NO_CONTENT.value: {"description": "Nothing waits."}},
        )
        router.add_api_route(
            "/leases/ahead",
            self.post_ahead,
            methods=["POST"],
            response_model=AheadPayload,
            dependencies=[Depends(self._require_reviewer), Depends(self._require_shift)],
            responses={HTTPStatus.NO_CONTENT.value: {"description": "Nothing is fetched ahead."}},
        )
        router.add_api_route("/leases/ahead", self.delete_ahead, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT)
        router.add_api_route(
            "/leases/{lease_id}/sound",
            self.post_sound,
            methods=["POST"],
            dependencies=[Depends(self._require_shift)],
            response_model=SoundAddress,
            status_code=HTTPStatus.CREATED,
        )
        router.add_api_route("/sounds/{ticket}", self.get_sound, methods=["GET"], response_class=SoundPieces)
        # The page reports each second while sound plays, and stops it where that is refused (WP6).
        router.add_api_route(
            "/leases/{lease_id}/played",
            self.post_played,
            methods=["POST"],
            dependencies=[Depends(self._require_place)],
            status_code=HTTPStatus.NO_CONTENT,
        )
        for name, endpoint in (
            ("return", self.post_return),
            ("skip", self.post_skip),
            ("note", self.post_note),
            ("label", self.post_label),
            ("reject", self.post_rejection),
            ("eject", self.post_eject),
            ("take-back", self.post_take_back),
        ):
            path = f"/leases/{{lease_id}}/{name}"
            router.add_api_route(path, endpoint, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        router.add_api_route(
            "/leases/{lease_id}/draft", self.put_draft, methods=["PUT"], status_code=HTTPStatus.NO_CONTENT
        )
        router.add_api_route("/stops", self.get_stops, methods=["GET"], response_model=tuple[ShownStop, ...])
        router.add_api_route("/day", self.get_day, methods=["GET"], response_model=ReviewerDay)
        router.add_api_route("/me/notes", self.get_own_notes, methods=["GET"], response_model=tuple[OwnNote, ...])
        router.add_api_route("/sent", self.get_sent, methods=["GET"], response_model=tuple[SentVerdict, ...])
        router.add_api_route("/preferences", self.get_preferences, methods=["GET"], response_model=PreferencesPayload)
        router.add_api_route("/preferences", self.put_preferences, methods=["PUT"], status_code=HTTPStatus.NO_CONTENT)
        router.add_api_route("/keys", self.get_keys, methods=["GET"], response_model=KeysPayload)
        router.add_api_route("/keys", self.put_keys, methods=["PUT"], status_code=HTTPStatus.NO_CONTENT)
        router.add_api_route("/progress", self.get_progress, methods=["GET"], response_model=ReviewerProgress)
        return router

    def post_lease(self, request: Request, ahead: UUID | None = None) -> Response | LeasePayload:
        """Give a clip, or the one that is held already; 204 where nothing waits. One with a draft comes first.

        Where `ahead` names what was fetched ahead and that clip may be given, it is, with the key of its sound; then it
        is logged as played.

        Raises:
            RestDue: a break or pause is due, or a limit is reached; a clip that is held already still comes.
            GuidelineUnconfirmed: there is a newer guideline than this reviewer has confirmed (RV6).
            ReviewStopped: an officer has stopped what this reviewer could be given, or a part and nothing else waits.
            NoClipFree: several reviewers asked at once and each attempt lost, or none of several could be opened.
            LogUnavailable: the log takes no line, so no clip is given (AD4).
        """
        named = None if ahead is None else LeaseId(ahead)
        lease = give_next(self._workbench, _reviewer(request), ahead=named)
        return Response(status_code=HTTPStatus.NO_CONTENT) if lease is None else lease

    def post_ahead(self, request: Request) -> Response | AheadPayload:
        """Give the sound of the clip that may come next, sealed; 204 where there is none, or no clip is held.

        It is no lease, counts as neither handed out nor heard, and is kept from others for minutes.

        Raises:
            RestDue: a break or pause is due.
            GuidelineUnconfirmed: there is a newer guideline than this reviewer has confirmed (RV6).
            ReviewStopped: an officer has stopped what this reviewer could be given.
        """
        ahead = fetch_ahead(self._workbench, _reviewer(request))
        return Response(status_code=HTTPStatus.NO_CONTENT) if ahead is None else ahead

    def delete_ahead(self, request: Request) -> None:
        """Give back what was fetched ahead; no error where nothing was."""
        give_back_ahead(self._workbench, _reviewer(request).staff_id)

    def post_sound(self, lease_id: UUID, request: Request) -> SoundAddress:
        """Give the address under which the sound of the held clip leaves once, within a minute (AU8).

        Raises:
            LeaseNotFound, LeaseEnded, ClipGone: the clip is not in this reviewer's hands (any more).
            ReviewStopped: an officer has stopped it.
        """
        workbench, staff_id = self._workbench, _reviewer(request).staff_id
        with workbench.database.transaction() as connection:
            lease = load_open_lease(connection, LeaseId(lease_id), staff_id, now=workbench.clock.now())
            _ = load_clip(connection, lease.clip_id)
            workbench.player.require_going(connection, lease, _reviewer(request))
            return SoundAddress(address=sound_address(connection, workbench, lease.lease_id, _reviewer(request)))

    def get_sound(self, ticket: str, request: Request) -> SoundPieces:
        """Let the sound of the held clip out piece by piece, without a name; a stop cuts it off (RG1).

        Raises:
            SoundAddressSpent: it left already, its minute is over, or the address was given to another.
            LeaseNotFound, LeaseEnded, ClipGone: the clip is not in this reviewer's hands (any more).
        """
        reviewer = _reviewer(request)
        lease_id = self._tickets.use(ticket, reviewer.staff_id, now=self._workbench.clock.now())
        sound = self._workbench.player.open_clip_sound(lease_id, reviewer)
        self._note_known(lease_id, reviewer)
        headers = {"accept-ranges": "none", "content-disposition": "inline", "content-length": str(len(sound))}
        return SoundPieces(self._workbench.player.pieces(sound, lease_id, reviewer), headers=headers)

    def post_played(self, lease_id: UUID, payload: PlayedPayload, request: Request) -> None:
        """Take a report of how much was played so far: the sum, in milliseconds.

        Raises:
            LeaseNotFound, LeaseEnded, ClipGone: the clip is not in this reviewer's hands (any more).
            ReviewStopped: an officer has stopped it; the page falls silent.
            SoundNotRequested: no sound left for this lease.
            PlayImplausible: more than can have been played since the sound left.
        """
        workbench, reviewer = self._workbench, _reviewer(request)
        workbench.player.report_play(LeaseId(lease_id), reviewer, played_milliseconds=payload.milliseconds)
        with workbench.database.transaction() as connection:
            workbench.limits.note_heard(connection, reviewer.staff_id, now=workbench.clock.now())

    def post_return(self, lease_id: UUID, request: Request) -> None:
        """Take a clip back without a verdict.

        Raises:
            LeaseNotFound: no such lease of this reviewer.
        """
        self._workbench.verdicts.give_back(LeaseId(lease_id), _reviewer(request))

    def post_skip(self, lease_id: UUID, request: Request) -> None:
        """Leave a clip for later with what was written about it; others may be given it.

        Raises:
            LeaseNotFound: no such lease of this reviewer.
        """
        self._workbench.verdicts.skip(LeaseId(lease_id), _reviewer(request))

    def post_note(self, lease_id: UUID, payload: NotePayload, request: Request) -> None:
        """Keep a note to the lead about the held clip, sealed with the clip's key.

        Raises:
            LeaseNotFound, LeaseEnded, ClipGone: the clip is not in this reviewer's hands (any more).
        """
        workbench, staff_id = self._workbench, _reviewer(request).staff_id
        with workbench.database.transaction() as connection:
            now = workbench.clock.now()
            lease = load_open_lease(connection, LeaseId(lease_id), staff_id, now=now)
            hold_clip(connection, lease.clip_id)
            workbench.notes.keep(connection, load_clip(connection, lease.clip_id), staff_id, payload.text, now=now)

    def post_label(self, lease_id: UUID, payload: LabelPayload, request: Request) -> None:
        """Take a label of a clip that was played to its end (RV1).

        Raises:
            LeaseNotFound, LeaseEnded, ClipGone: the clip is not in this reviewer's hands (any more).
            NotHeardToTheEnd: less was played than the clip is long.
            GuidelineUnconfirmed, GuidelineChanged: there is a newer guideline than was confirmed or shown (RV6).
            LabelUnusable: the label does not fit.
        """
        self._workbench.verdicts.label(
            LeaseId(lease_id), _reviewer(request), payload.parse(), keystrokes=payload.keystrokes
        )

    def post_rejection(self, lease_id: UUID, payload: RejectionPayload, request: Request) -> None:
        """Take a rejection; after three seconds of play, and for the reason `distressing` at once.

        Raises:
            LeaseNotFound, LeaseEnded, ClipGone: the clip is not in this reviewer's hands (any more).
            NotHeardLongEnough: less than three seconds were played.
            GuidelineUnconfirmed, GuidelineChanged: there is a newer guideline than was confirmed or shown (RV6).
            LabelUnusable: reason or verdict is none of the guideline's.
        """
        workbench, reviewer = self._workbench, _reviewer(request)
        workbench.verdicts.reject(LeaseId(lease_id), reviewer, payload.parse())
        if payload.reason == DISTRESSING:
            with workbench.database.transaction() as connection:
                now = workbench.clock.now()
                workbench.limits.note_rejected(connection, reviewer.staff_id, LeaseId(lease_id), now=now)

    def post_eject(self, lease_id: UUID, request: Request) -> None:
        """Take away a clip that is hard to bear (DC1), at any time; from then on only who chose such is given it.

        Raises:
            LeaseNotFound: no such lease of this reviewer.
        """
        workbench, reviewer = self._workbench, _reviewer(request)
        workbench.verdicts.eject(LeaseId(lease_id), reviewer)
        give_back_ahead(workbench, reviewer.staff_id)
        with workbench.database.transaction() as connection:
            now = workbench.clock.now()
            workbench.limits.note_ejected(connection, reviewer.staff_id, LeaseId(lease_id), now=now)

    def post_take_back(self, lease_id: UUID, request: Request) -> None:
        """Take back a label or rejection within ten minutes; the clip is the next that is given.

        Raises:
            LeaseNotFound: no such lease of this reviewer.
            ClipGone: the clip was withdrawn or erased meanwhile.
            TakenBackTooLate: ten minutes have passed, or it was taken back before.
            ClipWithAnother: another reviewer has it now.
        """
        workbench = self._workbench
        # What was taken back comes next, not what was fetched ahead.
        give_back_ahead(workbench, _reviewer(request).staff_id)
        workbench.taking_back.take_back(LeaseId(lease_id), _reviewer(request), duration=workbench.lease_duration)

    def put_draft(self, lease_id: UUID, payload: DraftPayload, request: Request) -> None:
        """Keep what was written so far, sealed with the clip's key, for at most twelve hours.

        Raises:
            LeaseNotFound, LeaseEnded, ClipGone: the clip is not in this reviewer's hands (any more).
        """
        workbench, staff_id = self._workbench, _reviewer(request).staff_id
        with workbench.database.transaction() as connection:
            now = workbench.clock.now()
            lease = load_open_lease(connection, LeaseId(lease_id), staff_id, now=now)
            # Held, so that a draft is never written after the clip was erased.
            hold_clip(connection, lease.clip_id)
            workbench.drafts.keep(connection, load_clip(connection, lease.clip_id), staff_id, payload, now=now)

    def get_sent(self, request: Request) -> tuple[SentVerdict, ...]:
        """Show what was sent within the last ten minutes, with its first words where a clip may be given."""
        workbench, with_words = self._workbench, self._may_hear(request)
        with workbench.database.transaction() as connection:
            return workbench.taking_back.list_sent(
                connection, _reviewer(request).staff_id, now=workbench.clock.now(), with_words=with_words
            )

    def get_day(self, request: Request, began_at: datetime | None = None) -> ReviewerDay:
        """Show the reviewer's own day: figures, and what was sent, since midnight where they are.

        Raises:
            DayUnfit: that is no midnight of today.
        """
        workbench, with_words = self._workbench, self._may_hear(request)
        with workbench.database.transaction() as connection:
            return load_day(
                connection,
                _reviewer(request).staff_id,
                workbench.taking_back,
                now=workbench.clock.now(),
                with_words=with_words,
                began_at=began_at,
            )

    def _may_hear(self, request: Request) -> bool:
        """Tell whether who asks may be given a clip here and now: only then are words of clips shown."""
        try:
            self._require_shift(request)
        except NotAllowed:
            return False
        return True

    def get_notes(self) -> tuple[ShownNote, ...]:
        """Show a lead the notes that no lead is done with."""
        with self._workbench.database.transaction() as connection:
            return self._workbench.notes.list_open(connection)

    def post_note_done(self, note_id: UUID) -> None:
        """Note that a lead is done with a note.

        Raises:
            NoteNotFound: there is no such note, or a lead was done with it before.
        """
        with self._workbench.database.transaction() as connection:
            self._workbench.notes.finish(connection, note_id, now=self._workbench.clock.now())

    def post_note_answer(self, note_id: UUID, payload: NotePayload) -> None:
        """Answer a note, which closes it; who wrote it reads the answer, and is not told to the lead.

        Raises:
            NoteNotFound: there is no such note, a lead was done with it before, or its clip is gone.
        """
        with self._workbench.database.transaction() as connection:
            self._workbench.notes.answer(connection, note_id, payload.text, now=self._workbench.clock.now())

    def get_own_notes(self, request: Request) -> tuple[OwnNote, ...]:
        """Show who asks what they wrote to the lead, and what was answered."""
        with self._workbench.database.transaction() as connection:
            return self._workbench.notes.list_own(connection, _reviewer(request).staff_id)

    def get_preferences(self, request: Request) -> PreferencesPayload:
        """Show what the reviewer has chosen."""
        with self._workbench.database.transaction() as connection:
            accepts = accepts_distressing(connection, _reviewer(request).staff_id)
        return PreferencesPayload(accepts_distressing=accepts)

    def put_preferences(self, payload: PreferencesPayload, request: Request) -> None:
        """Keep what the reviewer has chosen."""
        with self._workbench.database.transaction() as connection:
            set_accepts_distressing(connection, _reviewer(request).staff_id, accepts=payload.accepts_distressing)

    def get_keys(self, request: Request) -> KeysPayload:
        """Show which keys of the page the reviewer has changed."""
        with self._workbench.database.transaction() as connection:
            keys = list_keys(connection, _reviewer(request).staff_id)
        return KeysPayload(keys=[KeyPayload(action=key.action, chord=key.chord) for key in keys])

    def put_keys(self, payload: KeysPayload, request: Request) -> None:
        """Keep which keys of the page the reviewer has changed, instead of all changes before."""
        keys = [ChosenKey(action=key.action, chord=key.chord) for key in payload.keys]
        with self._workbench.database.transaction() as connection:
            keep_keys(connection, _reviewer(request).staff_id, keys)

    def get_stops(self, request: Request) -> tuple[ShownStop, ...]:
        """Tell what is stopped of that which this reviewer could be given, why and since when; never by whom."""
        workbench = self._workbench
        with workbench.database.transaction() as connection:
            route = workbench.routing.route_of(connection, _reviewer(request).staff_id)
            return tuple(
                ShownStop(
                    scope=stop.scope,
                    value=None if stop.scope is StopScope.VENDOR else stop.value,
                    reason=stop.reason,
                    stopped_at=stop.stopped_at,
                )
                for stop in list_stops_for(connection, route)
            )

    def get_catalogue(self) -> CataloguePayload:
        """Show what labels have named so far."""
        with self._workbench.database.transaction() as connection:
            return CataloguePayload(intents=load_catalogue(connection, self._workbench.meanings))

    def get_progress(self, request: Request, began_at: datetime | None = None) -> ReviewerProgress:
        """Show how much waits, and how much was done since midnight where the reviewer is.

        Raises:
            DayUnfit: that is no midnight of today.
        """
        with self._workbench.database.transaction() as connection:
            now, routing = self._workbench.clock.now(), self._workbench.routing
            staff_id = _reviewer(request).staff_id
            return load_progress(connection, staff_id, now=now, routing=routing, began_at=began_at)

    def _note_known(self, lease_id: LeaseId, reviewer: Reviewer) -> None:
        """Count a clip that leaves although it was marked as hard to bear: this reviewer chose such clips (DC3)."""
        workbench = self._workbench
        with workbench.database.transaction() as connection:
            lease = load_lease(connection, lease_id, reviewer.staff_id)
            warned = bool(load_clip(connection, lease.clip_id).description.warnings)
            if warned or is_distressing(connection, lease.clip_id):
                workbench.limits.note_known(connection, reviewer.staff_id, lease_id, now=workbench.clock.now())


def _reviewer(request: Request) -> Reviewer:
    """Return who asks, as the router's dependency found out.

    Raises:
        NotSignedIn: no reviewer was found, which the dependency does not let happen.
    """
    return account_of(request, Reviewer)
