"""Enrolled browsers: a key that stays in one browser, approved for a site, and the machine's posture (WP1)."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.settings import SettingInvalid
from earnest.organisation.staff.errors import BrowserMissing, BrowserRefused, BrowserUnknown, PostureRefused
from earnest.organisation.staff.passkeys import CHALLENGE_LENGTH
from earnest.organisation.staff.records import EnrolledBrowser, Member
from earnest.organisation.staff.rules import fitting_name
from earnest.organisation.staff.tenants import TenantScope
from earnest.services.audit import Pseudonyms, StaffBrowserApproved, StaffBrowserRemoved, StaffBrowserRequested, append
from earnest.services.database import load_queries
from earnest.services.sign_in.tokens import text_hash

if TYPE_CHECKING:
    from joserfc.jwk import ECKey, OKPKey

_QUERIES = load_queries("earnest.organisation.staff")
POSTURE_LENGTH: Final = timedelta(hours=8)
"""How long a statement of device management counts (WP1)."""
_CLOCKS_DIFFER: Final = timedelta(seconds=60)
_SIGNED_FOR: Final = b"earnest browser\n"
"""What is signed begins with this, so that a signature of a challenge can be used for nothing else."""
_POSTURE: Final[Mapping[str, bool]] = {
    "disk_encryption": True,
    "screen_lock": True,
    "system_up_to_date": True,
    "screen_recorder": False,
}
"""What device management has to state of a machine."""
_COORDINATE_BYTES: Final = 32
MOST_WAITING: Final = 10
"""Browsers of one member that wait for approval; more are refused until the administration has decided."""
_LONGEST_NAME: Final = 60


def load_posture_key(path: Path | None) -> "OKPKey | None":
    """Return the Ed25519 key that verifies statements of device management; None where none is set.

    Raises:
        SettingInvalid: it cannot be read, or is none.
    """
    if path is None:
        return None
    from joserfc.errors import JoseError
    from joserfc.jwk import OKPKey

    try:
        key = OKPKey.import_key(path.read_bytes())
    except (JoseError, ValueError, OSError):
        key = None
    if key is None or key.curve_name != "Ed25519" or key.is_private:
        raise SettingInvalid("EARNEST_POSTURE_KEY", "the path of a public Ed25519 key in PEM form")
    return key


def offer_challenge(connection: Connection[TupleRow], member: Member, now: datetime) -> str:
    """Return what the browser has to sign, Base64url; it counts once and for five minutes."""
    challenge = secrets.token_bytes(32)
    names = {"challenge": challenge, "staff_id": member.staff_id, "now": now}
    _ = connection.execute(_QUERIES["add_challenge"], names)
    return base64.urlsafe_b64encode(challenge).rstrip(b"=").decode("ascii")


def request_enrolment(
    connection: Connection[TupleRow],
    member: Member,
    *,
    name: str,
    public_key: str,
    challenge: str,
    signature: str,
    now: datetime,
    pseudonyms: Pseudonyms,
) -> str:
    """Keep the key of a browser that asks to be enrolled for its member's site; return its thumbprint.

    Args:
        connection: of the process's role.
        member: who asks.
        name: what they call the browser.
        public_key: P-256, as a JSON Web Key.
        challenge: of `offer_challenge`.
        signature: over it by the private half, as WebCrypto gives it (r and s), Base64url.
        now: aware.
        pseudonyms: how the member appears in the log.

    Raises:
        BrowserRefused: the key is none, the signature does not verify, the member has no site, or ten of theirs wait.
        MemberNameUnfit: the name cannot be read.
    """
    key = _public_key(public_key)
    _verify(connection, member, key, challenge, signature, now=now)
    names = {
        "thumbprint": key.thumbprint(),
        "public_key": json.dumps(key.as_dict(private=False), sort_keys=True),
        "name": fitting_name(name)[:_LONGEST_NAME],
        "staff_id": member.staff_id,
        "now": now,
        "most": MOST_WAITING,
    }
    if connection.execute(_QUERIES["request_browser"], names).fetchone() is None:
        raise BrowserRefused
    _ = append(connection, StaffBrowserRequested(at=now, member=pseudonyms.of(member.staff_id)))
    return key.thumbprint()


def use_browser(
    connection: Connection[TupleRow],
    member: Member,
    token: str,
    *,
    thumbprint: str,
    challenge: str,
    signature: str,
    place: str,
    country: str,
    now: datetime,
) -> None:
    """Note that a session is that of an enrolled browser, which signed a challenge.

    Raises:
        BrowserMissing: it is not enrolled for the member's site, or not approved yet.
        BrowserRefused: the signature does not verify.
    """
    names = {"thumbprint": thumbprint, "staff_id": member.staff_id, "token_hash": text_hash(token)}
    row = connection.execute(_QUERIES["find_browser_of_site"], names).fetchone()
    if row is None:
        raise BrowserMissing
    _verify(connection, member, _public_key(str(row[0])), challenge, signature, now=now)
    _ = connection.execute(_QUERIES["use_browser"], {**names, "place": place, "country": country})


def take_posture(connection: Connection[TupleRow], statement: str, key: "OKPKey | None", now: datetime) -> bool:
    """Take what device management states of the machine of one enrolled browser, and tell whether it is in order.

    Args:
        connection: of the process's role.
        statement: a JSON Web Token, signed with Ed25519: `sub` is the thumbprint of the browser's key, `iat` when it
            was stated, `disk_encryption`, `screen_lock` and `system_up_to_date` are true, `screen_recorder` is false.
        key: that of device management; None: no statement counts.
        now: aware.

    Raises:
        PostureRefused: not signed by that key, too old, or of a browser that is not enrolled.
    """
    if key is None:
        raise PostureRefused
    from joserfc import jwt
    from joserfc.errors import JoseError

    try:
        claims = jwt.decode(statement, key, algorithms=["EdDSA", "Ed25519"]).claims
    except (JoseError, ValueError, KeyError, TypeError):
        raise PostureRefused from None
    stated, subject = claims.get("iat"), claims.get("sub")
    if isinstance(stated, bool) or not isinstance(stated, int | float) or not isinstance(subject, str):
        raise PostureRefused
    try:
        at = datetime.fromtimestamp(stated, tz=now.tzinfo)
    except (OverflowError, ValueError, OSError):
        # A number that is no moment: too large for a clock, or none at all.
        raise PostureRefused from None
    if not now - POSTURE_LENGTH < at <= now + _CLOCKS_DIFFER:
        raise PostureRefused
    in_order = all(claims.get(name) is value for name, value in _POSTURE.items())
    # A machine that is not in order any more loses what an earlier statement gave it.
    names = {"thumbprint": subject, "at": at if in_order else None, "stated": at}
    if connection.execute(_QUERIES["state_posture"], names).fetchone() is None:
        raise PostureRefused
    return in_order


def list_browsers(connection: Connection[TupleRow], scope: TenantScope) -> tuple[EnrolledBrowser, ...]:
    """Return the browsers of the sites within a scope, those that wait for approval first."""
    with connection.cursor(row_factory=class_row(EnrolledBrowser)) as cursor:
        return tuple(cursor.execute(_QUERIES["list_browsers"], {"scope": scope.vendor_id}))


def approve_browser(
    connection: Connection[TupleRow], thumbprint: str, scope: TenantScope, *, now: datetime, pseudonyms: Pseudonyms
) -> None:
    """Approve a browser that asks to be enrolled.

    Raises:
        BrowserUnknown: none waits under this thumbprint within the scope.
    """
    names = {"thumbprint": thumbprint, "scope": scope.vendor_id, "now": now}
    row = connection.execute(_QUERIES["approve_browser"], names).fetchone()
    if row is None:
        raise BrowserUnknown
    _ = append(connection, StaffBrowserApproved(at=now, member=pseudonyms.of(row[0])))


def remove_browser(
    connection: Connection[TupleRow], thumbprint: str, scope: TenantScope, *, now: datetime, pseudonyms: Pseudonyms
) -> None:
    """Remove a browser; from the commit on no clip is given in it.

    Raises:
        BrowserUnknown: there is none of this thumbprint within the scope.
    """
    row = connection.execute(
        _QUERIES["remove_browser"], {"thumbprint": thumbprint, "scope": scope.vendor_id}
    ).fetchone()
    if row is None:
        raise BrowserUnknown
    _ = append(connection, StaffBrowserRemoved(at=now, member=pseudonyms.of(row[0])))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftBrowser:
    """The enrolled browser of a shift."""

    posture_at: datetime | None

    def posture_counts(self, now: datetime) -> bool:
        """Tell whether device management stated within eight hours that the machine is in order."""
        return self.posture_at is not None and now - POSTURE_LENGTH < self.posture_at


def find_shift_browser(connection: Connection[TupleRow], member: Member, token: str) -> ShiftBrowser | None:
    """Return the browser that signed the challenge of a session, while it is approved for the member's site."""
    names = {"token_hash": text_hash(token), "staff_id": member.staff_id}
    with connection.cursor(row_factory=class_row(ShiftBrowser)) as cursor:
        return cursor.execute(_QUERIES["find_shift_browser"], names).fetchone()


