"""The add-on of Home Assistant: its files follow the Supervisor's documentation, and its options are real settings.

Source: https://developers.home-assistant.io/docs/add-ons/configuration and …/presentation, as of 2026.
"""

import json
import os
import re
import runpy
import shutil
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, cast

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from earnest.foundation.settings import EngineName, ServerName, load_settings

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
ADD_ON = DEPLOY / "home-assistant" / "earnest"
TRANSLATIONS = sorted((ADD_ON / "translations").glob("*.yaml"))
ELEMENT = re.compile(
    r"^(?:str|bool|email|url|port|password|device)(?:\(\d*,\d*\))?\??$|^(?:int|float)(?:\(\d*,\d*\))?\??$"
    r"|^match\(.*\)\??$|^list\([^()]+\)\??$"
)
"""Kinds of values in `schema`."""


class Mapped(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: Literal["addon_config", "ssl", "addons", "backup", "share", "media", "homeassistant_config", "data"]
    read_only: bool = True


class Configuration(BaseModel):
    """Fields of `config.yaml` that the Supervisor documents and this add-on uses; another one is a mistake."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    slug: Annotated[str, Field(pattern=r"^[-_.A-Za-z0-9]+$")]
    description: str
    url: str
    arch: Annotated[list[Literal["aarch64", "amd64"]], Field(min_length=1)]
    init: bool
    startup: Literal["initialize", "system", "services", "application", "once"]
    boot: Literal["auto", "manual", "manual_only"]
    discovery: list[str]
    ports: dict[Annotated[str, Field(pattern=r"^\d{1,5}/(tcp|udp)$")], int | None]
    map: list[Mapped]
    backup_exclude: list[str]
    options: dict[str, str | int | bool]
    schema_: Annotated[dict[str, str], Field(alias="schema")]


class Name(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    description: str


class Translation(BaseModel):
    model_config = ConfigDict(extra="forbid")

    configuration: dict[str, Name]
    network: dict[str, str]


def configuration() -> Configuration:
    return Configuration.model_validate(yaml.safe_load((ADD_ON / "config.yaml").read_text("utf-8")))


def settings_of(options: Mapping[str, object]) -> dict[str, str]:
    started = runpy.run_path(str(ADD_ON / "run.py"), run_name="add_on")
    return cast("dict[str, str]", started["settings_of"](options))


def test_the_configuration_holds_what_the_supervisor_documents() -> None:
    held = configuration()
    assert held.slug == ADD_ON.name
    assert all(ELEMENT.match(kind) for kind in held.schema_.values())
    optional = {name for name, kind in held.schema_.items() if kind.endswith("?")}
    assert set(held.options) == set(held.schema_) - optional
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{held.version}"' in project


def test_a_field_that_the_supervisor_does_not_know_is_found() -> None:
    raw = yaml.safe_load((ADD_ON / "config.yaml").read_text("utf-8"))
    for wrong in ({"privilege": ["ALL"]}, {"boot": "sometimes"}, {"ports": {"10300": 10300}}, {"arch": ["riscv"]}):
        with pytest.raises(ValidationError):
            _ = Configuration.model_validate(raw | wrong)


def test_nothing_of_the_host_is_given_to_it() -> None:
    """No privileges, no network of the host, no folder but certificates, and these read only."""
    raw = yaml.safe_load((ADD_ON / "config.yaml").read_text("utf-8"))
    assert not set(raw) & {
        "privileged",
        "host_network",
        "full_access",
        "docker_api",
        "hassio_role",
        "homeassistant_api",
    }
    assert [(one.type, one.read_only) for one in configuration().map] == [("ssl", True)]


def test_the_options_as_they_come_are_settings_that_earnest_takes() -> None:
    settings = load_settings(settings_of(dict(configuration().options)))
    assert settings.data_folder == Path("/data/earnest")
    assert (settings.engine, settings.retention_days, settings.wyoming_device) == (EngineName.AUTOMATIC, 90, None)
    assert settings.opens_wyoming
    assert not settings.wyoming_acts, "Home Assistant acts; with both, everything would be done twice"
    assert not settings.announce
    assert settings.binds[ServerName.PORTAL] == settings.binds[ServerName.WORKBENCH] == "127.0.0.1"


def test_each_option_changes_the_setting_that_it_names() -> None:
    device = "6f1f1bd2-5d6a-4b57-8f10-1f9d1c2f7c11"
    changed: dict[str, object] = {
        "engine": "pocketsphinx",
        "ssl": True,
        "certfile": "our.pem",
        "keyfile": "our.key",
        "retention_days": 7,
        "wyoming_acts": True,
        "wyoming_device": device,
    }
    assert set(changed) == set(configuration().schema_)
    written = settings_of(changed)
    assert (written["EARNEST_TLS_CERTIFICATE"], written["EARNEST_TLS_KEY"]) == ("/ssl/our.pem", "/ssl/our.key")
    settings = load_settings(written)
    assert (settings.engine, settings.retention_days) == (EngineName.POCKETSPHINX, 7)
    assert (str(settings.wyoming_device), settings.wyoming_acts) == (device, True)
    assert not load_settings(settings_of(changed | {"wyoming_acts": False})).wyoming_acts
    assert settings.binds[ServerName.PORTAL] == "0.0.0.0"  # noqa: S104 - with TLS
    assert settings.binds[ServerName.WORKBENCH] == settings.binds[ServerName.ADMINISTRATION] == "127.0.0.1"


def test_every_value_that_an_option_can_have_is_one_of_earnest() -> None:
    schema = configuration().schema_
    listed = re.findall(r"[a-z]+", schema["engine"].removeprefix("list"))
    assert set(listed) <= {engine.value for engine in EngineName}
    assert schema["retention_days"] == "int(1,180)"
    for days in (1, 180):
        options = dict(configuration().options) | {"retention_days": days}
        assert load_settings(settings_of(options)).retention_days == days


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_every_language_names_every_option_and_port(path: Path) -> None:
    held = Translation.model_validate(yaml.safe_load(path.read_text("utf-8")))
    assert set(held.configuration) == set(configuration().schema_)
    assert set(held.network) == set(configuration().ports)


def test_it_speaks_three_languages() -> None:
    assert [path.stem for path in TRANSLATIONS] == ["de", "en", "nl"]


def test_icon_and_logo_have_the_sizes_that_the_supervisor_wants() -> None:
    for name, size in (("icon.png", (128, 128)), ("logo.png", (250, 100))):
        content = (ADD_ON / name).read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack("!II", content[16:24]) == size
        assert len(content) < 10_000


def test_the_supervisor_is_told_where_the_service_is_and_a_missing_one_is_no_error() -> None:
    started = runpy.run_path(str(ADD_ON / "run.py"), run_name="add_on")
    assert started["offer"](10300, "token") is False
    assert configuration().discovery == ["wyoming"]
    assert f"{started['WYOMING_PORT']}/tcp" in configuration().ports


def test_what_the_image_is_built_of_is_what_make_puts_there() -> None:
    copied = set(re.findall(r"^COPY (.+) \S+$", (ADD_ON / "Dockerfile").read_text("utf-8"), re.MULTILINE))
    assert copied == {"*.whl *.lock", "run.py"}
    target = (ROOT / "Makefile").read_text("utf-8").partition("\nadd-on:")[2].partition("\n\n")[0]
    for lock in ("requirements.lock", "requirements-weights.lock", "requirements-weights-second-source.lock"):
        assert lock in target
        assert (ROOT / lock).is_file()


def _program(name: str) -> str:
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    assert found is not None, f"{name} is in the group `test`"
    return found


@pytest.mark.parametrize("file", [DEPLOY / "Dockerfile", ADD_ON / "Dockerfile"], ids=["deploy", "add-on"])
def test_hadolint_has_nothing_to_say(file: Path) -> None:
    ended = subprocess.run([_program("hadolint"), "--format", "json", str(file)], capture_output=True, check=False)
    assert json.loads(ended.stdout) == []


def test_yamllint_has_nothing_to_say() -> None:
    files = [*ADD_ON.rglob("*.yaml"), ADD_ON.parent / "repository.yaml", DEPLOY / "compose.yaml"]
    rules = (
        "{extends: default, rules: {line-length: {max: 180}, document-start: disable, braces: {max-spaces-inside: 0}}}"
    )
    ended = subprocess.run(
        [_program("yamllint"), "--strict", "-d", rules, *map(str, files)], capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.returncode) == ("", 0)
