from tink import KmsClient

class AwsKmsClient(KmsClient):
    def __init__(self, key_uri: str | None, credentials_path: str | None) -> None: ...
