"""Checking: whether an object store can be used, asked before anything is served from it, with the cause."""

from contextlib import suppress
from typing import Final

from earnest.services.objects.errors import ObjectMissing, StoreRefuses, StoreSilent, StoreUnavailable
from earnest.services.objects.keys import random_object_key
from earnest.services.objects.store import ObjectStore

_WRITES_OVER: Final = "it cannot write an object only where there is none (If-None-Match: *), which keys need."

_REFUSALS: Final = (
    (("NoSuchBucket", "ContainerNotFound", "bucket does not exist"), "the bucket does not exist; make it first."),
    (
        ("SignatureDoesNotMatch", "InvalidAccessKeyId", "InvalidToken", "ExpiredToken", "RequestTimeTooSkewed"),
        "it does not accept these credentials (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), or this clock is wrong.",
    ),
    (("AuthorizationHeaderMalformed", "PermanentRedirect"), "the bucket is in another region than AWS_REGION names."),
    (("BadScheme",), "AWS_ENDPOINT_URL is http, not https; AWS_ALLOW_HTTP=true allows that."),
    (
        ("InvalidCertificate", "UnknownIssuer"),
        "its certificate is not trusted; name the file of the authority that issued it in SSL_CERT_FILE.",
    ),
    (("NotImplemented", "501 Not Implemented"), _WRITES_OVER),
    (
        ("AccessDenied", "403 Forbidden", "401 Unauthorized"),
        "these credentials have too few rights; reading, writing, deleting and listing objects are needed.",
    ),
)
"""What S3 servers and the client say → what is wrong; the first that fits counts."""

_SILENCES: Final = ("kind: Connect", "kind: Timeout", "kind: Request", "kind: Interrupted")


def check_store(address: str, *, changes: bool) -> None:
    """Read, and where it has to work also write and delete, under a random name; nothing is left behind.

    Args:
        address: as `ObjectStore.open` takes it.
        changes: also try to write, list and delete.

    Raises:
        StoreUnknown: the address names no store of a kind that is known.
        StoreRefuses: the store answers and cannot be used, or the client's settings do not fit.
        StoreSilent: the store does not answer; the settings may be right.
        StoreUnavailable: anything else, such as a folder that cannot be made.
    """
    key = random_object_key()
    try:
        store = ObjectStore.open(address)
        with suppress(ObjectMissing):
            _ = store.get(key)
        if changes:
            _check_creating(store, key)
            _ = next(store.keys(), None)
    except StoreUnavailable as error:
        raise _explained(error) from None


def _check_creating(store: ObjectStore, key: str) -> None:
    """Write an object that is not there, try to write it again, and remove it.

    Raises:
        StoreRefuses: it was written over: of two processes that make a key at once, one would lose all that it sealed.
    """
    _ = store.put_new(key, b"checked")
    try:
        if store.put_new(key, b"checked twice"):
            raise StoreRefuses(_WRITES_OVER)
    finally:
        store.delete(key)


def _explained(error: StoreUnavailable) -> StoreUnavailable:
    """Return the error that names the cause; the store's own text holds addresses and goes no further."""
    said = str(error.__context__ or "")
    for signs, cause in _REFUSALS:
        if any(sign in said for sign in signs):
            return StoreRefuses(cause)
    return StoreSilent() if any(sign in said for sign in _SILENCES) else error
