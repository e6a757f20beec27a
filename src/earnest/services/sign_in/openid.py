"""OpenID Connect as a client: a provider's addresses and keys, the exchange of a code, checked identity tokens."""

import base64
import json
import secrets
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from ipaddress import ip_address
from time import monotonic
from typing import IO, TYPE_CHECKING, Final, cast
from urllib.parse import quote, urlencode, urlsplit

from earnest.foundation.outgoing_http import NoAnswer, asked
from earnest.services.sign_in.provider_errors import (
    IdentityTokenRefused,
    LogoutTokenRefused,
    ProviderAnswerRefused,
    ProviderUnreachable,
)

if TYPE_CHECKING:
    from joserfc.jwk import KeySet, KeySetSerialization

ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
    "EdDSA",
)
"""Signatures with a public key only: with `none`, or with our own secret as the key, whoever answers could sign."""
LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
"""What a logout token says has happened."""
ASKED_WITHIN: Final = timedelta(minutes=5)
"""How long ago the provider may have asked the person; a session that lives on there begins none here."""
_LEEWAY: Final = timedelta(seconds=60)
"""How far the provider's clock may differ from ours."""
_TIMEOUT_SECONDS: Final = 10.0
_LARGEST_ANSWER: Final = 500_000
_KEPT_SECONDS: Final = 3_600
"""How long addresses and keys of a provider are used before they are read again."""
_AGAIN_SECONDS: Final = 30
"""How soon keys are read again because a token names one that is not known."""
_FAILED_SECONDS: Final = 5.0
"""How long a provider that did not answer is not asked for its addresses again."""
_WAIT_SECONDS: Final = 2.0
"""How long a request waits for another one that reads the addresses. Each holds a thread of the process, and playing a
clip needs one too: a provider that hangs must not hold them all."""

