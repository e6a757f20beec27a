"""One-time codes as RFC 6238 has them, one step of drift, and nothing else passes (AC4)."""

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import BaseModel

from earnest.organisation.staff.codes import (
    accepted_step,
    enrolment_address,
    enrolment_characters,
    enrolment_picture,
    new_secret,
)


class Vectors(BaseModel):
    secret_ascii: str
    codes: dict[int, str]


VECTORS = Vectors.model_validate_json((Path(__file__).parents[3] / "vectors" / "rfc6238.json").read_text())
SECRET = base64.b32encode(VECTORS.secret_ascii.encode()).decode()


@pytest.mark.parametrize(("moment", "code"), VECTORS.codes.items())
def test_codes_of_the_standard(moment: int, code: str) -> None:
    now = datetime.fromtimestamp(moment, UTC)
    assert accepted_step(SECRET, code[-6:], now) == moment // 30
    assert accepted_step(SECRET, f"{code[-6:-3]} {code[-3:]}", now) == moment // 30


@pytest.mark.parametrize(("moment", "code"), VECTORS.codes.items())
def test_one_step_of_drift_and_no_more(moment: int, code: str) -> None:
    now = datetime.fromtimestamp(moment, UTC)
    for drift, passes in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        then = now + timedelta(seconds=30 * drift)
        assert accepted_step(SECRET, code[-6:], then) == (moment // 30 if passes else None)


@pytest.mark.parametrize(
    "code", ["", "28708", "2870822", "287082\n", "٢٨٧٠٨٢", "28708２", "abcdef", "94287082", "-87082", "\ud800"]
)
def test_what_is_no_code_never_passes(code: str) -> None:
    assert accepted_step(SECRET, code, datetime.fromtimestamp(59, UTC)) is None


@given(text=some.text(max_size=12))
def test_arbitrary_text_is_no_crash(text: str) -> None:
    step = accepted_step(SECRET, text, datetime.fromtimestamp(59, UTC))
    assert step is None or text.replace(" ", "").isascii()


def test_the_beginning_of_time() -> None:
    assert accepted_step(SECRET, "755224", datetime.fromtimestamp(0, UTC)) == 0


def test_secrets_are_long_and_differ() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(len(base64.b32decode(secret)) == 20 for secret in secrets)


def test_an_authenticator_app_gets_all_it_needs() -> None:
    address = enrolment_address(SECRET, "Anna Groß & Co/x?y")
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/Earnest:Anna Groß & Co/x?y"
    fields = parse_qs(parts.query)
    assert fields["secret"] == [SECRET]
    assert fields["issuer"] == ["Earnest"]


def test_the_pictures() -> None:
    address = enrolment_address(SECRET, "anna")
    svg = enrolment_picture(address)
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
    assert "script" not in svg
    lines = enrolment_characters(address).splitlines()
    assert len(lines) > 15
