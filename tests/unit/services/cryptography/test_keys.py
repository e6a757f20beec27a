"""Seals open only whole, only with their key and only in their place (CR2); destroying a wrapped key erases (RT4)."""

import copy
import json
import pickle  # noqa: TID251 - to show that a key refuses it
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tink import aead

from earnest.services.cryptography import Binding, DataKey, MasterKey, SealBroken
from earnest.services.cryptography.keys import new_keyset

bindings = some.builds(
    Binding,
    kind=some.from_regex(r"[a-z][a-z0-9_-]{0,63}", fullmatch=True),
    identifier=some.uuids(),
    version=some.integers(1, 2**32 - 1),
)
RECORDING = Binding(kind="recording", identifier=UUID(int=1), version=1)


def new_key() -> MasterKey:
    return MasterKey(new_keyset().primitive(aead.Aead))


MASTER = new_key()


@given(text=some.binary(max_size=2000), binding=bindings)
def test_what_is_sealed_opens_again(text: bytes, binding: Binding) -> None:
    key, wrapped = MASTER.create_key(binding)
    ciphertext = key.seal(text, binding)
    assert MASTER.unwrap(wrapped, binding).open(ciphertext, binding) == text
    assert len(text) < 8 or text not in ciphertext


def test_three_levels() -> None:
    customer = Binding(kind="customer", identifier=UUID(int=2), version=1)
    customer_key, wrapped_customer = MASTER.create_key(customer)
    recording_key, wrapped_recording = customer_key.create_key(RECORDING)
    ciphertext = recording_key.seal(b"sound", RECORDING)
    again = MASTER.unwrap(wrapped_customer, customer).unwrap(wrapped_recording, RECORDING)
    assert again.open(ciphertext, RECORDING) == b"sound"
    with pytest.raises(SealBroken):
        _ = MASTER.unwrap(wrapped_recording, RECORDING)
    with pytest.raises(SealBroken):
        _ = customer_key.open(ciphertext, RECORDING)


@settings(deadline=None)
@given(text=some.binary(max_size=64), data=some.data())
def test_any_flipped_bit_of_a_text_fails(text: bytes, data: some.DataObject) -> None:
    ciphertext = bytearray(MASTER.seal(text, RECORDING))
    bit = data.draw(some.integers(0, len(ciphertext) * 8 - 1))
    ciphertext[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        _ = MASTER.open(bytes(ciphertext), RECORDING)


def test_every_flipped_bit_of_a_wrapped_key_fails() -> None:
    _, wrapped = MASTER.create_key(RECORDING)
    for bit in range(len(wrapped) * 8):
        changed = bytearray(wrapped)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealBroken):
            _ = MASTER.unwrap(bytes(changed), RECORDING)


@given(cut=some.integers(0, 60), more=some.binary(max_size=3))
def test_a_cut_or_lengthened_text_fails(cut: int, more: bytes) -> None:
    ciphertext = MASTER.seal(b"some words of a text", RECORDING)
    changed = ciphertext[:cut] + more
    if changed != ciphertext:
        with pytest.raises(SealBroken):
            _ = MASTER.open(changed, RECORDING)
    with pytest.raises(SealBroken):
        _ = MASTER.open(ciphertext + b"\x00" + more, RECORDING)


@given(anything=some.binary(max_size=200))
def test_arbitrary_bytes_fail(anything: bytes) -> None:
    with pytest.raises(SealBroken):
        _ = MASTER.open(anything, RECORDING)
    with pytest.raises(SealBroken):
        _ = MASTER.unwrap(anything, RECORDING)


@given(one=bindings, other=bindings)
def test_a_ciphertext_moved_elsewhere_fails(one: Binding, other: Binding) -> None:
    if one == other:
        return
    key, wrapped = MASTER.create_key(one)
    ciphertext = key.seal(b"sound", one)
    with pytest.raises(SealBroken):
        _ = key.open(ciphertext, other)
    with pytest.raises(SealBroken):
        _ = MASTER.unwrap(wrapped, other)


@pytest.mark.parametrize(
    "other",
    [
        replace(RECORDING, kind="recordings"),
        replace(RECORDING, kind="r"),
        replace(RECORDING, identifier=UUID(int=2)),
        replace(RECORDING, version=2),
    ],
)
def test_each_part_of_the_binding_counts(other: Binding) -> None:
    key, wrapped = MASTER.create_key(RECORDING)
    ciphertext = key.seal(b"sound", RECORDING)
    with pytest.raises(SealBroken):
        _ = key.open(ciphertext, other)
    with pytest.raises(SealBroken):
        _ = MASTER.unwrap(wrapped, other)


def test_a_key_never_opens_as_a_text_nor_a_text_as_a_key() -> None:
    _, wrapped = MASTER.create_key(RECORDING)
    with pytest.raises(SealBroken):
        _ = MASTER.open(wrapped, RECORDING)
    with pytest.raises(SealBroken):
        _ = MASTER.unwrap(MASTER.seal(b"not a keyset", RECORDING), RECORDING)


def test_another_key_does_not_open() -> None:
    ciphertext = MASTER.seal(b"sound", RECORDING)
    with pytest.raises(SealBroken):
        _ = new_key().open(ciphertext, RECORDING)


def test_without_its_wrapped_key_a_text_is_gone_for_the_master_key_too() -> None:
    key, _destroyed = MASTER.create_key(RECORDING)
    ciphertext = key.seal(b"sound", RECORDING)
    del key
    successor, wrapped = MASTER.create_key(RECORDING)
    for other in (MASTER, successor, MASTER.unwrap(wrapped, RECORDING)):
        with pytest.raises(SealBroken):
            _ = other.open(ciphertext, RECORDING)


def test_two_seals_of_one_text_differ() -> None:
    assert MASTER.seal(b"sound", RECORDING) != MASTER.seal(b"sound", RECORDING)


def test_the_error_tells_nothing() -> None:
    ciphertext = MASTER.seal(b"planted words", RECORDING)
    with pytest.raises(SealBroken) as moved:
        _ = MASTER.open(ciphertext, replace(RECORDING, version=2))
    with pytest.raises(SealBroken) as changed:
        _ = MASTER.open(ciphertext[:-1], RECORDING)
    assert str(moved.value) == str(changed.value)
    assert moved.value.__cause__ is None
    assert moved.value.__suppress_context__


@pytest.mark.parametrize("key", [MASTER, MASTER.create_key(RECORDING)[0]])
def test_a_key_is_not_printed_nor_serialised(key: MasterKey | DataKey) -> None:
    assert "withheld" in f"{key} {key!r}"
    with pytest.raises(TypeError):
        _ = pickle.dumps(key)
    with pytest.raises(TypeError):
        _ = json.dumps(key)
    with pytest.raises(TypeError):
        _ = copy.deepcopy(key)
    assert not hasattr(key, "__dict__")


@pytest.mark.parametrize("kind", ["", "Recording", "recording\x00", "a" * 65, "é", "1a"])
def test_a_kind_that_could_be_read_two_ways_is_refused(kind: str) -> None:
    with pytest.raises(ValueError):
        _ = Binding(kind=kind, identifier=UUID(int=1), version=1)


@pytest.mark.parametrize("version", [0, -1, 2**32])
def test_a_version_outside_its_range_is_refused(version: int) -> None:
    with pytest.raises(ValueError):
        _ = Binding(kind="recording", identifier=UUID(int=1), version=version)