Claims = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAccess:
    """Where a provider is and how it knows us."""

    issuer: str
    """`https://`, or `http://` on this machine; exactly as the provider writes it."""
    client: str
    """Identifier that the provider gave us."""
    secret: str | None = field(repr=False)
    """What proves to the provider that we ask; None: PKCE alone does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenIdentity:
    """Whom an identity token names, and how the provider made sure."""

    issuer: str
    subject: str
    methods: frozenset[str]
    """Values of `amr` (RFC 8176), and `acr`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedElsewhere:
    """Whose session a provider has ended, and when it said so."""

    issuer: str
    subject: str
    said_at: datetime
    """To the second; a session that began later is not meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    authorization: str
    token: str
    end_session: str | None
    names_itself: bool
    """It says in each answer who it is (RFC 9207)."""
    keys_address: str
    keys: "KeySet"
    read_at: datetime


class OpenIdProvider:
    """One provider; its addresses and keys are read when first needed, after an hour, and for an unknown key."""

    def __init__(self, access: ProviderAccess) -> None:
        """Take where it is; nothing is asked yet."""
        self.access = access
        self._lock = threading.Lock()
        self._known: _Known | None = None
        self._not_before = 0.0

    def authorization_address(
        self, *, state: str, nonce: str, code_verifier: str, redirect_address: str, now: datetime
    ) -> str:
        """Return where the browser goes to sign in.

        Raises:
            ProviderUnreachable: it does not answer, or says nothing that can be used.
        """
        names = {
            "response_type": "code",
            "client_id": self.access.client,
            "redirect_uri": redirect_address,
            "scope": "openid",
            "state": state,
            "nonce": nonce,
            "code_challenge": _unpadded(sha256(code_verifier.encode("ascii")).digest()),
            "code_challenge_method": "S256",
            "max_age": str(int(ASKED_WITHIN.total_seconds())),
        }
        return _with_query(self._read(now).authorization, names)

    def sign_out_address(self, *, redirect_address: str, now: datetime) -> str | None:
        """Return where a person signs out at the provider; None where it has no such page.

        Raises:
            ProviderUnreachable: it does not answer.
        """
        page = self._read(now).end_session
        names = {"client_id": self.access.client, "post_logout_redirect_uri": redirect_address}
        return None if page is None else _with_query(page, names)

    def check_sender(self, stated: str | None, now: datetime) -> None:
        """Go on only where an answer names this provider, or names none and this provider never does (RFC 9207).

        Raises:
            ProviderAnswerRefused: another provider answers.
        """
        if stated is None:
            if self._read(now).names_itself:
                raise ProviderAnswerRefused
        elif stated != self.access.issuer:
            raise ProviderAnswerRefused

    def identify(
        self, code: str, *, code_verifier: str, redirect_address: str, nonce: str, now: datetime
    ) -> ProvenIdentity:
        """Exchange a code for an identity token and return whom it names.

        Raises:
            ProviderUnreachable: the provider does not answer.
            ProviderAnswerRefused: it does not take the code.
            IdentityTokenRefused: the token is not for us, not from it, not of this sign-in, or too old.
        """
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_address,
            "client_id": self.access.client,
            "code_verifier": code_verifier,
        }
        known = self._read(now)
        answer = self._ask(known.token, form)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise IdentityTokenRefused
        return self._identity(self._verified(token, known, now), nonce, now)

    def verify_logout(self, token: str, now: datetime) -> EndedElsewhere:
        """Return whose session the provider has ended, by its logout token.

        A token that is sent again says no more than before: it ends what began before it was made.

        Raises:
            ProviderUnreachable: the provider's keys cannot be read.
            LogoutTokenRefused: the token is not for us, not from it, too old, names no person, or is another kind.

        Source: OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6.
        """
        try:
            claims = self._verified(token, self._read(now), now)
        except IdentityTokenRefused:
            raise LogoutTokenRefused from None
        audience, subject, events = claims.get("aud"), claims.get("sub"), claims.get("events")
        audiences = cast("list[object]", audience) if isinstance(audience, list) else [audience]
        issued, expires = _moment(claims, "iat"), _moment(claims, "exp")
        oldest = now.timestamp() - (ASKED_WITHIN + _LEEWAY).total_seconds()
        fits = (
            claims.get("iss") == self.access.issuer
            and self.access.client in audiences
            and isinstance(events, dict)
            and LOGOUT_EVENT in events
            # With a nonce it would be an identity token, which says that a person signed in.
            and "nonce" not in claims
            and oldest <= issued <= now.timestamp() + _LEEWAY.total_seconds()
            # Older providers leave it out; then the moment at which it was made counts alone.
            and ("exp" not in claims or expires > now.timestamp() - _LEEWAY.total_seconds())
        )
        if not fits or not isinstance(subject, str) or not subject:
            raise LogoutTokenRefused
        return EndedElsewhere(
            issuer=self.access.issuer, subject=subject, said_at=datetime.fromtimestamp(int(issued), tz=UTC)
        )

    def _verified(self, token: str, known: _Known, now: datetime) -> Claims:
        from joserfc import jwt
        from joserfc.errors import JoseError

        try:
            return jwt.decode(token, known.keys, algorithms=list(ALGORITHMS)).claims
        except (JoseError, ValueError, KeyError, TypeError) as error:
            if (now - known.read_at).total_seconds() < _AGAIN_SECONDS:
                raise IdentityTokenRefused from error
        # The provider may have changed its keys since they were read.
        try:
            return jwt.decode(token, self._read(now, anew=True).keys, algorithms=list(ALGORITHMS)).claims
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise IdentityTokenRefused from error

    def _identity(self, claims: Claims, nonce: str, now: datetime) -> ProvenIdentity:
        audience = claims.get("aud")
        audiences = cast("list[object]", audience) if isinstance(audience, list) else [audience]
        issued, expires, asked = (_moment(claims, name) for name in ("iat", "exp", "auth_time"))
        subject, methods = claims.get("sub"), claims.get("amr", [])
        fits = (
            claims.get("iss") == self.access.issuer
            and self.access.client in audiences
            # A token for several parties says for whom it was made; another's token must not sign in here.
            and claims.get("azp", self.access.client if len(audiences) == 1 else None) == self.access.client
            and secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode())
            and expires > now.timestamp() - _LEEWAY.total_seconds()
            and issued <= now.timestamp() + _LEEWAY.total_seconds()
            and now.timestamp() - (ASKED_WITHIN + _LEEWAY).total_seconds() <= asked
            and asked <= now.timestamp() + _LEEWAY.total_seconds()
        )
        if not fits or not isinstance(subject, str) or not 1 <= len(subject) <= 255 or not isinstance(methods, list):  # noqa: PLR2004 - OpenID Connect Core, 2
            raise IdentityTokenRefused
        stated = {one for one in cast("list[object]", methods) if isinstance(one, str)}
        acr = claims.get("acr")
        return ProvenIdentity(
            issuer=self.access.issuer,
            subject=subject,
            methods=frozenset(stated | ({acr} if isinstance(acr, str) else set())),
        )

    def _read(self, now: datetime, *, anew: bool = False) -> _Known:
        with ExitStack() as held:
            if not self._lock.acquire(timeout=_WAIT_SECONDS):
                raise ProviderUnreachable
            _ = held.push(self._lock)
            known = self._known
            if known is not None and not anew and (now - known.read_at).total_seconds() < _KEPT_SECONDS:
                return known
            if monotonic() < self._not_before:
                raise ProviderUnreachable
            try:
                self._known = self._read_anew(now)
            except ProviderUnreachable:
                self._not_before = monotonic() + _FAILED_SECONDS
                raise
            return self._known

    def _read_anew(self, now: datetime) -> _Known:
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        found = self._ask(f"{self.access.issuer.removesuffix('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self.access.issuer:
            raise ProviderUnreachable
        end_session = found.get("end_session_endpoint")
        keys_address = self._address(found.get("jwks_uri"))
        try:
            keys = KeySet.import_key_set(cast("KeySetSerialization", cast("object", self._ask(keys_address))))
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise ProviderUnreachable from error
        return _Known(
            authorization=self._address(found.get("authorization_endpoint")),
            token=self._address(found.get("token_endpoint")),
            end_session=None if end_session is None else self._address(end_session),
            names_itself=found.get("authorization_response_iss_parameter_supported") is True,
            keys_address=keys_address,
            keys=keys,
            read_at=now,
        )

    def _address(self, value: object) -> str:
        """Return an address of the provider: over TLS, unless the provider is a program on this machine."""
        if not isinstance(value, str) or not is_safe_address(value):
            raise ProviderUnreachable
        return value

    def _ask(self, address: str, form: Mapping[str, str] | None = None) -> dict[str, object]:
        headers = {"accept": "application/json"}
        content = None if form is None else urlencode(form).encode("ascii")
        if form is not None and self.access.secret is not None:
            # RFC 6749, 2.3.1: both are form-encoded before they are joined.
            joined = f"{quote(self.access.client, safe='')}:{quote(self.access.secret, safe='')}"
            headers["authorization"] = f"Basic {base64.b64encode(joined.encode()).decode('ascii')}"
        try:
            # A provider that sends us elsewhere is not followed: what we send may hold a secret.
            with asked(address, timeout_seconds=_TIMEOUT_SECONDS, headers=headers, content=content) as answer:
                if answer.status == HTTPStatus.OK:
                    return _parsed(answer)
                taken = HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
        except (NoAnswer, ValueError):
            raise ProviderUnreachable from None
        raise ProviderAnswerRefused if form is not None and taken else ProviderUnreachable


def is_safe_address(address: str) -> bool:
    """Tell whether an address is one of TLS, or of a program on this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.username is not None or parts.fragment or not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host))


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parsed(answer: IO[bytes]) -> dict[str, object]:
    body = answer.read(_LARGEST_ANSWER + 1)
    found: object = json.loads(body) if len(body) <= _LARGEST_ANSWER else None
    if not isinstance(found, dict):
        raise ProviderUnreachable
    return cast("dict[str, object]", found)


def stated_issuer(token: str) -> str | None:
    """Return who a token says has signed it, which is not verified by this; None where it says nothing."""
    try:
        part = token.split(".")[1]
        claims: object = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (IndexError, ValueError):
        return None
    issuer = cast("Mapping[str, object]", claims).get("iss") if isinstance(claims, dict) else None
    return issuer if isinstance(issuer, str) else None


def _moment(claims: Claims, name: str) -> float:
    """Return a moment of a token; one that is missing, or larger than any clock, fits nothing."""
    value = claims.get(name)
    try:
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else float("nan")
    except OverflowError:
        return float("nan")


def _with_query(address: str, names: Mapping[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(names)}"


def _unpadded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode("ascii")
