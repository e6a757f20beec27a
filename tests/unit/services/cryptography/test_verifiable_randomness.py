"""The examples of RFC 9381 appendix B.3, and what must not verify."""

import pytest

from earnest.services.cryptography.errors import RandomnessInvalid
from earnest.services.cryptography.verifiable_randomness import number_of, prove, public_key, verify

# Example 16 of RFC 9381.
SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
PROOF = (
    "8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f26f8a57ccaed74ee1b190bed1f479d97"
    "27d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805"
)
NUMBER = (
    "90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff"
    "66b71dda49d2de59d03450451af026798e8f81cd2e333de5cdf4f3e140fdd8ae"
)


def test_the_example_of_the_standard() -> None:
    assert public_key(SECRET).hex() == KEY
    assert prove(SECRET, b"").hex() == PROOF
    assert number_of(bytes.fromhex(PROOF)).hex() == NUMBER
    assert verify(bytes.fromhex(KEY), b"", bytes.fromhex(PROOF)).hex() == NUMBER


@pytest.mark.parametrize("place", [0, 31, 32, 47, 48, 79])
def test_a_proof_with_one_changed_bit_is_refused(place: int) -> None:
    proof = bytearray(bytes.fromhex(PROOF))
    proof[place] ^= 1
    with pytest.raises(RandomnessInvalid):
        _ = verify(bytes.fromhex(KEY), b"", bytes(proof))


def test_another_value_another_key_and_a_key_without_meaning_are_refused() -> None:
    proof = bytes.fromhex(PROOF)
    with pytest.raises(RandomnessInvalid):
        _ = verify(bytes.fromhex(KEY), b"x", proof)
    with pytest.raises(RandomnessInvalid):
        _ = verify(public_key(bytes(32)), b"", proof)
    # The neutral point would let any number verify.
    with pytest.raises(RandomnessInvalid):
        _ = verify((1).to_bytes(32, "little"), b"", proof)
    with pytest.raises(RandomnessInvalid):
        _ = verify(bytes.fromhex(KEY), b"", proof[:79])


def test_numbers_are_spread_evenly() -> None:
    drawn = [verify(bytes.fromhex(KEY), bytes([n]), prove(SECRET, bytes([n])))[0] for n in range(100)]
    assert 30 < sum(one < 128 for one in drawn) < 70
