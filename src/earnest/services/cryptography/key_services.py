"""Key services: master keys that never leave AWS or Google key management, reached by address."""

import tink
from tink import aead

from earnest.services.cryptography.errors import KeyServiceMissing, KeyServiceUnknown, KeyUnreadable

_AWS = "aws-kms://"
_GOOGLE = "gcp-kms://"
_REFUSED_TEXT = ("InvalidCiphertextException", "IncorrectKeyException", "InvalidArgument", "400 Decryption failed")


def names_key_service(address: str) -> bool:
    """Tell whether an address names a service rather than a file."""
    return "://" in address


def open_key_service(address: str) -> aead.Aead:
    """Return the primitive of a key that stays with its service; credentials come from the machine's own environment.

    HashiCorp Vault is left out on purpose: Tink's client for it takes no associated data, so a wrapped key could be
    moved from one customer to another.

    Args:
        address: `aws-kms://arn:aws:kms:…` or `gcp-kms://projects/…/cryptoKeys/…`.

    Raises:
        KeyServiceUnknown: neither AWS nor Google.
        KeyServiceMissing: the service's library is not installed.
        KeyUnreadable: the address is malformed, or there are no credentials.
    """
    try:
        client = _client(address)
        return _ServiceKey(client.get_aead(address))
    except (KeyServiceUnknown, KeyServiceMissing):
        raise
    except Exception:  # noqa: BLE001 - each service's library has its own errors; all mean that the key is out of reach
        raise KeyUnreadable from None


def _client(address: str) -> tink.KmsClient:
    try:
        if address.startswith(_AWS):
            from tink.integration import awskms

            return awskms.AwsKmsClient(address, None)
        if address.startswith(_GOOGLE):
            from tink.integration import gcpkms

            return gcpkms.GcpKmsClient(address, None)
    except ImportError:
        raise KeyServiceMissing from None
    raise KeyServiceUnknown


class _ServiceKey(aead.Aead):
    """Tells a text that the service refuses (broken) from a service that does not answer (unreadable)."""

    def __init__(self, remote: aead.Aead) -> None:
        self._remote = remote

    def encrypt(self, plaintext: bytes, associated_data: bytes) -> bytes:
        try:
            return self._remote.encrypt(plaintext, associated_data)
        except Exception:  # noqa: BLE001 - as above
            raise KeyUnreadable from None

    def decrypt(self, ciphertext: bytes, associated_data: bytes) -> bytes:
        if not ciphertext:
            raise tink.TinkError
        try:
            return self._remote.decrypt(ciphertext, associated_data)
        except Exception as error:  # noqa: BLE001 - as above
            if _is_refusal(error):
                raise tink.TinkError from None
            raise KeyUnreadable from None


def _is_refusal(error: Exception) -> bool:
    return any(code in str(error) for code in _REFUSED_TEXT)
