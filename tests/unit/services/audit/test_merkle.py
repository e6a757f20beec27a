"""The tree of RFC 6962: against its reference vectors and against the standard's own recursive words (AD1)."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import BaseModel

from earnest.services.audit.merkle import (
    CompactRange,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
    root_of,
)


class Inclusion(BaseModel):
    index: int
    size: int
    proof: list[str]


class Consistency(BaseModel):
    first: int
    second: int
    proof: list[str]


class Vectors(BaseModel):
    leaves: list[str]
    roots: list[str]
    inclusion: list[Inclusion]
    consistency: list[Consistency]


VECTORS = Vectors.model_validate_json((Path(__file__).parents[3] / "vectors" / "rfc6962.json").read_text())
HASHES = [leaf_hash(bytes.fromhex(leaf)) for leaf in VECTORS.leaves]


def parsed(proof: list[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(step) for step in proof)


def split(size: int) -> int:
    """The largest power of two smaller than the size: RFC 6962, "let k be"."""
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def slow_root(entries: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = split(len(entries))
    return sha256(b"\x01" + slow_root(entries[:k]) + slow_root(entries[k:])).digest()


def slow_path(m: int, entries: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1, word for word."""
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*slow_path(m, entries[:k]), slow_root(entries[k:])]
    return [*slow_path(m - k, entries[k:]), slow_root(entries[:k])]


def slow_proof(m: int, entries: list[bytes], *, known: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2, word for word; PROOF(m, D) = SUBPROOF(m, D, true)."""
    if m == len(entries):
        return [] if known else [slow_root(entries)]
    k = split(len(entries))
    if m <= k:
        return [*slow_proof(m, entries[:k], known=known), slow_root(entries[k:])]
    return [*slow_proof(m - k, entries[k:], known=False), slow_root(entries[:k])]


some_entries = some.lists(some.binary(max_size=4), min_size=1, max_size=70)


def test_roots_of_the_reference() -> None:
    for size, root in enumerate(VECTORS.roots):
        assert root_of(HASHES[:size]).hex() == root


@pytest.mark.parametrize("vector", VECTORS.inclusion, ids=str)
def test_inclusion_of_the_reference(vector: Inclusion) -> None:
    assert inclusion_proof(HASHES[: vector.size], vector.index) == parsed(vector.proof)
    root = bytes.fromhex(VECTORS.roots[vector.size])
    assert proves_inclusion(HASHES[vector.index], vector.index, vector.size, parsed(vector.proof), root)


@pytest.mark.parametrize("vector", VECTORS.consistency, ids=str)
def test_consistency_of_the_reference(vector: Consistency) -> None:
    assert consistency_proof(HASHES[: vector.second], vector.first) == parsed(vector.proof)
    first, second = (bytes.fromhex(VECTORS.roots[size]) for size in (vector.first, vector.second))
    assert proves_consistency(vector.first, first, vector.second, second, parsed(vector.proof))


@given(entries=some_entries)
def test_roots_against_the_standards_words(entries: list[bytes]) -> None:
    tree = CompactRange()
    for size, entry in enumerate(entries):
        assert tree.size == size
        assert tree.root() == slow_root(entries[:size])
        tree.append(leaf_hash(entry))
    assert tree.root() == slow_root(entries)


@given(entries=some_entries, data=some.data())
def test_inclusion_against_the_standards_words(entries: list[bytes], data: some.DataObject) -> None:
    index = data.draw(some.integers(0, len(entries) - 1))
    hashes = [leaf_hash(entry) for entry in entries]
    proof = inclusion_proof(hashes, index)
    assert list(proof) == slow_path(index, entries)
    assert proves_inclusion(hashes[index], index, len(entries), proof, slow_root(entries))


@given(entries=some_entries, data=some.data())
def test_consistency_against_the_standards_words(entries: list[bytes], data: some.DataObject) -> None:
    first = data.draw(some.integers(1, len(entries)))
    hashes = [leaf_hash(entry) for entry in entries]
    proof = consistency_proof(hashes, first)
    assert list(proof) == slow_proof(first, entries)
    assert proves_consistency(first, slow_root(entries[:first]), len(entries), slow_root(entries), proof)


@given(entries=some.lists(some.binary(max_size=4), min_size=2, max_size=40, unique=True), data=some.data())
def test_a_forged_inclusion_fails(entries: list[bytes], data: some.DataObject) -> None:
    index = data.draw(some.integers(0, len(entries) - 1))
    hashes = [leaf_hash(entry) for entry in entries]
    proof, root, size = inclusion_proof(hashes, index), slow_root(entries), len(entries)
    other = data.draw(some.integers(0, size - 1).filter(lambda place: place != index))
    assert not proves_inclusion(hashes[other], index, size, proof, root)
    assert not proves_inclusion(hashes[index], other, size, proof, root)
    assert not proves_inclusion(hashes[index], index, size, proof[:-1], root)
    assert not proves_inclusion(hashes[index], index, size, (*proof, bytes(32)), root)
    assert not proves_inclusion(hashes[index], size, size, proof, root)
    assert not proves_inclusion(hashes[index], -1, size, proof, root)
    step = data.draw(some.integers(0, len(proof) - 1))
    bit = data.draw(some.integers(0, 255))
    changed = bytearray(proof[step])
    changed[bit // 8] ^= 1 << bit % 8
    assert not proves_inclusion(hashes[index], index, size, (*proof[:step], bytes(changed), *proof[step + 1 :]), root)


@given(entries=some.lists(some.binary(max_size=4), min_size=2, max_size=40, unique=True), data=some.data())
def test_a_rewritten_history_has_no_consistency_proof(entries: list[bytes], data: some.DataObject) -> None:
    first = data.draw(some.integers(1, len(entries)))
    place = data.draw(some.integers(0, first - 1))
    signed = slow_root(entries[:first])
    rewritten = [*entries[:place], entries[place] + b"changed", *entries[place + 1 :]]
    proof = consistency_proof([leaf_hash(entry) for entry in rewritten], first)
    assert not proves_consistency(first, signed, len(entries), slow_root(rewritten), proof)
    honest = consistency_proof([leaf_hash(entry) for entry in entries], first)
    assert not proves_consistency(first, signed, len(entries), slow_root(rewritten), honest)
    if first < len(entries):
        assert not proves_consistency(first, signed, len(entries), slow_root(entries), honest[:-1])
        assert not proves_consistency(first, signed, len(entries), slow_root(entries), (*honest, bytes(32)))


def test_an_inner_node_is_no_leaf() -> None:
    # Second-preimage resistance: the two hashes of a node, taken as an entry, do not give the node's hash.
    assert leaf_hash(HASHES[0] + HASHES[1]) != root_of(HASHES[:2])


@pytest.mark.parametrize(("size", "index"), [(0, 0), (3, 3), (3, -1)])
def test_there_is_no_proof_of_what_is_not_there(size: int, index: int) -> None:
    with pytest.raises(ValueError):
        _ = inclusion_proof(HASHES[:size], index)


@pytest.mark.parametrize(("size", "first"), [(0, 0), (3, 4), (3, 0)])
def test_there_is_no_proof_between_trees_that_do_not_follow(size: int, first: int) -> None:
    with pytest.raises(ValueError):
        _ = consistency_proof(HASHES[:size], first)
