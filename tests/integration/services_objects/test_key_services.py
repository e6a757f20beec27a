"""A master key that stays with AWS key management, over the real protocol on loopback (CR2)."""

import os
import socket
import sys
from collections.abc import Iterator
from uuid import UUID

import pytest
from support.amazon import Amazon, running_amazon

from earnest.services.cryptography import Binding, KeyUnreadable, MasterKey, SealBroken
from earnest.services.cryptography.errors import KeyServiceMissing, KeyServiceUnknown

CUSTOMER = Binding(kind="customer", identifier=UUID(int=1), version=1)
OTHER = Binding(kind="customer", identifier=UUID(int=2), version=1)


@pytest.fixture(scope="module")
def amazon() -> Iterator[Amazon]:
    with running_amazon() as server:
        yield server


@pytest.fixture
def address(amazon: Amazon) -> str:
    return amazon.create_key()


def test_a_key_is_wrapped_by_the_service_and_bound(address: str) -> None:
    key, wrapped = MasterKey.load(address).create_key(CUSTOMER)
    sealed = key.seal(b"sound", CUSTOMER)
    again = MasterKey.load(address)
    assert again.unwrap(wrapped, CUSTOMER).open(sealed, CUSTOMER) == b"sound"
    with pytest.raises(SealBroken):
        _ = again.unwrap(wrapped, OTHER)


# AWS answers InvalidCiphertextException or IncorrectKeyException here, moto AccessDeniedException, which with AWS means
# that this machine may not use the key; so both of our errors are right, and opening is not.
REFUSED = (SealBroken, KeyUnreadable)


@pytest.mark.parametrize("changed", [b"\x00", b"nonsense longer than a header of the service" * 4])
def test_what_the_service_did_not_wrap_is_refused(address: str, changed: bytes) -> None:
    with pytest.raises(REFUSED):
        _ = MasterKey.load(address).unwrap(changed, CUSTOMER)


def test_nothing_is_a_broken_seal(address: str) -> None:
    with pytest.raises(SealBroken):
        _ = MasterKey.load(address).unwrap(b"", CUSTOMER)


def test_another_key_of_the_service_does_not_unwrap(amazon: Amazon, address: str) -> None:
    _, wrapped = MasterKey.load(address).create_key(CUSTOMER)
    with pytest.raises(REFUSED):
        _ = MasterKey.load(amazon.create_key()).unwrap(wrapped, CUSTOMER)


def test_a_service_that_does_not_answer_is_not_a_broken_seal(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, wrapped = MasterKey.load(address).create_key(CUSTOMER)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{listener.getsockname()[1]}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    master = MasterKey.load(address)
    with pytest.raises(KeyUnreadable) as gone:
        _ = master.unwrap(wrapped, CUSTOMER)
    assert "127.0.0.1" not in str(gone.value)
    with pytest.raises(KeyUnreadable):
        _ = master.create_key(CUSTOMER)


def test_a_key_that_is_not_there(amazon: Amazon, address: str) -> None:
    missing = address[:-4] + "0000"
    with pytest.raises(KeyUnreadable):
        _ = MasterKey.load(missing).create_key(CUSTOMER)


def test_no_credentials(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("AWS_ACCESS", "AWS_SECRET"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    with pytest.raises(KeyUnreadable):
        _ = MasterKey.load(address).create_key(CUSTOMER)


@pytest.mark.parametrize("malformed", ["aws-kms://", "aws-kms://nonsense", "aws-kms://arn:aws:kms:"])
def test_a_malformed_address(malformed: str) -> None:
    with pytest.raises(KeyUnreadable):
        _ = MasterKey.load(malformed)


@pytest.mark.parametrize("unknown", ["hcvault://vault/keys/one", "https://example.org/key", "file:///key.json"])
def test_a_service_that_cannot_bind_is_refused(unknown: str) -> None:
    with pytest.raises(KeyServiceUnknown):
        _ = MasterKey.load(unknown)


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    # None in sys.modules is Python's own way to say that a module cannot be imported.
    for name in [name for name in sys.modules if name.startswith("tink.integration")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "boto3", None)
    monkeypatch.setitem(sys.modules, "google.cloud", None)
    for address in (
        "aws-kms://arn:aws:kms:eu-central-1:1:key/1",
        "gcp-kms://projects/p/locations/l/keyRings/r/cryptoKeys/k",
    ):
        with pytest.raises(KeyServiceMissing) as missing:
            _ = MasterKey.load(address)
        assert "earnest[" in missing.value.remedy
