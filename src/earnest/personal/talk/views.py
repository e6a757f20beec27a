"""Views of talking in the page: this browser becomes a device, and what is said goes to the device gateway."""

import asyncio
import json
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Final, TypeVar

from fastapi import APIRouter, Depends, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from earnest.foundation.identifiers import DeviceId
from earnest.personal.customers.accounts import Accounts
from earnest.personal.customers.records import ListedDevice
from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.personal.talk.errors import (
    BrowserNotConnected,
    GatewayGone,
    NothingRecorded,
    TooManyTalk,
    WakeWordNotOffered,
)
from earnest.personal.talk.gateway_link import Exchange
from earnest.personal.talk.offered_wake_words import OfferedWakeWord, load_wake_model, offered_wake_words
from earnest.personal.talk.records import GatewayRefusal, TalkRecognition, TalkReply, TalkRings, TalkSentence, TalkState
from earnest.services.web import Form, SessionCookie

LONGEST_SECONDS: Final = 60
"""As much as the gateway takes at once."""
_LARGEST_BODY_BYTES: Final = 44 + (LONGEST_SECONDS + 1) * 16_000 * 2
"""A WAV file of that length as the page makes it: 16 kHz, 16 bits, one channel."""
_UTTERANCES: Final = "/api/talk/utterances"
_Told = TypeVar("_Told")
_RECOGNITIONS: Final = "/api/talk/recognitions"
LARGER_BODIES: Final[Mapping[str, int]] = {_UTTERANCES: _LARGEST_BODY_BYTES, _RECOGNITIONS: _LARGEST_BODY_BYTES}
"""Addresses that take more than the portal's others."""
_LONGEST_WAIT_SECONDS: Final = 25.0
"""Shorter than what proxies end."""
_MOST_AT_ONCE: Final = 16
"""Threads that wait for the gateway. Chosen for a household, not measured."""

COOKIE: Final = SessionCookie(
    name="earnest_talk", lifetime_seconds=int(timedelta(days=400).total_seconds()), path="/api/talk"
)
"""Token of the browser's device: no script reads it, and it goes nowhere but to these routes. It is worth nothing here
without a session of the same account. 400 days are the most that browsers keep."""


class BrowserForm(Form):
    """Under which name this browser is listed among the devices."""

    name: Annotated[str, Field(min_length=1, max_length=100)]


class TalkSentenceForm(Form):
    """A sentence that is typed instead of said."""

    text: Annotated[str, Field(min_length=1, max_length=500)]
    act: bool = False
    """Do what is asked for, as if it were said; else nothing is done."""


