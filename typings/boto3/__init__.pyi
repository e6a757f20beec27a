from typing import TypedDict

class KeyMetadata(TypedDict):
    Arn: str

class CreatedKey(TypedDict):
    KeyMetadata: KeyMetadata

class Client:
    def create_bucket(self, *, Bucket: str) -> object: ...
    def create_key(self) -> CreatedKey: ...

def client(service_name: str, *, region_name: str) -> Client: ...
