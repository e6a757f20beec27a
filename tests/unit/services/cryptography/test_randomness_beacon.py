"""Rounds of a randomness beacon: published rounds of quicknet are accepted, anything else is refused."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from support.randomness_beacon import Beacon

from earnest.foundation.clock import SystemClock
from earnest.services.cryptography.errors import RandomnessInvalid
from earnest.services.cryptography.randomness_beacon import QUICKNET, RandomnessChain, chain_of

PUBLISHED = {
    123: (
        "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92",
        "fb8f7bc29bf24db51871ec8c79f3a1e4bd0557bc0dfcee9ed1d924e69d1c60dc",
    ),
    1000: (
        "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
        "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
    ),
    657413: (
        "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b",
        "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587",
    ),
}
"""Signature and randomness of rounds of quicknet, as its relays give them: 1000 is in drand's own examples, 123 and
657413 in those of drand-verify."""


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_rounds_of_quicknet_are_accepted(number: int) -> None:
    signature, randomness = PUBLISHED[number]
    assert QUICKNET.randomness(number, bytes.fromhex(signature)).hex() == randomness


def test_what_is_not_the_round_is_refused() -> None:
    signature = bytes.fromhex(PUBLISHED[1000][0])
    other = Beacon(clock=SystemClock())
    wrong = [
        (999, signature),
        (1000, bytes.fromhex(PUBLISHED[123][0])),
        (1000, other.sign(1000)),
        (1000, signature[:-1] + bytes([signature[-1] ^ 1])),
        (1000, signature[:-1]),
        (1000, b"\xc0" + bytes(47)),  # the point at infinity
        (1000, bytes(48)),
        (0, signature),
        (1 << 64, signature),
    ]
    for number, given in wrong:
        with pytest.raises(RandomnessInvalid):
            _ = QUICKNET.randomness(number, given)


def test_a_beacon_of_the_tests_signs_as_drand_does() -> None:
    beacon = Beacon(clock=SystemClock())
    assert beacon.chain.randomness(7, beacon.sign(7)) == sha256(beacon.sign(7)).digest()
    with pytest.raises(RandomnessInvalid):
        _ = QUICKNET.randomness(7, beacon.sign(7))


def test_a_chain_is_read_as_it_was_written_and_a_key_that_is_none_is_refused() -> None:
    assert RandomnessChain.parse(str(QUICKNET)) == QUICKNET == chain_of(None)
    assert chain_of(str(Beacon(clock=SystemClock()).chain)).fingerprint != QUICKNET.fingerprint
    for written in ("", "3,1692803367", f"0,1692803367,{QUICKNET.public_key.hex()}", f"3,1692803367,{'00' * 96}"):
        with pytest.raises(RandomnessInvalid):
            _ = RandomnessChain.parse(written)
    with pytest.raises(RandomnessInvalid):
        _ = RandomnessChain.parse(f"3,1692803367,c0{'00' * 95}")  # the point at infinity signs everything


def test_rounds_follow_from_the_time() -> None:
    first = datetime.fromtimestamp(1_692_803_367, UTC)
    assert QUICKNET.time_of(1) == first
    assert [QUICKNET.round_at(first + timedelta(seconds=seconds)) for seconds in (-1, 0, 2.9, 3, 6.1)] == [
        0,
        1,
        1,
        2,
        3,
    ]
    for number in (1, 2, 1000, 30_000_000):
        assert QUICKNET.round_at(QUICKNET.time_of(number)) == number
