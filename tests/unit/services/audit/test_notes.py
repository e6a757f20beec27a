"""Signed notes and checkpoints: byte for byte what other tools write, and nothing that was changed opens."""

import json
import pickle  # noqa: TID251 - to show that a key refuses it
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import BaseModel

from earnest.services.audit import Checkpoint, SignerKey, VerifierKey, create_signer_key, load_signer_key
from earnest.services.audit.errors import NoteInvalid, VerifierKeyInvalid
from earnest.services.cryptography import KeyExists, KeyUnreadable
from earnest.services.cryptography.errors import KeyExposed


class Vector(BaseModel):
    verifier_key: str
    signer_key: str
    text: str
    note: str


GO = Vector.model_validate_json((Path(__file__).parents[3] / "vectors" / "signed_note.json").read_text())
KEY = SignerKey(name="example.org/log", seed=bytes(range(32)))
OTHER = SignerKey(name="example.org/log", seed=bytes(32))
HEAD = Checkpoint(origin="example.org/log", tree_size=3, root_hash=bytes(range(32)))
NOTE = HEAD.sign(KEY)


def test_gos_note_is_written_byte_for_byte() -> None:
    key = SignerKey.parse(GO.signer_key)
    assert key.sign(GO.text) == GO.note
    assert key.verifier.line() == GO.verifier_key
    assert key.secret_line() == GO.signer_key
    assert VerifierKey.parse(GO.verifier_key).open(GO.note) == GO.text


def test_a_checkpoint_has_the_form_of_c2sp() -> None:
    origin, size, root, empty, signature, end = NOTE.split("\n")
    assert (origin, size, empty, end) == ("example.org/log", "3", "", "")
    assert root == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert signature.startswith("— example.org/log ")
    assert Checkpoint.open(NOTE, KEY.verifier) == HEAD


@given(place=some.integers(0, len(NOTE) - 1), character=some.characters())
def test_any_changed_character_fails(place: int, character: str) -> None:
    changed = NOTE[:place] + character + NOTE[place + 1 :]
    if changed != NOTE:
        with pytest.raises(NoteInvalid):
            _ = Checkpoint.open(changed, KEY.verifier)


@given(place=some.integers(0, len(NOTE) - 1))
def test_a_cut_note_fails(place: int) -> None:
    for cut in (NOTE[:place], NOTE[:place] + NOTE[place + 1 :]):
        with pytest.raises(NoteInvalid):
            _ = Checkpoint.open(cut, KEY.verifier)


@given(text=some.text(max_size=300))
def test_arbitrary_text_fails(text: str) -> None:
    with pytest.raises(NoteInvalid):
        _ = Checkpoint.open(text, KEY.verifier)


def test_another_key_of_the_same_name_fails() -> None:
    with pytest.raises(NoteInvalid):
        _ = Checkpoint.open(NOTE, OTHER.verifier)
    with pytest.raises(NoteInvalid):
        _ = Checkpoint.open(HEAD.sign(OTHER), KEY.verifier)


def test_a_witness_may_sign_too() -> None:
    witness = SignerKey(name="example.com/witness", seed=bytes(32))
    both = NOTE + witness.sign(NOTE.split("\n\n")[0] + "\n").split("\n\n")[1]
    assert Checkpoint.open(both, KEY.verifier) == HEAD
    assert witness.verifier.open(both).startswith("example.org/log\n3\n")


def test_a_bad_signature_of_ours_beside_a_good_one_fails() -> None:
    line = NOTE.split("\n\n")[1]
    bad = HEAD.sign(KEY).replace("\n3\n", "\n4\n").split("\n\n")[0]
    forged = KEY.sign(bad + "\n").split("\n\n")[1]
    with pytest.raises(NoteInvalid):
        _ = Checkpoint.open(NOTE.split("\n\n")[0] + "\n\n" + line + forged, KEY.verifier)


@pytest.mark.parametrize(
    "text",
    [
        "other.org/log\n3\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "example.org/log\n03\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "example.org/log\n-3\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "example.org/log\n٣\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "example.org/log\n3\nAAEC\n",
        "example.org/log\n3\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=\n",
        "example.org/log\n3\nß\n",
        "example.org/log\n3\n",
        "example.org/log\n3\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\nmore\n",
        "example.org/log\n" + "9" * 30 + "\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    ],
)
def test_a_signed_text_that_is_no_checkpoint_fails(text: str) -> None:
    with pytest.raises(NoteInvalid):
        _ = Checkpoint.open(KEY.sign(text), KEY.verifier)


@pytest.mark.parametrize("text", ["", "no line feed", "a\tb\n", "a\rb\n", "\x7f\n"])
def test_what_is_no_text_is_not_signed(text: str) -> None:
    with pytest.raises(NoteInvalid):
        _ = KEY.sign(text)


def test_every_mangled_public_key_fails() -> None:
    # As Go's own test does.
    line = GO.verifier_key
    for start in range(len(line)):
        for end in range(start + 1, len(line) + 1):
            if (start, end) != (0, len(line)):
                with pytest.raises(VerifierKeyInvalid):
                    _ = VerifierKey.parse(line[start:end])
    for place in range(len(line)):
        with pytest.raises(VerifierKeyInvalid):
            _ = VerifierKey.parse(line[:place] + chr(ord(line[place]) + 1) + line[place + 1 :])


def test_a_key_file_is_private_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "audit.json"
    public = create_signer_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    loaded = load_signer_key(path)
    assert loaded.verifier == public == VerifierKey.parse(public.line())
    with pytest.raises(KeyExists):
        _ = create_signer_key(path)
    assert load_signer_key(path).verifier == public
    path.chmod(0o644)
    with pytest.raises(KeyExposed):
        _ = load_signer_key(path)


def test_two_logs_have_two_names(tmp_path: Path) -> None:
    assert create_signer_key(tmp_path / "a").name != create_signer_key(tmp_path / "b").name


NO_KEYS = [b"", b"{}", b"[]", b'{"signer_key": 1}', b'{"signer_key": "PRIVATE+KEY+a+b+c"}', b"\xff"]


@pytest.mark.parametrize("content", NO_KEYS)
def test_what_is_no_key_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "audit.json"
    path.touch(0o600)
    _ = path.write_bytes(content)
    with pytest.raises(KeyUnreadable):
        _ = load_signer_key(path)


def test_a_private_key_is_not_printed_nor_serialised() -> None:
    assert "withheld" in f"{KEY} {KEY!r}"
    with pytest.raises(TypeError):
        _ = pickle.dumps(KEY)
    with pytest.raises(TypeError):
        _ = json.dumps(KEY)
