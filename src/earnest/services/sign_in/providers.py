"""Providers of single sign-on, as a file names them: where each is, whose people it signs in, what it must state."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from earnest.foundation.settings import SettingInvalid
from earnest.services.sign_in.openid import ProviderAccess, is_safe_address

_VARIABLE: Final = "EARNEST_SINGLE_SIGN_ON"
_LONGEST_NAME: Final = 60
_LONGEST_ISSUER: Final = 300
_KNOWN: Final = frozenset(
    {"name", "issuer", "client", "secret_file", "vendors", "own_people", "second_factors", "phishing_resistant"}
)
_SECOND_FACTORS: Final = ("mfa", "hwk", "sc")
"""Of RFC 8176: several factors, a key in hardware, a smart card. Others count where the file says so."""
_PHISHING_RESISTANT: Final = ("hwk", "sc", "phr", "phrh")
"""A key in hardware or a smart card (RFC 8176), or the two `acr` of OpenID EAP ACR Values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider."""

    name: str
    """What stands on the button; 1 to 60 characters, each its own."""
    access: ProviderAccess
    vendors: frozenset[str]
    """Names of the vendors whose people it may sign in."""
    own_people: bool
    """It may sign in members who work for no vendor."""
    second_factors: frozenset[str]
    """Values of `amr` or `acr` that state a second factor; without one we ask for ours."""
    phishing_resistant: frozenset[str]
    """Those among them that stand for a passkey where one is demanded."""


def load_providers(path: Path | None) -> tuple[Provider, ...]:
    """Return the providers that a file names, in its order; none without a file.

    Raises:
        SettingInvalid: the file or a secret cannot be read, or names something that cannot be used.
    """
    if path is None:
        return ()
    providers = tuple(_provider(table, path.parent) for table in _tables(path))
    names, issuers = {one.name for one in providers}, {one.access.issuer for one in providers}
    if len(names) < len(providers) or len(issuers) < len(providers):
        raise _invalid("a file in which each provider has a name and an issuer of its own")
    return providers


def provider_files(path: Path) -> tuple[Path, ...]:
    """Return the files that a process reads to know its providers: this one, and their secrets.

    Raises:
        SettingInvalid: the file cannot be read.
    """
    named = (table.get("secret_file") for table in _tables(path))
    return (path, *(path.parent / name for name in named if isinstance(name, str)))


def _tables(path: Path) -> tuple[Mapping[str, object], ...]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise _invalid("the path of a TOML file that can be read") from None
    tables = found.get("provider")
    if set(found) != {"provider"} or not isinstance(tables, list) or not tables:
        raise _invalid("a file of [[provider]] tables and nothing else")
    return tuple(cast("list[Mapping[str, object]]", tables))


def _provider(table: Mapping[str, object], folder: Path) -> Provider:
    if not set(table) <= _KNOWN:
        raise _invalid(f"a file whose tables hold only {', '.join(sorted(_KNOWN))}")
    issuer = _text(table, "issuer", _LONGEST_ISSUER)
    if not is_safe_address(issuer):
        raise _invalid("a file whose issuers are addresses of https, or of http on this machine")
    own_people = table.get("own_people", False)
    vendors = _texts(table, "vendors", ())
    if not isinstance(own_people, bool) or not (own_people or vendors):
        raise _invalid("a file that says for each provider which vendors it signs in, or own_people = true")
    return Provider(
        name=_text(table, "name", _LONGEST_NAME),
        access=ProviderAccess(
            issuer=issuer, client=_text(table, "client", _LONGEST_ISSUER), secret=_secret(table, folder)
        ),
        vendors=vendors,
        own_people=own_people,
        second_factors=_texts(table, "second_factors", _SECOND_FACTORS),
        phishing_resistant=_texts(table, "phishing_resistant", _PHISHING_RESISTANT),
    )


def _secret(table: Mapping[str, object], folder: Path) -> str | None:
    if "secret_file" not in table:
        return None
    try:
        secret = (folder / _text(table, "secret_file", 4_096)).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        secret = ""
    if not secret:
        raise _invalid("a file whose secret_file can be read and is not empty")
    return secret


def _text(table: Mapping[str, object], name: str, longest: int) -> str:
    value = table.get(name)
    if not isinstance(value, str) or not 1 <= len(value) <= longest or not value.isprintable():
        raise _invalid(f"a file whose tables have a {name} of 1 to {longest} characters")
    return value


def _texts(table: Mapping[str, object], name: str, default: tuple[str, ...]) -> frozenset[str]:
    values = table.get(name, list(default))
    if not isinstance(values, list):
        raise _invalid(f"a file in which {name} is a list of texts")
    found = cast("list[object]", values)
    if not all(isinstance(value, str) for value in found):
        raise _invalid(f"a file in which {name} is a list of texts")
    return frozenset(cast("list[str]", found))


def _invalid(allowed: str) -> SettingInvalid:
    return SettingInvalid(_VARIABLE, allowed)
