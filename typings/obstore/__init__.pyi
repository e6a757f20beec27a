from collections.abc import Iterator, Sequence
from typing import Literal, TypedDict

from obstore import exceptions as exceptions
from obstore import store as store
from obstore.store import ObjectStore

class ObjectMeta(TypedDict):
    path: str
    size: int

class Bytes:
    def to_bytes(self) -> bytes: ...

class GetResult:
    def bytes(self) -> Bytes: ...

def put(
    store: ObjectStore,
    path: str,
    file: bytes,
    *,
    mode: Literal["create", "overwrite"] | None = None,
    use_multipart: bool | None = None,
) -> object: ...
def get(store: ObjectStore, path: str) -> GetResult: ...
def head(store: ObjectStore, path: str) -> ObjectMeta: ...
def delete(store: ObjectStore, paths: str) -> None: ...
def list(store: ObjectStore, *, chunk_size: int = 50) -> Iterator[Sequence[ObjectMeta]]: ...
