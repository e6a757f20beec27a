"""Errors of the object store; none of them names a key or an address.

Unavailable
├── StoreFull           there is no room
└── StoreUnavailable    the store does not answer, or refuses
    ├── StoreRefuses    it cannot be used as it is set up
    └── StoreSilent     it does not answer
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


class StoreRefuses(StoreUnavailable):
    """The object store cannot be used as it is set up."""

    code = "store_refuses"
    remedy = "Correct that setting or the store; docs/how-to/run-on-several-hosts.md says what a store has to allow."

    def __init__(self, cause: str) -> None:
        """Say why.

        Args:
            cause: a sentence without address, bucket and credentials, with what to do.
        """
        super().__init__()
        self.args = (f"The object store that EARNEST_OBJECTS names cannot be used: {cause}",)


class StoreSilent(StoreUnavailable):
    """The object store that EARNEST_OBJECTS names does not answer."""

    code = "store_silent"
    remedy = (
        "Check that it runs, that this machine reaches it, and that AWS_ENDPOINT_URL is its address where it is not "
        "Amazon's."
    )


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
