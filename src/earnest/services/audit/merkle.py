"""Merkle trees of RFC 6962: hashes, roots, proofs that a leaf is in a tree and that a tree grew out of another."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Self

EMPTY_ROOT = sha256(b"").digest()
"""Root of the tree without leaves."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a leaf, 32 bytes. Source: RFC 6962 section 2.1."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node, 32 bytes. Source: RFC 6962 section 2.1."""
    return sha256(b"\x01" + left + right).digest()


class CompactRange:
    """A tree that keeps only the roots of its complete subtrees: at most 64 hashes however many leaves it has."""

    __slots__ = ("_roots", "_size")

    def __init__(self) -> None:
        """Begin with no leaves."""
        self._roots: list[bytes] = []
        self._size = 0

    @classmethod
    def stored(cls, size: int, roots: bytes) -> Self:
        """Return the tree that `stored_roots` was asked for.

        Raises:
            ValueError: a tree of this size has other complete subtrees.
        """
        if len(roots) != sha256().digest_size * size.bit_count():
            raise ValueError("a tree has one complete subtree for each 1 bit of its size")
        tree = cls()
        tree._roots = [roots[place : place + 32] for place in range(0, len(roots), 32)]
        tree._size = size
        return tree

    def stored_roots(self) -> bytes:
        """Return the roots of the complete subtrees, joined; with the size they are the whole tree."""
        return b"".join(self._roots)

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self._size

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        # Each trailing 1 bit of the size is a complete subtree that the new leaf completes into one twice as large.
        carried, size = leaf, self._size
        while size & 1:
            carried = node_hash(self._roots.pop(), carried)
            size >>= 1
        self._roots.append(carried)
        self._size += 1

    def root(self) -> bytes:
        """Return the root of the tree, 32 bytes."""
        if not self._roots:
            return EMPTY_ROOT
        root = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            root = node_hash(left, root)
        return root


class StoredTree:
    """A tree that keeps the roots of all its complete subtrees, so that many proofs of a long log cost little.

    It holds twice as many hashes as there are leaves; its proofs are those of `inclusion_proof`.
    """

    __slots__ = ("_levels",)

    def __init__(self, leaves: Sequence[bytes]) -> None:
        """Take the hashes of all leaves, in order."""
        self._levels: list[Sequence[bytes]] = [leaves]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            self._levels.append([node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    @property
    def size(self) -> int:
        """Number of leaves."""
        return len(self._levels[0])

    def root(self) -> bytes:
        """Return the root of the tree, 32 bytes."""
        return self._root(0, self.size) if self.size else EMPTY_ROOT

    def inclusion_proof(self, index: int) -> tuple[bytes, ...]:
        """Return the audit path of one leaf, from the leaf upwards.

        Raises:
            ValueError: there is no such leaf.
        """
        if not 0 <= index < self.size:
            raise ValueError("there is no such leaf")
        path: list[bytes] = []
        start, end = 0, self.size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._root(middle, end))
                end = middle
            else:
                path.append(self._root(start, middle))
                start = middle
        return tuple(reversed(path))

    def _root(self, start: int, end: int) -> bytes:
        """Return the root over some leaves; the first lies where a complete subtree of this size begins."""
        size = end - start
        if size & (size - 1) == 0:
            level = size.bit_length() - 1
            return self._levels[level][start >> level]
        middle = start + _split(size)
        return node_hash(self._root(start, middle), self._root(middle, end))


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes (MTH of RFC 6962 section 2.1), 32 bytes."""
    tree = CompactRange()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the audit path of one leaf (PATH of RFC 6962 section 2.1.1), from the leaf upwards.

    Args:
        leaves: hashes of all leaves of the tree, at least one.
        index: which leaf, 0 ≤ index < number of leaves.

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError("there is no such leaf")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(root_of(leaves[middle:end]))
            end = middle
        else:
            path.append(root_of(leaves[start:middle]))
            start = middle
    return tuple(reversed(path))


def consistency_proof(leaves: Sequence[bytes], first_size: int) -> tuple[bytes, ...]:
    """Return the proof that a tree begins with a smaller one (PROOF of RFC 6962 section 2.1.2).

    Args:
        leaves: hashes of all leaves of the larger tree.
        first_size: number of leaves of the smaller tree, 1 ≤ first_size ≤ number of leaves.

    Raises:
        ValueError: the smaller tree is empty or larger.
    """
    if not 1 <= first_size <= len(leaves):
        raise ValueError("the smaller tree has at least one leaf and no more than the larger")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    known = True
    """Whether the verifier knows the root of this part already: it is the smaller tree itself."""
    while first_size != end:
        middle = start + _split(end - start)
        if first_size <= middle:
            path.append(root_of(leaves[middle:end]))
            end = middle
        else:
            path.append(root_of(leaves[start:middle]))
            start, known = middle, False
    if not known:
        path.append(root_of(leaves[start:end]))
    return tuple(reversed(path))


def proves_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a proof shows that a leaf is in the tree of a root.

    Args:
        leaf: hash of the leaf.
        index: its place.
        size: number of leaves of the tree.
        proof: what `inclusion_proof` returned.
        root: root of the tree.

    Source: RFC 9162 section 2.1.3.2, which is the verification for the same trees.
    """
    if not 0 <= index < size:
        return False
    place, last = index, size - 1
    reached = leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = node_hash(step, reached)
            while place & 1 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, step)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def proves_consistency(
    first_size: int, first_root: bytes, second_size: int, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether a proof shows that the second tree begins with the first.

    Args:
        first_size: number of leaves of the smaller tree, ≥ 1.
        first_root: its root.
        second_size: number of leaves of the larger tree.
        second_root: its root.
        proof: what `consistency_proof` returned.

    Source: RFC 9162 section 2.1.4.2.
    """
    if not 1 <= first_size <= second_size:
        return False
    if first_size == second_size:
        return not proof and first_root == second_root
    steps = list(proof)
    if first_size & (first_size - 1) == 0:
        steps.insert(0, first_root)
    if not steps:
        return False
    place, last = first_size - 1, second_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while place & 1 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, step)
        place, last = place >> 1, last >> 1
    return last == 0 and first == first_root and second == second_root


def _split(size: int) -> int:
    """Return the largest power of two below a size ≥ 2."""
    return 1 << (size - 1).bit_length() - 1
