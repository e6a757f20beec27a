"""The object store: ciphertext under random names, in a local folder, S3, Google Cloud Storage or Azure."""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Self

import obstore
from obstore import exceptions
from obstore.store import AzureStore, GCSStore, S3Store
from obstore.store import ObjectStore as AnyStore

from earnest.services.objects.errors import ObjectMissing, StoreFull, StoreUnavailable, StoreUnknown
from earnest.services.objects.folder import Folder
from earnest.services.objects.keys import check_object_key

_CONNECT = timedelta(seconds=5)
"""A store that does not accept within this time is tried again, then told as away."""
_ANSWER = timedelta(seconds=60)
"""For a whole object over a slow line: 2 MB, a minute of sound, are 0.3 Mbit/s."""
_RETRY: dict[str, timedelta | int] = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}

_AT_ONCE = 8
"""Objects that are removed side by side: a disk or a store that is far away answers each late, and many together. Of
100,000 keys that were written over one after the other each took 2.8 ms, eight at a time 0.14 (an SSD)."""

_FULL = ("(os error 28)", "(os error 122)", "StorageFull", "QuotaExceeded", "507 Insufficient Storage")
"""No space, quota used up (Linux), and how S3 servers and Azure say the same."""

_GONE = ("NoSuchBucket", "ContainerNotFound", "The specified bucket does not exist")


class ObjectStore:
    """Keeps ciphertext by name; put and delete are all or nothing, also when the process is killed."""

    def __init__(self, store: AnyStore, folder: Folder | None = None) -> None:
        """Use `ObjectStore.open`."""
        self._store = store
        self._folder = folder

    @classmethod
    def open(cls, url: str) -> Self:
        """Open a store by its address; a local folder is made if it is not there, with mode 0700.

        Credentials of S3, Google and Azure come from the environment (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`,
        `GOOGLE_SERVICE_ACCOUNT`, `AZURE_STORAGE_ACCOUNT_NAME` and so on).

        Args:
            url: `file:///folder`, `s3://bucket/prefix`, `gs://bucket/prefix` or `az://container/prefix`.

        Raises:
            StoreUnknown: the address names no store of these kinds.
            StoreUnavailable: the folder cannot be made, or the store's settings are incomplete.
            StoreFull: there is no room even for the folder.
        """
        with _translated():
            if url.startswith("file://"):
                folder = Folder.from_url(url)
                return cls(folder.open(), folder)
            return cls(_open_remote(url))

    @property
    def on_this_machine(self) -> bool:
        """Whether objects lie in a folder here and not in a store elsewhere."""
        return self._folder is not None

    def put(self, key: str, ciphertext: bytes) -> None:
        """Store an object whole, replacing one of the same name; when this returns it survives a crash.

        Args:
            key: name made by `random_object_key`.
            ciphertext: sealed content; the store never gets anything else.

        Raises:
            StoreFull: there is no room; nothing of it is left behind.
            StoreUnavailable: the store does not answer or refuses.
            ObjectKeyInvalid: the name could reach outside the store.
        """
        check_object_key(key)
        with _translated():
            try:
                _ = obstore.put(self._store, key, ciphertext, use_multipart=False)
                if self._folder is not None:
                    self._folder.synchronise(key)
            except FileNotFoundError:
                raise StoreUnavailable from None

    def put_new(self, key: str, ciphertext: bytes) -> bool:
        """Store an object whole where there is none of this name; of several who try at once, one does.

        Returns:
            True: it is stored and survives a crash. False: another is, or was a moment ago; it stays as it is.

        Raises:
            StoreFull, StoreUnavailable, ObjectKeyInvalid: as for `put`.
        """
        check_object_key(key)
        with _translated():
            try:
                if self._folder is not None:
                    return self._folder.create(key, ciphertext)
                _ = obstore.put(self._store, key, ciphertext, mode="create", use_multipart=False)
            except exceptions.AlreadyExistsError:
                return False
            except FileNotFoundError:
                raise StoreUnavailable from None
            return True

    def get(self, key: str) -> bytes:
        """Return an object.

        Raises:
            ObjectMissing: there is none of this name.
            StoreUnavailable: the store does not answer or refuses; whether the object is there is not known.
            ObjectKeyInvalid: the name could reach outside the store.
        """
        check_object_key(key)
        with _translated():
            try:
                return obstore.get(self._store, key).bytes().to_bytes()
            except FileNotFoundError as error:
                self._check_is_there(error)
                raise ObjectMissing from None

    def require(self, key: str) -> None:
        """Make sure that an object is there, without reading it.

        Raises:
            ObjectMissing: there is none of this name.
            StoreUnavailable: the store does not answer or refuses; whether the object is there is not known.
            ObjectKeyInvalid: the name could reach outside the store.
        """
        check_object_key(key)
        with _translated():
            try:
                _ = obstore.head(self._store, key)
            except FileNotFoundError as error:
                self._check_is_there(error)
                raise ObjectMissing from None

    def delete(self, key: str) -> None:
        """Remove an object; no error where it is gone already.

        Raises:
            StoreUnavailable: the store does not answer or refuses; whether the object is there is not known.
            ObjectKeyInvalid: the name could reach outside the store.
        """
        self.delete_several([key])

    def delete_several(self, keys: Sequence[str]) -> None:
        """Remove objects, some at a time; waits once for the disk instead of once for each.

        Raises:
            StoreUnavailable: as for `delete`; some may be gone and some not.
            ObjectKeyInvalid: as for `delete`; nothing was removed.
        """
        for key in keys:
            check_object_key(key)
        with _translated():
            _for_each(self._delete, keys)
            if keys and self._folder is not None:
                self._folder.synchronise_removal()

    def shred(self, key: str) -> None:
        """Remove an object that holds a key; in a local folder its bytes are written over before it goes.

        Writing over ends what a search of the files would find. It does not reach copies that the file system, the
        disk or a back-up made, nor older versions in a bucket that keeps them.

        Raises:
            StoreUnavailable: as for `delete`.
            ObjectKeyInvalid: the name could reach outside the store.
        """
        self.shred_several([key])

    def shred_several(self, keys: Sequence[str]) -> None:
        """Do the same to several, some at a time.

        Raises:
            StoreUnavailable: as for `delete`; some may be gone and some not.
            ObjectKeyInvalid: as for `delete`; nothing was removed.
        """
        for key in keys:
            check_object_key(key)
        if self._folder is not None:
            with _translated():
                _for_each(self._folder.overwrite, keys)
        self.delete_several(keys)

    def spoil_several(self, keys: Sequence[str]) -> None:
        """Make keys unreadable fast, for who shreds them right after: many more a second than `shred_several` removes.

        In a local folder their bytes are written over without waiting for the disk; elsewhere they are removed.

        Raises:
            StoreUnavailable: some may be readable still.
            ObjectKeyInvalid: a name could reach outside the store; nothing was done.
        """
        folder = self._folder
        if folder is None:
            self.delete_several(keys)
            return
        for key in keys:
            check_object_key(key)
        with _translated():
            _for_each(lambda key: folder.overwrite(key, wait=False), keys)

    def keys(self) -> Iterator[str]:
        """Yield the names of all objects, in no order; objects stored or removed meanwhile may or may not appear.

        In a local folder this also removes what a killed process had begun to write more than an hour ago.

        Raises:
            StoreUnavailable: the store does not answer or refuses.
        """
        if self._folder is not None:
            with _translated():
                self._folder.check_is_there()
                self._folder.remove_unfinished()
        with _translated():
            for page in obstore.list(self._store, chunk_size=500):
                for entry in page:
                    yield entry["path"]

    def _delete(self, key: str) -> None:
        try:
            _ = obstore.delete(self._store, key)
        except FileNotFoundError as error:
            self._check_is_there(error)

    def _check_is_there(self, error: FileNotFoundError) -> None:
        """Tell a missing object from a missing store: an erasure must not succeed because a disk is not mounted.

        Raises:
            StoreUnavailable: the folder or bucket itself is not there.
        """
        if any(sign in str(error) for sign in _GONE):
            raise StoreUnavailable from None
        if self._folder is not None:
            self._folder.check_is_there()


