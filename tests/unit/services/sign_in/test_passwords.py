"""Passwords of both kinds of account are hashed and proved by one mechanism (AC5)."""

import pytest

from earnest.organisation.staff.passwords import HASHING as OF_STAFF
from earnest.personal.customers.passwords import HASHING as OF_CUSTOMERS
from earnest.services.sign_in.passwords import PasswordHashing

PASSWORD = "correct horse battery"


@pytest.mark.parametrize("hashing", [OF_STAFF, OF_CUSTOMERS])
def test_a_password_is_proved_without_its_hash(hashing: PasswordHashing) -> None:
    hashed = hashing.hash(PASSWORD)
    assert hashed.startswith("$argon2id$")
    assert PASSWORD not in hashed
    assert hashing.hash(PASSWORD) != hashed
    parameters, _, proof = hashed.rpartition("$")
    assert hashing.prove(PASSWORD, parameters) == proof
    for wrong in (PASSWORD + "x", "", "\ud800\x00"):
        assert hashing.prove(wrong, parameters) != proof
    assert len(hashing.prove(PASSWORD, None)) == len(proof)
    for unfit in ("no hash", hashed, parameters + "$", parameters.replace("m=", "m=x")):
        assert hashing.prove(PASSWORD, unfit) == ""


@pytest.mark.parametrize("hashing", [OF_STAFF, OF_CUSTOMERS])
def test_what_is_beyond_the_longest_password_costs_no_work(hashing: PasswordHashing) -> None:
    parameters = hashing.hash("x").rpartition("$")[0]
    longest = "x" * hashing.longest
    assert hashing.prove(longest + "y" * 10_000_000, parameters) == hashing.prove(longest, parameters)


def test_a_proof_follows_the_parameters_that_the_hash_was_made_with() -> None:
    parameters, _, proof = OF_STAFF.hash(PASSWORD).rpartition("$")
    assert OF_CUSTOMERS.prove(PASSWORD, parameters) == proof
