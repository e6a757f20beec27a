"""Password proofs: what a password gives under the parameters of a kept hash, for whoever keeps the hash to compare."""

import re
from base64 import b64decode

from argon2.low_level import Type, hash_secret

_PARAMETERS = re.compile(r"\$argon2id\$v=19\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2})\$([A-Za-z0-9+/]{11,64})")


def hashed_part(password: bytes, parameters: str) -> str:
    """Return the last part of an argon2id hash, in the form that the hash has it.

    Args:
        password: what was typed.
        parameters: an argon2id hash without its last part: `$argon2id$v=19$m=…,t=…,p=…$salt`. Anything else gives an
            empty text, which no hash ends with.
    """
    matched = _PARAMETERS.fullmatch(parameters)
    if matched is None:
        return ""
    memory, passes, lanes, salt = matched.groups()
    hashed = hash_secret(
        password,
        b64decode(salt + "=" * (-len(salt) % 4)),
        time_cost=int(passes),
        memory_cost=int(memory),
        parallelism=int(lanes),
        hash_len=32,
        type=Type.ID,
    )
    return hashed.decode("ascii").rpartition("$")[2]
