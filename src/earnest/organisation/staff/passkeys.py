"""Passkeys (WebAuthn): a member signs in with a key that stays in its authenticator and works on our address only.

The library is loaded by the first passkey: 6 MiB, and a twentieth of what a start takes.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import StaffId
from earnest.organisation.staff.errors import PasskeyRefused, PasskeyUnknown
from earnest.organisation.staff.records import Member, Passkey
from earnest.services.audit import Pseudonyms, StaffPasskeyAdded, StaffPasskeyRemoved, StaffSignedIn, append
from earnest.services.database import load_queries
from earnest.services.sign_in.tokens import SESSION_LENGTH, new_token, text_hash

_QUERIES = load_queries("earnest.organisation.staff")
CHALLENGE_LENGTH: Final = timedelta(minutes=5)
"""How long a challenge may be signed."""
_CHALLENGE_BYTES: Final = 32
_UNREADABLE: Final = (ValueError, KeyError, TypeError)
"""What the library raises at an answer that is none, beside its own errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeySite:
    """Which pages a passkey is for."""

    host: str
    """Name of the host without port (relying party)."""
    origin: str
    """Scheme, host and port of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _HeldPasskey:
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _PasskeyRow:
    credential_id: bytes
    name: str
    created_at: datetime
    last_used_at: datetime | None

    def parse(self) -> Passkey:
        from webauthn.helpers import bytes_to_base64url

        return Passkey(
            identifier=bytes_to_base64url(bytes(self.credential_id)),
            name=self.name,
            created_at=self.created_at,
            last_used_at=self.last_used_at,
        )


def offer_registration(connection: Connection[TupleRow], member: Member, site: PasskeySite, now: datetime) -> str:
    """Return what the browser needs to make a passkey (PublicKeyCredentialCreationOptions, JSON)."""
    from webauthn import base64url_to_bytes, generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    present = [base64url_to_bytes(passkey.identifier) for passkey in list_passkeys(connection, member.staff_id)]
    options = generate_registration_options(
        rp_id=site.host,
        rp_name="Earnest",
        user_name=member.name,
        user_id=member.staff_id.bytes,
        challenge=_new_challenge(connection, member.staff_id, now),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=identifier) for identifier in present],
    )
    return options_to_json(options)


def add_passkey(
    connection: Connection[TupleRow],
    member: Member,
    answer: str,
    *,
    name: str,
    site: PasskeySite,
    now: datetime,
    pseudonyms: Pseudonyms,
) -> None:
    """Keep a passkey that a browser made for this challenge, this page and this member.

    Raises:
        PasskeyRefused: the answer does not verify, its challenge is spent, or the key is known already.
    """
    from webauthn import verify_registration_response
    from webauthn.helpers import parse_client_data_json, parse_registration_credential_json
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        credential = parse_registration_credential_json(answer)
        challenge = parse_client_data_json(credential.response.client_data_json).challenge
        names = {"challenge": challenge, "staff_id": member.staff_id, "since": now - CHALLENGE_LENGTH}
        if connection.execute(_QUERIES["use_challenge"], names).fetchone() is None:
            raise PasskeyRefused
        verified = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, *_UNREADABLE) as error:
        raise PasskeyRefused from error
    row = {
        "credential_id": verified.credential_id,
        "staff_id": member.staff_id,
        "public_key": verified.credential_public_key,
        "sign_count": verified.sign_count,
        "name": name,
        "now": now,
    }
    if connection.execute(_QUERIES["add_passkey"], row).fetchone() is None:
        raise PasskeyRefused
    _ = append(connection, StaffPasskeyAdded(at=now, member=pseudonyms.of(member.staff_id)))


def offer_sign_in(connection: Connection[TupleRow], site: PasskeySite, now: datetime) -> str:
    """Return what the browser needs to sign in with any passkey of ours (PublicKeyCredentialRequestOptions, JSON)."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=site.host,
        challenge=_new_challenge(connection, None, now),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def sign_in_with_passkey(
    connection: Connection[TupleRow], answer: str, *, site: PasskeySite, now: datetime, pseudonyms: Pseudonyms
) -> str:
    """Verify a passkey's signature and return a new session token.

    The authenticator has verified the person too, so these are two factors.

    Raises:
        PasskeyRefused: it does not verify, is of no active member, or its challenge is spent.
    """
    from webauthn import verify_authentication_response
    from webauthn.helpers import parse_authentication_credential_json, parse_client_data_json
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        credential = parse_authentication_credential_json(answer)
        challenge = parse_client_data_json(credential.response.client_data_json).challenge
        with connection.cursor(row_factory=class_row(_HeldPasskey)) as cursor:
            held = cursor.execute(_QUERIES["find_passkey"], {"credential_id": credential.raw_id}).fetchone()
        if held is None:
            raise PasskeyRefused
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=bytes(held.public_key),
            credential_current_sign_count=held.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, *_UNREADABLE) as error:
        raise PasskeyRefused from error
    token = new_token()
    row = connection.execute(
        _QUERIES["open_session_by_passkey"],
        {
            "credential_id": credential.raw_id,
            "challenge": challenge,
            "sign_count": verified.new_sign_count,
            "token_hash": text_hash(token),
            "now": now,
            "expires_at": now + SESSION_LENGTH,
        },
    ).fetchone()
    if row is None or not isinstance(row[0], UUID):
        raise PasskeyRefused
    _ = append(connection, StaffSignedIn(at=now, member=pseudonyms.of(row[0])))
    return token


def list_passkeys(connection: Connection[TupleRow], staff_id: StaffId) -> tuple[Passkey, ...]:
    """Return a member's passkeys, oldest first."""
    with connection.cursor(row_factory=class_row(_PasskeyRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(_QUERIES["list_passkeys"], {"staff_id": staff_id}))


def remove_passkey(
    connection: Connection[TupleRow], staff_id: StaffId, identifier: str, *, now: datetime, pseudonyms: Pseudonyms
) -> None:
    """Forget one passkey of a member.

    Raises:
        PasskeyUnknown: this member has none of this identifier.
    """
    from webauthn import base64url_to_bytes

    try:
        credential_id = base64url_to_bytes(identifier)
    except ValueError:
        raise PasskeyUnknown from None
    names = {"staff_id": staff_id, "credential_id": credential_id}
    if connection.execute(_QUERIES["remove_passkey"], names).fetchone() is None:
        raise PasskeyUnknown
    _ = append(connection, StaffPasskeyRemoved(at=now, member=pseudonyms.of(staff_id)))


def _new_challenge(connection: Connection[TupleRow], staff_id: StaffId | None, now: datetime) -> bytes:
    challenge = secrets.token_bytes(_CHALLENGE_BYTES)
    _ = connection.execute(_QUERIES["add_challenge"], {"challenge": challenge, "staff_id": staff_id, "now": now})
    return challenge
