"""What Tink makes is AES-256-GCM in Tink's documented wire format: opened here by another library."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from uuid import UUID

import tink
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel
from tink import aead, secret_key_access

from earnest.services.cryptography import Binding, MasterKey
from earnest.services.cryptography.bindings import SealUse

BINDING = Binding(kind="recording", identifier=UUID(int=7), version=3)
VECTORS = Path(__file__).parents[3] / "vectors"


class GaloisCounterModeVector(BaseModel):
    """One AES-256-GCM test case; hexadecimal."""

    source: str
    key: str
    nonce: str
    plaintext: str
    associated_data: str
    ciphertext: str
    tag: str


class KeyData(BaseModel):
    """Part of a Tink JSON keyset."""

    value: str


class KeysetKey(BaseModel):
    """Part of a Tink JSON keyset."""

    keyData: KeyData  # noqa: N815 - Tink's name


class Keyset(BaseModel):
    """A Tink JSON keyset."""

    primaryKeyId: int  # noqa: N815 - Tink's name
    key: list[KeysetKey]


def raw_key(path: Path) -> tuple[int, bytes]:
    """Read the bare AES key out of a Tink JSON keyset: field 3 of the protobuf AesGcmKey."""
    keyset = Keyset.model_validate_json(path.read_text())
    value = b64decode(keyset.key[0].keyData.value)
    assert value[:2] == b"\x1a\x20"
    return keyset.primaryKeyId, value[2:]


def test_the_wire_format_is_tinks(tmp_path: Path) -> None:
    # Source: Tink wire format, https://developers.google.com/tink/wire-format
    # 0x01, key id (4 bytes, big-endian), nonce (12), ciphertext, tag (16)
    path = tmp_path / "master.json"
    master = MasterKey.create(path)
    identifier, key = raw_key(path)
    ciphertext = master.seal(b"sound", BINDING)
    assert ciphertext[:5] == b"\x01" + identifier.to_bytes(4, "big")
    associated_data = BINDING.associated_data(SealUse.PAYLOAD)
    assert AESGCM(key).decrypt(ciphertext[5:17], ciphertext[17:], associated_data) == b"sound"


def test_a_known_answer_opens(tmp_path: Path) -> None:
    vector = GaloisCounterModeVector.model_validate_json((VECTORS / "aes_256_gcm.json").read_text())
    # Put the vector's key into a Tink keyset with no output prefix, and let Tink open the known ciphertext.
    key = bytes.fromhex(vector.key)
    keyset = {
        "primaryKeyId": 1,
        "key": [
            {
                "keyData": {
                    "typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
                    "value": b64encode(b"\x1a\x20" + key).decode(),
                    "keyMaterialType": "SYMMETRIC",
                },
                "status": "ENABLED",
                "keyId": 1,
                "outputPrefixType": "RAW",
            },
        ],
    }
    aead.register()
    primitive = tink.json_proto_keyset_format.parse(json.dumps(keyset), secret_key_access.TOKEN).primitive(aead.Aead)
    ciphertext = bytes.fromhex(vector.nonce + vector.ciphertext + vector.tag)
    assert primitive.decrypt(ciphertext, bytes.fromhex(vector.associated_data)) == bytes.fromhex(vector.plaintext)


def test_the_associated_data_is_fixed_for_ever() -> None:
    # What is sealed today opens with tomorrow's Earnest only if these bytes never change.
    assert BINDING.associated_data(SealUse.PAYLOAD) == (
        b"earnest\x00payload\x00recording\x00" + bytes(15) + b"\x07" + b"\x00\x00\x00\x03"
    )
    assert BINDING.associated_data(SealUse.KEY).startswith(b"earnest\x00key\x00recording\x00")
