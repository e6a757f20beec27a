"""Views: the portal over HTTP. Each parses, calls one function and answers."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Final, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from starlette.requests import Request

from earnest.foundation.identifiers import RecordingId
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.retention.erasure import Erased
from earnest.personal.transparency.errors import SessionEnded
from earnest.personal.transparency.payloads import (
    DecisionPayload,
    DeviceNamePayload,
    DevicePayload,
    ErasedPayload,
    HistoryPayload,
    HouseholdNamesPayload,
    IntentsPayload,
    MePayload,
    NewDevicePayload,
    NoticePayload,
    PurposePayload,
    SentCorrectionPayload,
    SentDraftPayload,
    SentNamesPayload,
    SignInPayload,
    UtterancePayload,
    WakeWeekPayload,
)
from earnest.personal.transparency.portal import ALL, HEARD, NOT_UNDERSTOOD, Portal
from earnest.personal.vault.content import Draft
from earnest.services.sign_in.tokens import SESSION_LENGTH
from earnest.services.web import NotSignedIn, SessionCookie
from earnest.speech.meaning.interpretation import Slot

_KEPT_AFTER: Final = timedelta(days=7)
"""How long a browser keeps the token of a session that has ended, so that the page can say that it has."""
COOKIE: Final = SessionCookie(
    name="earnest_customer", lifetime_seconds=int((SESSION_LENGTH + _KEPT_AFTER).total_seconds())
)


class Language(StrEnum):
    """Languages in which the page can be read."""

    ENGLISH = "en"
    GERMAN = "de"
    DUTCH = "nl"


class Only(StrEnum):
    """Which utterances of the history."""

    ALL = ALL
    NOT_UNDERSTOOD = NOT_UNDERSTOOD
    HEARD = HEARD


class PortalRoutes:
    """The portal's routes; all but signing in ask first who is there."""

    def __init__(self, portal: Portal) -> None:
        """Take what the routes work with."""
        self._portal = portal

    def session_router(self) -> APIRouter:
        """Return the routes for signing in and out."""
        router = APIRouter(prefix="/api")
        router.add_api_route("/session", self.post_session, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        router.add_api_route("/session", self.delete_session, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def own_router(self) -> APIRouter:
        """Return the routes for a signed-in customer."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._remember_customer)])
        add = router.add_api_route
        add("/me", self.get_me, methods=["GET"], response_model=MePayload)
        add("/purposes", self.get_purposes, methods=["GET"], response_model=tuple[PurposePayload, ...])
        add("/purposes/{purpose}", self.put_purpose, methods=["PUT"], response_model=PurposePayload)
        add("/notice", self.get_notice, methods=["GET"], response_model=NoticePayload)
        add("/intents", self.get_intents, methods=["GET"], response_model=IntentsPayload)
        add("/utterances", self.get_utterances, methods=["GET"], response_model=HistoryPayload)
        add("/utterances", self.delete_utterances, methods=["DELETE"], response_model=ErasedPayload)
        one = "/utterances/{recording_id}"
        add(one, self.delete_utterance, methods=["DELETE"], response_model=ErasedPayload)
        add(f"{one}/sound", self.get_sound, methods=["GET"], response_model=None)
        add(f"{one}/clip", self.get_clip, methods=["GET"], response_model=None)
        add(f"{one}/correction", self.put_correction, methods=["PUT"], response_model=UtterancePayload)
        add(f"{one}/draft", self.put_draft, methods=["PUT"], status_code=HTTPStatus.NO_CONTENT)
        add("/household-names", self.get_household_names, methods=["GET"], response_model=HouseholdNamesPayload)
        add("/household-names", self.post_household_names, methods=["POST"], response_model=HouseholdNamesPayload)
        add("/wake", self.get_wake, methods=["GET"], response_model=tuple[WakeWeekPayload, ...])
        add("/devices", self.get_devices, methods=["GET"], response_model=tuple[DevicePayload, ...])
        created = HTTPStatus.CREATED
        add("/devices", self.post_device, methods=["POST"], status_code=created, response_model=NewDevicePayload)
        add("/devices/{device_id}", self.delete_device, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def post_session(self, sent: SignInPayload, request: Request, response: Response) -> None:
        """Sign in."""
        COOKIE.write(response, self._portal.sign_in(sent.login, sent.password), request=request)

    def delete_session(self, request: Request, response: Response) -> None:
        """Sign out; no error where nobody is signed in."""
        token = COOKIE.find(request)
        if token is not None:
            self._portal.sign_out(token)
        COOKIE.clear(response)

    def get_me(self, request: Request) -> MePayload:
        """Tell who is signed in."""
        customer = _customer(request)
        return MePayload(
            login=customer.login,
            language=customer.language,
            region=customer.region,
            programme=customer.programme.value,
            household=customer.programme is Programme.HOUSEHOLD,
        )

    def get_purposes(self, request: Request, language: Language | None = None) -> tuple[PurposePayload, ...]:
        """Return the switches, in the language in which the page is read."""
        return self._portal.purposes(_customer(request), language)

    def put_purpose(self, purpose: str, sent: DecisionPayload, request: Request) -> PurposePayload:
        """Turn a switch."""
        return self._portal.decide(
            _customer(request),
            purpose,
            given=sent.given,
            wording_hash=sent.wording_hash,
            session_token=COOKIE.read(request),
        )

    def get_notice(self, request: Request, language: Language | None = None) -> NoticePayload:
        """Return the notice, in the language in which the page is read."""
        return NoticePayload(paragraphs=self._portal.notice(_customer(request), language))

    def get_intents(self) -> IntentsPayload:
        """Return what the assistant knows."""
        return IntentsPayload(intents=self._portal.intents())

    def get_utterances(
        self, request: Request, only: Only = Only.ALL, before: Annotated[datetime | None, Query()] = None
    ) -> HistoryPayload:
        """Return a page of the history; a moment without a zone is UTC."""
        aware = before.replace(tzinfo=UTC) if before is not None and before.tzinfo is None else before
        return self._portal.history(_customer(request), only=only.value, before=aware)

    def delete_utterances(self, request: Request) -> ErasedPayload:
        """Erase everything."""
        return _erased(self._portal.erase_all(_customer(request)))

    def delete_utterance(self, recording_id: UUID, request: Request) -> ErasedPayload:
        """Erase one recording."""
        return _erased(self._portal.erase_one(_customer(request), RecordingId(recording_id)))

    def get_sound(self, recording_id: UUID, request: Request) -> Response:
        """Return the own recording."""
        return _wav(self._portal.own_sound(_customer(request), RecordingId(recording_id)))

    def get_clip(self, recording_id: UUID, request: Request) -> Response:
        """Return what a reviewer hears."""
        return _wav(self._portal.clip_sound(_customer(request), RecordingId(recording_id)))

    def put_correction(self, recording_id: UUID, sent: SentCorrectionPayload, request: Request) -> UtterancePayload:
        """Keep a correction and, where asked, learn from it."""
        return self._portal.correct(
            _customer(request),
            RecordingId(recording_id),
            text=sent.text,
            intent=sent.intent,
            slots=_slots(sent.slots),
            learn=sent.learn,
        )

    def put_draft(self, recording_id: UUID, sent: SentDraftPayload, request: Request) -> None:
        """Keep what is written of a correction until it is sent."""
        draft = Draft(text=sent.text, intent=sent.intent, slots=_slots(sent.slots))
        self._portal.keep_draft(_customer(request), RecordingId(recording_id), draft)

    def get_household_names(self, request: Request) -> HouseholdNamesPayload:
        """Return the names that nobody may hear."""
        return self._portal.household_names(_customer(request))

    def post_household_names(self, sent: SentNamesPayload, request: Request) -> HouseholdNamesPayload:
        """Add names to the list and take some away."""
        return self._portal.edit_household_names(_customer(request), added=sent.added, removed=sent.removed)

    def get_wake(self, request: Request) -> tuple[WakeWeekPayload, ...]:
        """Return how often the devices woke up by accident, by week, newest first."""
        return self._portal.wake_weeks(_customer(request))

    def get_devices(self, request: Request) -> tuple[DevicePayload, ...]:
        """Return the devices."""
        return self._portal.devices(_customer(request))

    def post_device(self, sent: DeviceNamePayload, request: Request) -> NewDevicePayload:
        """Add a device."""
        return self._portal.add_device(_customer(request), sent.name)

    def delete_device(self, device_id: UUID, request: Request) -> None:
        """Refuse a device from now on."""
        self._portal.revoke_device(_customer(request), device_id)

    def _remember_customer(self, request: Request) -> None:
        """Find out who is signed in.

        Raises:
            NotSignedIn: nobody.
            SessionEnded: a session that this browser had has ended.
        """
        token = COOKIE.read(request)
        try:
            request.state.customer = self._portal.load_customer(token)
        except NotSignedIn:
            raise SessionEnded from None


def _customer(request: Request) -> Customer:
    return cast("Customer", request.state.customer)


def _slots(sent: dict[str, str]) -> tuple[Slot, ...]:
    return tuple(Slot(name=name, value=value) for name, value in sorted(sent.items()))


def _erased(erased: Erased) -> ErasedPayload:
    return ErasedPayload(recordings=erased.recordings, clips=erased.clips)


def _wav(sound: bytes) -> Response:
    return Response(content=sound, media_type="audio/wav")
