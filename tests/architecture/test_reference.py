"""The reference pages and the pages' types say what the code says; each is written by `make documents`."""

import json
import re
from pathlib import Path

import pytest
from fastapi import APIRouter, Depends, FastAPI

from scripts.commands_page import commands_page
from scripts.generate_documents import reference_files
from scripts.http_interfaces import Route, list_routes, make_applications
from scripts.settings_table import settings_page, variables_read

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reference() -> dict[Path, str]:
    return reference_files()


def test_the_published_reference_is_true(reference: dict[Path, str]) -> None:
    written = {path.relative_to(ROOT).as_posix(): text for path, text in reference.items()}
    there = {name: (ROOT / name).read_text(encoding="utf-8") if (ROOT / name).is_file() else "" for name in written}
    assert [name for name in written if there[name] != written[name]] == [], "run `make documents`"


def test_nothing_stale_lies_in_the_reference(reference: dict[Path, str]) -> None:
    written = {path for path in reference if path.is_relative_to(ROOT / "docs" / "reference")}
    assert {path for path in (ROOT / "docs" / "reference").rglob("*") if path.is_file()} == {
        *written,
        ROOT / "docs" / "reference" / "README.md",
        ROOT / "docs" / "reference" / "export.schema.json",  # tests/privacy/test_rights.py compares it
    }


def test_every_variable_that_the_code_names_is_in_the_page_of_settings() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert {name for name in variables_read() if f"`{name}`" not in page} == {"EARNEST_BIND"}, "that one is refused"


def test_every_command_and_setting_that_a_document_names_exists() -> None:
    commands = set(re.findall(r"^## `earnest ([a-z -]+)`$", commands_page(), re.MULTILINE))
    settings = set(re.findall(r"`(EARNEST_[A-Z_]+)`", settings_page()))
    pages = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    groups = {words.partition(" ")[0] for words in commands}
    named = {" ".join(words.split()[: 2 if words.split()[0] not in commands else 1]) for words in _commands_in(text)}
    assert len(named) > 5
    assert named - commands - groups == set()
    assert set(re.findall(r"\b(EARNEST_[A-Z]+(?:_[A-Z]+)*)\b(?!=)", text)) - settings - BUILD == set()


BUILD = {"EARNEST_CHROMIUM", "EARNEST_CASES"}
"""Variables of the tests and of the checkout, which the product does not read."""


def _commands_in(text: str) -> list[str]:
    return re.findall(r"`earnest ([a-z][a-z-]*(?: [a-z][a-z-]*)?)", text)


@pytest.fixture(scope="module")
def routes() -> list[Route]:
    return [route for application in make_applications().values() for route in list_routes(application)]


def test_every_route_that_a_document_names_exists(routes: list[Route]) -> None:
    """A page once named `GET /api/leases/{lease_id}/sound`, which there never was."""
    known = {(route.method, _anonymous(route.path)) for route in routes}
    named = {
        (method, _anonymous(path))
        for page in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]
        for method, path in re.findall(r"\b(GET|POST|PUT|DELETE) (/[\w/{}.-]*)", page.read_text(encoding="utf-8"))
    }
    assert ("GET", "/health") in named
    assert named - known == set()


SECRET = re.compile(r"token|passw|secret|code|cookie|session|ticket|totp|key", re.IGNORECASE)


def test_cr6_no_route_takes_a_secret_in_its_address() -> None:
    """Addresses stand in logs and histories. What is left is worth one sound, once, to who is signed in."""
    taken: set[str] = set()
    for file in (ROOT / "docs" / "reference" / "openapi").glob("*.json"):
        for path, operations in json.loads(file.read_text("utf-8"))["paths"].items():
            for operation in operations.values():
                named = [one["name"] for one in operation.get("parameters", []) if one["in"] in {"path", "query"}]
                taken |= {f"{path} {name}" for name in named if SECRET.search(name)}
    assert taken == {"/api/excerpts/{ticket} ticket", "/api/sounds/{ticket} ticket"}


def test_ac9_only_these_routes_ask_for_no_one(routes: list[Route]) -> None:
    """Whoever adds a route without sign-in has to say so here."""
    open_to_all = {(route.method, route.path) for route in routes if route.who.startswith("all who")}
    assert open_to_all == {
        ("GET", "/health"),
        ("GET", "/api/well-being"),
        ("POST", "/api/session"),
        ("GET", "/api/session"),
        ("POST", "/api/session/passkey"),
        ("POST", "/api/session/passkey/options"),
        ("DELETE", "/api/session"),
        ("GET", "/api/session/single-sign-on"),
        ("POST", "/api/session/single-sign-on"),
        ("POST", "/api/session/single-sign-on/address"),
        ("POST", "/api/session/single-sign-on/code"),
        ("POST", "/api/session/single-sign-on/provider-sign-out"),
        ("POST", "/api/postures"),
        # A person without an account claims, and a closed account has its receipt: who asks has a code of 128 bits.
        ("POST", "/api/claims"),
        ("POST", "/api/claims/status"),
        ("GET", "/api/deletions/{deletion_id}"),
        ("GET", "/checkpoint"),
        ("GET", "/checkpoint/key"),
        ("GET", "/transparency"),
        ("GET", "/transparency.json"),
        ("GET", "/transparency.css"),
    }


def test_a_route_whose_callers_or_errors_are_not_known_stops_the_documents() -> None:
    def require_something() -> None:
        """Go on."""

    def get_it() -> None:
        """Tell.

        Raises:
            NoSuchErrorOfOurs: never.
        """

    documented, raising = FastAPI(), FastAPI()
    router = APIRouter(dependencies=[Depends(require_something)])
    router.add_api_route("/it", get_it, methods=["GET"])
    documented.include_router(router)
    raising.add_api_route("/it", get_it, methods=["GET"])
    for application in (documented, raising):
        with pytest.raises(LookupError):
            _ = list_routes(application)


def _anonymous(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path.rstrip("."))
