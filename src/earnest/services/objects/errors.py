"""Errors of the object store; none of them names a key or an address.

Unavailable
├── StoreFull           there is no room
└── StoreUnavailable    the store does not answer, or refuses
NotFound
└── ObjectMissing       there is no object of this name
InvalidInput
├── StoreUnknown        the address names no store that Earnest can use
└── ObjectKeyInvalid    the name could not have been made by Earnest
"""

from earnest.foundation.errors import InvalidInput, NotFound, Unavailable


class StoreFull(Unavailable):
    """There is no room left in the object store; nothing was stored."""

    code = "store_full"
    remedy = "Make room on the disk or raise the quota of the object store, then send it again."
    status = 507


class StoreUnavailable(Unavailable):
    """The object store does not answer or refuses."""

    code = "store_unavailable"
    remedy = "Check that EARNEST_OBJECTS names a folder or bucket that is there and that this process may use."


class ObjectMissing(NotFound):
    """There is no such object in the store."""

    code = "object_missing"


class StoreUnknown(InvalidInput):
    """This is not the address of an object store."""

    code = "store_unknown"
    remedy = "Set EARNEST_OBJECTS to file:///folder, s3://bucket/prefix, gs://bucket/prefix or az://container/prefix."


class ObjectKeyInvalid(InvalidInput):
    """This is not the name of an object."""

    code = "object_key_invalid"
