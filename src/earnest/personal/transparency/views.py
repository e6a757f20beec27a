"""Views of transparency: history, sound, clip and correction of each utterance, and the notice."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.requests import Request

from earnest.foundation.identifiers import DeviceId, RecordingId
from earnest.personal.customers.reading import PageLanguage
from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.personal.disclosure.disclosures import Disclosure
from earnest.personal.transparency.explaining import CustomerInformation
from earnest.personal.transparency.history import read_position
from earnest.personal.transparency.own_history import HistoryFilter, OwnHistory
from earnest.personal.transparency.records import (
    HistoryPage,
    KnownIntents,
    Notice,
    ProvenPlays,
    ShownTrace,
    ShownUtterance,
)
from earnest.personal.vault.content import Draft
from earnest.services.web import Form, SoundResponse
from earnest.speech.meaning.interpretation import Slot

_MOST_SLOTS: Final = 30
"""No request has as many details; it bounds what one correction can store."""

_MOST_ALIKE: Final = 500
"""Recordings that one correction is for."""

Text = Annotated[str, Field(max_length=1000)]
Identifier = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", description="As it was shown."),
]
Name = Annotated[str, Field(min_length=1, max_length=100)]


class DraftForm(Form):
    """What was said and meant, as far as it is written."""

    text: Text
    intent: Name | None = None
    slots: Annotated[dict[Name, Text], Field(max_length=_MOST_SLOTS)] = Field(default={})


class CorrectionForm(DraftForm):
    """What was said and meant, and whether the customer's own assistant learns from it."""

    learn: bool = False
    also: Annotated[list[Identifier], Field(max_length=_MOST_ALIKE)] = Field(default=[])
    """Other own recordings that were heard alike and are corrected alike; those that are gone are left out."""


class UndoForm(Form):
    """Whose corrections are taken back."""

    recording_ids: Annotated[list[Identifier], Field(min_length=1, max_length=_MOST_ALIKE + 1)]
    """Own recordings; those that are gone or were not corrected are left out."""


class HistoryQuery(BaseModel):
    """Which utterances of the history."""

    only: HistoryFilter = HistoryFilter.ALL
    before: datetime | None = None
    since: datetime | None = None
    device: UUID | None = None
    search: Annotated[str, Field(max_length=200)] = ""
    after: Annotated[str, Field(max_length=100)] = ""


class TransparencyRoutes:
    """Routes of the history and of the notice."""

    def __init__(self, history: OwnHistory, explaining: CustomerInformation, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._history = history
        self._explaining = explaining
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("/notice", self.get_notice, methods=["GET"], response_model=Notice)
        add("/disclosures", self.get_disclosures, methods=["GET"], response_model=tuple[Disclosure, ...])
        add("/intents", self.get_intents, methods=["GET"], response_model=KnownIntents)
        add("/utterances", self.get_utterances, methods=["GET"], response_model=HistoryPage)
        one = "/utterances/{recording_id}"
        add(f"{one}/trace", self.get_trace, methods=["GET"], response_model=ShownTrace)
        add(f"{one}/plays", self.get_plays, methods=["GET"], response_model=ProvenPlays)
        add(f"{one}/sound", self.get_sound, methods=["GET"], response_class=SoundResponse)
        add(f"{one}/clip", self.get_clip, methods=["GET"], response_class=SoundResponse)
        add(f"{one}/correction", self.put_correction, methods=["PUT"], response_model=ShownUtterance)
        add("/corrections/undo", self.post_undo, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        add(f"{one}/draft", self.put_draft, methods=["PUT"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def get_notice(self, request: Request, language: PageLanguage | None = None) -> Notice:
        """Return the notice with the numbers of this moment, in the language in which the page is read."""
        return self._explaining.notice(customer_of(request), language)

    def get_disclosures(self, request: Request) -> tuple[Disclosure, ...]:
        """Tell when the customer was identified after a danger was heard, unless telling them is forbidden by law."""
        return self._explaining.disclosures(customer_of(request))

    def get_intents(self) -> KnownIntents:
        """Return the intents that the assistant knows or that labels name, with the names of their slots."""
        return self._explaining.intents()

    def get_utterances(self, request: Request, query: Annotated[HistoryQuery, Query()]) -> HistoryPage:
        """Return a page of the history, newest first, of a period, of a device, with some words.

        A moment without a zone is UTC; `after` is `next` of the page before. A page of a search may be empty and still
        have a next one: 500 utterances are opened at a time.

        Raises:
            PositionInvalid: `after` is something else.
        """
        return self._history.page(
            customer_of(request),
            only=query.only,
            before=_aware(query.before),
            since=_aware(query.since),
            device_id=None if query.device is None else DeviceId(query.device),
            search=query.search.strip(),
            after=read_position(query.after) if query.after else None,
        )

    def get_trace(self, recording_id: UUID, request: Request) -> ShownTrace:
        """Tell how one of the customer's own utterances was heard, understood and answered, stage by stage.

        Raises:
            RecordingMissing: this customer has no such recording.
            RecordingGone: it was erased.
        """
        return self._history.trace(customer_of(request), RecordingId(recording_id))

    def get_plays(self, recording_id: UUID, request: Request) -> ProvenPlays:
        """Return who listened, as leaves of the audit log with the proof that the signed log has each.

        Raises:
            RecordingMissing: this customer has no such recording.
            LogDamaged: the log does not hold what was signed.
        """
        return self._history.plays(customer_of(request), RecordingId(recording_id))

    def get_sound(self, recording_id: UUID, request: Request) -> SoundResponse:
        """Return the customer's own recording.

        Raises:
            RecordingMissing: this customer has no such recording.
            RecordingGone: it was erased.
        """
        return SoundResponse(self._history.open_sound(customer_of(request), RecordingId(recording_id)))

    def get_clip(self, recording_id: UUID, request: Request) -> SoundResponse:
        """Return what a reviewer hears but for the inaudible mark of a lease, byte for byte as it was placed.

        Raises:
            RecordingMissing: this customer has no such recording.
            NoClipYet: nothing was placed.
            ClipGone: the clip was withdrawn.
        """
        return SoundResponse(self._history.open_clip(customer_of(request), RecordingId(recording_id)))

    def put_correction(self, recording_id: UUID, form: CorrectionForm, request: Request) -> ShownUtterance:
        """Keep a correction and, where asked, learn from it.

        Raises:
            RecordingMissing: this customer has no such recording.
            RecordingGone: it was erased.
            ConsentMissing: learning is asked for without a yes to it; nothing is changed.
        """
        return self._history.correct(
            customer_of(request),
            RecordingId(recording_id),
            text=form.text,
            intent=form.intent,
            slots=_slots(form.slots),
            learn=form.learn,
            also=[RecordingId(UUID(other)) for other in form.also],
        )

    def post_undo(self, form: UndoForm, request: Request) -> None:
        """Take back corrections of own recordings, and forget what was learned from them."""
        ids = [RecordingId(UUID(one)) for one in form.recording_ids]
        self._history.undo_corrections(customer_of(request), ids)

    def put_draft(self, recording_id: UUID, form: DraftForm, request: Request) -> None:
        """Keep what is written of a correction, sealed with the recording's key, until it is sent.

        Raises:
            RecordingMissing: this customer has no such recording.
            RecordingGone: it was erased.
        """
        draft = Draft(text=form.text, intent=form.intent, slots=_slots(form.slots))
        self._history.keep_draft(customer_of(request), RecordingId(recording_id), draft)


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _slots(sent: dict[str, str]) -> tuple[Slot, ...]:
    return tuple(Slot(name=name, value=value) for name, value in sorted(sent.items()))