class BrowserTalkRoutes:
    """Routes of talking in the page."""

    def __init__(self, accounts: Accounts, sessions: CustomerSessions, *, gateway_address: str) -> None:
        """Take what the routes work with, and where the device gateway answers."""
        self._accounts = accounts
        self._sessions = sessions
        self._gateway_address = gateway_address
        # Apart from the threads of all other requests, so that slow answers stop no other page.
        self._threads = ThreadPoolExecutor(_MOST_AT_ONCE, thread_name_prefix="talk")
        self._under_way = 0
        self._waiters = ThreadPoolExecutor(_MOST_AT_ONCE, thread_name_prefix="rings")
        self._waiting = 0

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/talk", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("", self.get_state, methods=["GET"], response_model=TalkState)
        add("/device", self.post_device, methods=["POST"], response_model=TalkState)
        add("/device", self.delete_device, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT)
        add("/wake-words", self.get_wake_words, methods=["GET"], response_model=tuple[OfferedWakeWord, ...])
        add("/wake-words/{name}", self.get_wake_model, methods=["GET"], response_class=Response)
        add(
            "/utterances",
            self.post_utterance,
            methods=["POST"],
            response_model=TalkReply,
            dependencies=[Depends(self.require_browser)],
        )
        add(
            "/recognitions",
            self.post_recognition,
            methods=["POST"],
            response_model=TalkRecognition,
            dependencies=[Depends(self.require_browser)],
        )
        add(
            "/sentences",
            self.post_sentence,
            methods=["POST"],
            response_model=TalkSentence,
            dependencies=[Depends(self.require_browser)],
        )
        add(
            "/rings",
            self.get_rings,
            methods=["GET"],
            response_model=TalkRings,
            dependencies=[Depends(self.require_browser)],
        )
        add(
            "/rings",
            self.delete_rings,
            methods=["DELETE"],
            status_code=HTTPStatus.NO_CONTENT,
            dependencies=[Depends(self.require_browser)],
        )
        return router

    def get_state(self, request: Request) -> TalkState:
        """Tell whether this browser is a device of the account."""
        return TalkState(device=self._find_device(request), longest_seconds=LONGEST_SECONDS)

    def post_device(self, form: BrowserForm, request: Request, response: Response) -> TalkState:
        """Make this browser a device of the account; one that is already is left as it is.

        Raises:
            CustomerInvalid: the name is empty or cannot be printed.
        """
        if self._find_device(request) is None:
            added = self._accounts.add_device(customer_of(request), form.name)
            COOKIE.write(response, added.token, request=request)
            listed = self._accounts.find_device_by_token(customer_of(request), added.token)
            return TalkState(device=listed, longest_seconds=LONGEST_SECONDS)
        return self.get_state(request)

    def delete_device(self, request: Request, response: Response) -> None:
        """Revoke this browser as a device; no error where it is none."""
        device = self._find_device(request)
        if device is not None:
            self._accounts.revoke_device(customer_of(request), DeviceId(device.device_id))
        COOKIE.clear(response)

    def get_wake_words(self) -> tuple[OfferedWakeWord, ...]:
        """Tell which wake words the page can hear by itself, in the browser."""
        return offered_wake_words()

    def get_wake_model(self, name: str) -> Response:
        """Give the model of a wake word, a TensorFlow Lite file of some 60 kB; the browser runs it.

        Raises:
            WakeWordNotOffered: there is no such word.
        """
        model = load_wake_model(name)
        if model is None:
            raise WakeWordNotOffered
        return Response(model, media_type="application/octet-stream")

    def require_browser(self, request: Request) -> None:
        """Go on only where this browser is a device of who is signed in; before a byte of the sound is read.

        Raises:
            BrowserNotConnected: it is none, was revoked, or is a device of another account.
        """
        if self._find_device(request) is None:
            raise BrowserNotConnected

    async def post_utterance(
        self,
        request: Request,
        language: Annotated[str | None, Query(max_length=20, description="What is spoken, e.g. `de`.")] = None,
        wake_word: Annotated[
            str | None, Query(max_length=100, description="What the page heard; absent where a button was pressed.")
        ] = None,
    ) -> TalkReply | JSONResponse:
        """Answer what was said: the body is a WAV file; the answer has sound where a program that speaks is installed.

        A wake word that the page heard has to be in the sound: the gateway checks it, as for every device.

        What the gateway refuses is answered with its status and error.

        Raises:
            NothingRecorded: there is no sound.
            TooManyTalk: too many people talk at this moment.
            BrowserNotConnected: the browser was revoked meanwhile.
            GatewayGone: the gateway does not answer.
        """
        stated = {"language": language, "wake_word": wake_word}
        query = {"spoken": "true"} | {name: value for name, value in stated.items() if value is not None}
        exchange = await self._exchange(request, query, "/api/utterances")
        return await self._told(request, exchange, exchange.run)

    async def post_recognition(
        self,
        request: Request,
        language: Annotated[str | None, Query(max_length=20, description="What is spoken, e.g. `de`.")] = None,
    ) -> TalkRecognition | JSONResponse:
        """Tell what is heard and understood of a sound now: the body is a WAV file, such as an own recording.

        Nothing is done, counted or kept. Raises what talking does.
        """
        exchange = await self._exchange(
            request, {} if language is None else {"language": language}, "/api/recognitions"
        )
        return await self._told(request, exchange, exchange.recognise)

    async def post_sentence(
        self,
        form: TalkSentenceForm,
        request: Request,
        language: Annotated[str | None, Query(max_length=20, description="Of the sentence, e.g. `de`.")] = None,
    ) -> TalkSentence | JSONResponse:
        """Tell what a typed sentence is understood as and answered with; done only where `act` says so.

        Nothing of it is counted or kept. Raises what talking does.
        """
        exchange = Exchange(
            address=self._gateway_address,
            body=json.dumps({"text": form.text, "act": form.act, "spoken": True}).encode(),
            kind="application/json",
            token=COOKIE.find(request) or "",
            query={} if language is None else {"language": language},
            path="/api/sentences",
        )
        return await self._told(request, exchange, exchange.try_sentence)

    async def _exchange(self, request: Request, query: Mapping[str, str], path: str) -> Exchange:
        sound = await request.body()
        if not sound:
            raise NothingRecorded
        token = COOKIE.find(request) or ""
        return Exchange(address=self._gateway_address, body=sound, token=token, query=query, path=path)

    async def _told(
        self, request: Request, exchange: Exchange, ask: Callable[[], _Told | GatewayRefusal]
    ) -> _Told | JSONResponse:
        """Wait for what the gateway tells, as long as the browser does."""
        if self._under_way >= _MOST_AT_ONCE:
            raise TooManyTalk
        self._under_way += 1
        try:
            with _cancelled_where_left(request, exchange):
                answer = await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        finally:
            self._under_way -= 1
        if isinstance(answer, GatewayRefusal):
            told = {"code": answer.code, "message": answer.message, "remedy": answer.remedy}
            return JSONResponse(told, status_code=answer.status)
        return answer

    async def get_rings(
        self,
        request: Request,
        wait: Annotated[float, Query(ge=0, le=_LONGEST_WAIT_SECONDS, description="Seconds.")] = 0.0,
    ) -> TalkRings:
        """Tell which timers and alarms ring, as soon as one does, or after the time that is waited at most.

        Raises:
            TooManyTalk: too many pages wait at this moment.
            BrowserNotConnected: the browser was revoked meanwhile.
            GatewayGone: the gateway does not answer.
        """
        if self._waiting >= _MOST_AT_ONCE:
            raise TooManyTalk
        exchange = self._rings(request, "GET", {"wait": str(wait)})
        self._waiting += 1
        try:
            with _cancelled_where_left(request, exchange):
                return await asyncio.get_running_loop().run_in_executor(self._waiters, exchange.look_at_rings)
        finally:
            self._waiting -= 1

    def delete_rings(self, request: Request) -> None:
        """Silence what rings, at all devices of the household.

        Raises:
            GatewayGone: the gateway does not answer, or did not do it.
        """
        status, _ = self._rings(request, "DELETE", {}).send()
        if status != HTTPStatus.NO_CONTENT:
            raise GatewayGone

    def _rings(self, request: Request, method: str, query: Mapping[str, str]) -> Exchange:
        token = COOKIE.find(request) or ""
        return Exchange(address=self._gateway_address, token=token, query=query, method=method, path="/api/rings")

    def _find_device(self, request: Request) -> ListedDevice | None:
        token = COOKIE.find(request)
        return None if token is None else self._accounts.find_device_by_token(customer_of(request), token)


@contextmanager
def _cancelled_where_left(request: Request, exchange: Exchange) -> Generator[None]:
    """Cancel the exchange as soon as the browser closes its connection; its whole body was read before."""

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        exchange.cancel()

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        _ = watching.cancel()
