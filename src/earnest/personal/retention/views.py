"""Views of retention: deletion, the end of the account, receipts, and how what is kept is used."""

from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.identifiers import RecordingId
from earnest.personal.customers.signed_in import COOKIE, CustomerSessions, customer_of
from earnest.personal.retention.choices import KeptSound, UseChoices, UseState
from earnest.personal.retention.deletion import CustomerDeletion, DeletionPreview
from earnest.personal.retention.deletion_receipts import ShownReceipt
from earnest.personal.retention.erasure import ErasedCounts
from earnest.personal.retention.errors import DeletionInvalid
from earnest.services.web import Form

_MOST_AT_ONCE: Final = 1000
"""Recordings of one request."""


class SeveralForm(Form):
    """Recordings that are deleted."""

    recording_ids: Annotated[list[str], Field(min_length=1, max_length=_MOST_AT_ONCE)]


class PreviewForm(Form):
    """What would be deleted: some recordings, or what was said in a period, or everything where neither is given."""

    recording_ids: Annotated[list[str], Field(min_length=1, max_length=_MOST_AT_ONCE)] | None = None
    since: str | None = None
    """ISO 8601 with a zone; included; together with `until`."""
    until: str | None = None


class PeriodForm(Form):
    """A period, such as a day where the customer is."""

    since: str
    """ISO 8601 with a zone; included."""
    until: str
    """The same; not included."""


class AccountClosingForm(Form):
    """The password once more, because nothing comes back."""

    password: Annotated[str, Field(max_length=200)]


class RetentionForm(Form):
    """Days after which recordings are deleted."""

    days: Annotated[int, Field(ge=1, le=180)]


class RestrictionForm(Form):
    """Whether everything is kept and not used."""

    restricted: bool


class DeletionRoutes:
    """Routes of deletion and of its receipts."""

    def __init__(self, deletion: CustomerDeletion, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._deletion = deletion
        self._sessions = sessions

    def receipt_router(self) -> APIRouter:
        """Return the route of receipts, which need no session: an account may be closed."""
        router = APIRouter(prefix="/api")
        router.add_api_route(
            "/deletions/{deletion_id}", self.get_deletion, methods=["GET"], response_model=ShownReceipt
        )
        return router

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("/utterances", self.delete_utterances, methods=["DELETE"], response_model=ErasedCounts)
        add("/utterances/{recording_id}", self.delete_utterance, methods=["DELETE"], response_model=ErasedCounts)
        add("/deletions", self.post_deletion, methods=["POST"], response_model=ErasedCounts)
        add("/deletions/preview", self.post_preview, methods=["POST"], response_model=DeletionPreview)
        add("/deletions/period", self.post_period, methods=["POST"], response_model=ErasedCounts)
        add("/account/closing", self.post_closing, methods=["POST"], response_model=ErasedCounts)
        return router

    def delete_utterances(self, request: Request) -> ErasedCounts:
        """Erase everything that the customer ever said; the customer's key is destroyed as well."""
        return self._deletion.delete_all(customer_of(request))

    def delete_utterance(self, recording_id: UUID, request: Request) -> ErasedCounts:
        """Erase one recording with all that was made from it; repeating it erases nothing."""
        return self._deletion.delete_one(customer_of(request), RecordingId(recording_id))

    def post_deletion(self, form: SeveralForm, request: Request) -> ErasedCounts:
        """Erase several recordings with all that was made from them.

        Raises:
            DeletionInvalid: one is no identifier; nothing was erased.
        """
        chosen = [RecordingId(_identifier(text)) for text in form.recording_ids]
        return self._deletion.delete_several(customer_of(request), chosen)

    def post_period(self, form: PeriodForm, request: Request) -> ErasedCounts:
        """Erase what was said in a period with all that was made from it.

        Raises:
            DeletionInvalid: it is no period; nothing was erased.
        """
        since, until = _period(form.since, form.until)
        return self._deletion.delete_period(customer_of(request), since, until)

    def post_preview(self, form: PreviewForm, request: Request) -> DeletionPreview:
        """Count what a deletion would erase; nothing is erased.

        Raises:
            DeletionInvalid: it is neither recordings nor a period nor nothing.
        """
        customer, ids = customer_of(request), form.recording_ids
        if form.since is not None and form.until is not None and ids is None:
            return self._deletion.preview_period(customer, *_period(form.since, form.until))
        if form.since is not None or form.until is not None:
            raise DeletionInvalid
        if ids is None:
            return self._deletion.preview_all(customer)
        return self._deletion.preview_several(customer, [RecordingId(_identifier(text)) for text in ids])

    def post_closing(self, form: AccountClosingForm, request: Request, response: Response) -> ErasedCounts:
        """Erase everything and close the account; every browser is signed out.

        Raises:
            CustomerSignInRefused: the password is wrong; nothing was changed.
            TooManyAttempts: too many failures for this login.
        """
        erased = self._deletion.close_account(customer_of(request), form.password)
        COOKIE.clear(response)
        return erased

    def get_deletion(self, deletion_id: UUID) -> ShownReceipt:
        """Return a deletion with its receipt and the proof that the log holds its hash; who knows it may read it.

        Raises:
            ReceiptMissing: there is none.
        """
        return self._deletion.receipt(deletion_id)


class UseRoutes:
    """Routes of what a customer decides about keeping and using, besides purposes."""

    def __init__(self, choices: UseChoices, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._choices = choices
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/use", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("", self.get_use, methods=["GET"], response_model=UseState)
        add("/kept", self.get_kept, methods=["GET"], response_model=KeptSound)
        add("/retention", self.put_retention, methods=["PUT"], response_model=UseState)
        add("/restriction", self.put_restriction, methods=["PUT"], response_model=UseState)
        add("/objection", self.post_objection, methods=["POST"], status_code=204)
        return router

    def get_use(self, request: Request) -> UseState:
        """Tell how long recordings are kept and whether they are used."""
        return self._choices.show(customer_of(request))

    def get_kept(self, request: Request) -> KeptSound:
        """Tell how much sound is kept, where it lies and when it ends."""
        return self._choices.measure(customer_of(request))

    def put_retention(self, form: RetentionForm, request: Request) -> UseState:
        """Keep recordings for so many days, never longer than the settings say; what is kept ends earlier too."""
        return self._choices.choose_retention(customer_of(request), form.days)

    def put_restriction(self, form: RestrictionForm, request: Request) -> UseState:
        """Keep everything and use nothing, or lift that."""
        return self._choices.restrict(customer_of(request), restricted=form.restricted)

    def post_objection(self, request: Request) -> None:
        """End every use but the own history."""
        self._choices.object(customer_of(request), session_token=COOKIE.read(request))


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise DeletionInvalid from None


def _period(since: str, until: str) -> tuple[datetime, datetime]:
    first, last = _moment(since), _moment(until)
    if last <= first:
        raise DeletionInvalid
    return first, last


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise DeletionInvalid from None
    if moment.tzinfo is None:
        raise DeletionInvalid
    return moment
