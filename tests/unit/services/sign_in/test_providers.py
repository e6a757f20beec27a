"""Providers of single sign-on as a file names them: what is refused, and that no message tells a value."""

from pathlib import Path

import pytest

from earnest.foundation.settings import SettingInvalid
from earnest.services.sign_in.openid import is_safe_address
from earnest.services.sign_in.providers import load_providers, provider_files

GOOD = """
[[provider]]
name = "North"
issuer = "https://login.north.example"
client = "earnest"
secret_file = "north.secret"
vendors = ["North"]
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "providers.toml"
    _ = path.write_text(text, encoding="utf-8")
    _ = (folder / "north.secret").write_text("hidden\n", encoding="utf-8")
    return path


def test_a_file_names_providers_and_their_secrets(tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD)
    (north,) = load_providers(path)
    assert (north.name, north.access.secret, north.vendors, north.own_people) == (
        "North",
        "hidden",
        frozenset({"North"}),
        False,
    )
    assert "hidden" not in repr(north)
    assert "pwd" not in north.second_factors
    assert provider_files(path) == (path, tmp_path / "north.secret")
    assert load_providers(None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml",
        "provider = 1",
        GOOD + GOOD,
        GOOD + GOOD.replace('"North"', '"South"', 1),
        GOOD + 'roles = ["administrator"]',
        GOOD.replace("https", "http"),
        GOOD.replace("https://login.north.example", "https://someone@login.north.example"),
        GOOD.replace('vendors = ["North"]', ""),
        GOOD.replace('vendors = ["North"]', 'vendors = "North"'),
        GOOD.replace('["North"]', "[7]"),
        GOOD.replace('client = "earnest"', ""),
        GOOD.replace("north.secret", "absent.secret"),
        GOOD + 'own_people = "yes"',
    ],
)
def test_a_file_that_cannot_be_used_is_refused_without_its_values(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        _ = load_providers(_write(tmp_path, text))
    assert refused.value.variable == "EARNEST_SINGLE_SIGN_ON"
    assert "north" not in refused.value.message
    with pytest.raises(SettingInvalid):
        _ = load_providers(tmp_path / "absent.toml")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://login.example", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000/x", True),
        ("http://localhost/x", True),
        ("http://login.example", False),
        ("http://127.0.0.1.evil.example", False),
        ("http://localhost.evil.example", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://a@b.example", False),
        ("https://b.example/#x", False),
        ("//b.example", False),
        ("https://[", False),
    ],
)
def test_addresses_are_of_tls_or_of_this_machine(address: str, safe: bool) -> None:  # noqa: FBT001 - a row of a table
    assert is_safe_address(address) is safe
