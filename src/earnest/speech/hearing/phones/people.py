"""People: whose recordings taught the network, so that it is measured on others."""

import hashlib


def is_taught(person: str) -> bool:
    """Tell whether recordings of a person may be learned from; half of all people are kept for measuring.

    Args:
        person: pseudonym of the person in a folder of recordings; the answer depends on nothing else.
    """
    return hashlib.sha256(person.encode()).digest()[0] % 2 == 0
