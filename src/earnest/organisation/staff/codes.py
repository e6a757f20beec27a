"""One-time codes (TOTP, RFC 6238): six digits, 30 seconds, one step of drift, each accepted once."""

import hmac
import io
import re
from datetime import datetime

import segno
from pyotp import random_base32
from pyotp.totp import TOTP

_STEP_SECONDS = 30
"""Time step of a code, as RFC 6238 recommends and authenticator apps expect."""
_DRIFT_STEPS = 1
"""Steps before and after the present one that are accepted, for clocks that differ; RFC 6238 recommends at most one."""
_ISSUER = "Earnest"
_CODE = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """Return a random secret: 160 bits in base 32."""
    return random_base32()


def accepted_step(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step that a code belongs to, or None where it fits none of the present, last and next.

    Whoever accepts the code must store the step and accept only a greater one from then on (RFC 6238 section 5.2).

    Args:
        secret: base 32.
        code: what was typed; spaces are passed over.
        now: aware.
    """
    typed = code.replace(" ", "")
    present = int(now.timestamp()) // _STEP_SECONDS
    generator = TOTP(secret, interval=_STEP_SECONDS)
    found: int | None = None
    for step in range(max(0, present - _DRIFT_STEPS), present + _DRIFT_STEPS + 1):
        if hmac.compare_digest(generator.generate_otp(step), typed if _CODE.fullmatch(typed) else ""):
            found = step
    return found


def enrolment_address(secret: str, name: str) -> str:
    """Return the `otpauth://` address that an authenticator app takes the secret from."""
    return TOTP(secret, interval=_STEP_SECONDS).provisioning_uri(name=name, issuer_name=_ISSUER)


def enrolment_picture(address: str) -> str:
    """Return the address as a QR code in SVG."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", scale=5, border=4, xmldecl=False)
    return out.getvalue().decode("utf-8")


def enrolment_characters(address: str) -> str:
    """Return the address as a QR code for a terminal: lines of block characters, two rows in each."""
    out = io.StringIO()
    segno.make_qr(address, error="l").terminal(out, compact=True, border=2)
    return out.getvalue()
