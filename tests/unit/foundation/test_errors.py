"""Every error of ours explains itself and has a name of its own."""

import pkgutil

import earnest
from earnest.foundation.errors import EarnestError


def every_error() -> list[type[EarnestError]]:
    for module in pkgutil.walk_packages(earnest.__path__, "earnest."):
        if module.name.endswith((".errors",)):
            _ = pkgutil.resolve_name(module.name)
    found: list[type[EarnestError]] = []
    waiting = [EarnestError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting.extend(kind.__subclasses__())
    return found


def test_every_error_has_a_message_of_one_sentence() -> None:
    for kind in every_error():
        assert kind.__doc__, kind
        assert kind.__doc__.strip().splitlines()[0].endswith("."), kind


def test_one_code_means_one_status() -> None:
    """Two sides may each know a cause by the same code; a program that acts on the code meets one status."""
    statuses: dict[str, int] = {}
    for kind in every_error():
        if "code" in vars(kind):
            assert statuses.setdefault(kind.code, kind.status) == kind.status, kind