def _for_each(work: Callable[[str], None], keys: Sequence[str]) -> None:
    """Do something with each object, some at a time; after an error some were not tried."""

    def work_through(part: Sequence[str]) -> None:
        for key in part:
            work(key)

    if len(keys) <= _AT_ONCE:
        work_through(keys)
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for done in [pool.submit(work_through, keys[start::_AT_ONCE]) for start in range(_AT_ONCE)]:
            done.result()


def _open_remote(url: str) -> AnyStore:
    if url.startswith("s3://"):
        return S3Store.from_url(url, client_options=_client_options(), retry_config=_RETRY)
    if url.startswith("gs://"):
        return GCSStore.from_url(url, client_options=_client_options(), retry_config=_RETRY)
    if url.startswith("az://"):
        return AzureStore.from_url(url, client_options=_client_options(), retry_config=_RETRY)
    raise StoreUnknown


def _client_options() -> dict[str, timedelta | str | bool]:
    """Return how requests are made; without encryption only where the operator says so, as to a server beside us."""
    plain = os.environ.get("AWS_ALLOW_HTTP", "").lower() in ("true", "1")
    return {"connect_timeout": _CONNECT, "timeout": _ANSWER, "user_agent": "earnest", "allow_http": plain}


@contextmanager
def _translated() -> Generator[None]:
    """Turn the errors of obstore and of the system into ours, without their text, which holds addresses.

    Raises:
        StoreFull: there is no room.
        StoreUnavailable: anything else.
    """
    try:
        yield
    except (exceptions.BaseError, OSError, ValueError) as error:
        raise (StoreFull if _says_full(error) else StoreUnavailable) from None


def _says_full(error: Exception) -> bool:
    text = str(error)
    return any(sign in text for sign in _FULL) or text.startswith(("[Errno 28]", "[Errno 122]"))
