"""Views of accounts: sign in and out, who is signed in, devices."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.identifiers import DeviceId
from earnest.personal.customers.accounts import Accounts, account_of
from earnest.personal.customers.records import Account, DeviceToken, ListedDevice
from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.services.web import Form

Typed = Annotated[str, Field(max_length=200)]


class SignInForm(Form):
    """Login and password."""

    login: Typed
    password: Typed


class DeviceForm(Form):
    """Name of a new device."""

    name: Annotated[str, Field(min_length=1, max_length=100)]


class AccountRoutes:
    """Routes of accounts and devices."""

    def __init__(self, accounts: Accounts, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._accounts = accounts
        self._sessions = sessions

    def session_router(self) -> APIRouter:
        """Return the routes for signing in and out, the only ones that need no session."""
        router = APIRouter(prefix="/api")
        router.add_api_route("/session", self.post_session, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        router.add_api_route("/session", self.delete_session, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def router(self) -> APIRouter:
        """Return the routes for a signed-in customer."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("/me", self.get_me, methods=["GET"], response_model=Account)
        add("/devices", self.get_devices, methods=["GET"], response_model=tuple[ListedDevice, ...])
        created = HTTPStatus.CREATED
        add("/devices", self.post_device, methods=["POST"], status_code=created, response_model=DeviceToken)
        add("/devices/{device_id}", self.delete_device, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def post_session(self, form: SignInForm, request: Request, response: Response) -> None:
        """Sign in; an earlier session of this browser ends.

        Raises:
            CustomerSignInRefused: login or password is wrong; which one is not told.
            TooManyAttempts: too many failures for this login.
        """
        self._sessions.begin(request, response, self._accounts.sign_in(form.login, form.password))

    def delete_session(self, request: Request, response: Response) -> None:
        """Sign out; no error where there is no session."""
        self._sessions.sign_out(request, response)

    def get_me(self, request: Request) -> Account:
        """Tell who is signed in."""
        return account_of(customer_of(request))

    def get_devices(self, request: Request) -> tuple[ListedDevice, ...]:
        """Return the devices, revoked ones included, oldest first."""
        return self._accounts.list_devices(customer_of(request))

    def post_device(self, form: DeviceForm, request: Request) -> DeviceToken:
        """Add a device; its token is told this once.

        Raises:
            CustomerInvalid: the name is empty or cannot be printed.
        """
        return self._accounts.add_device(customer_of(request), form.name)

    def delete_device(self, device_id: UUID, request: Request) -> None:
        """Refuse a device from now on.

        Raises:
            DeviceMissing: the customer has no such device.
        """
        self._accounts.revoke_device(customer_of(request), DeviceId(device_id))
