"""How much work a guess at a password of customers costs: what OWASP advises at least, or more (AC5)."""

from earnest.personal.customers.passwords import HASHING


def test_ac5_a_hash_takes_the_memory_and_the_passes_that_are_promised() -> None:
    assert HASHING.hash("correct horse battery").startswith("$argon2id$v=19$m=19456,t=3,p=1$")
