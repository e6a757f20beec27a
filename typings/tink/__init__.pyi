from typing import TypeVar

from tink import aead as aead
from tink import json_proto_keyset_format as json_proto_keyset_format
from tink import proto_keyset_format as proto_keyset_format
from tink import secret_key_access as secret_key_access

_Primitive = TypeVar("_Primitive")

class TinkError(Exception): ...
class KeyTemplate: ...

class KeysetHandle:
    def primitive(self, primitive_class: type[_Primitive]) -> _Primitive: ...

class KmsClient:
    def does_support(self, key_uri: str) -> bool: ...
    def get_aead(self, key_uri: str) -> aead.Aead: ...

def new_keyset_handle(key_template: KeyTemplate) -> KeysetHandle: ...