def _public_key(text: str) -> "ECKey":
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    try:
        value: object = json.loads(text)
        if not isinstance(value, dict):
            raise BrowserRefused
        parts = cast("dict[str, object]", value)
        # Only what a public P-256 key consists of: a private half, or another curve, is refused or left out.
        kept: dict[str, str | list[str]] = {name: str(parts.get(name)) for name in ("kty", "crv", "x", "y")}
        key = ECKey.import_key(kept)
    except (JoseError, ValueError, KeyError, TypeError):
        raise BrowserRefused from None
    if key.curve_name != "P-256":
        raise BrowserRefused
    return key


def _verify(
    connection: Connection[TupleRow], member: Member, key: "ECKey", challenge: str, signature: str, *, now: datetime
) -> None:
    try:
        signed, given = _bytes(challenge), _bytes(signature)
    except ValueError:
        raise BrowserRefused from None
    names = {"challenge": signed, "staff_id": member.staff_id, "since": now - CHALLENGE_LENGTH}
    if connection.execute(_QUERIES["use_challenge"], names).fetchone() is None:
        raise BrowserRefused
    if len(given) != 2 * _COORDINATE_BYTES:
        raise BrowserRefused
    parts = (int.from_bytes(given[:_COORDINATE_BYTES]), int.from_bytes(given[_COORDINATE_BYTES:]))
    try:
        key.public_key.verify(encode_dss_signature(*parts), _SIGNED_FOR + signed, ECDSA(SHA256()))
    except InvalidSignature:
        raise BrowserRefused from None


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
