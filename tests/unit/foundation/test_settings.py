"""Settings come from the environment, checked, and never tell a value."""

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from, text

from earnest.cli.status import wyoming_sentence
from earnest.foundation.settings import (
    DisguiseName,
    EngineName,
    KeyName,
    PlainHttpRefused,
    ServerName,
    SettingInvalid,
    SettingMissing,
    load_settings,
)

VARIABLES = [
    "EARNEST_OBJECTS",
    "EARNEST_GATEWAY_PORT",
    "EARNEST_CAP_SHARE",
    "EARNEST_PANEL_CAP_SHARE",
    "EARNEST_PERSON_CAP",
    "EARNEST_RETENTION_DAYS",
    "EARNEST_ENGINE",
    "EARNEST_DISGUISE",
    "EARNEST_LEASE_SECONDS",
    "EARNEST_WYOMING_DEVICE",
    "EARNEST_KEYS",
]


def test_an_empty_environment_gives_the_documented_defaults() -> None:
    settings = load_settings({})
    assert settings.data_folder == Path("data").absolute()
    assert settings.database is None
    assert settings.objects == (Path("data") / "objects").absolute().as_uri()
    assert settings.binds == dict.fromkeys(ServerName, "127.0.0.1")
    assert settings.ports == {
        ServerName.GATEWAY: 8701,
        ServerName.WYOMING: 10300,
        ServerName.PORTAL: 8702,
        ServerName.WORKBENCH: 8703,
        ServerName.ADMINISTRATION: 8704,
    }
    assert (settings.cap_share, settings.panel_cap_share) == (0.002, 0.002)
    assert (settings.person_cap, settings.panel_person_cap, settings.retention_days) == (3, 3, 90)
    assert settings.engine is EngineName.AUTOMATIC
    assert settings.disguise is DisguiseName.AUTOMATIC
    assert (settings.lease_seconds, settings.wyoming_device, settings.models) == (600, None, None)
    assert settings.announce
    assert settings.reviews_per_clip == 1


@pytest.mark.parametrize("opened", list(ServerName))
def test_opening_one_server_opens_no_other(opened: ServerName) -> None:
    settings = load_settings({opened.bind_variable: "192.0.2.7", "EARNEST_PLAIN_HTTP": "yes"})
    assert [listener for listener in ServerName if settings.binds[listener] != "127.0.0.1"] == [opened]


def test_the_variable_that_opened_all_at_once_is_refused_with_what_to_do() -> None:
    with pytest.raises(SettingInvalid) as refused:
        _ = load_settings({"EARNEST_BIND": "192.0.2.7"})
    assert "EARNEST_WYOMING_BIND" in (refused.value.remedy or "")


def test_values_are_parsed() -> None:
    settings = load_settings(
        {
            "EARNEST_DATA": "/srv/earnest",
            "EARNEST_WYOMING_DEVICE": "6f1f1bd2-5d6a-4b57-8f10-1f9d1c2f7c11",
            "EARNEST_CAP_SHARE": "0.01",
            "EARNEST_PANEL_CAP_SHARE": " 0.5 ",
            "EARNEST_ENGINE": "whisper",
            "EARNEST_PERSON_CAP": "",
        }
    )
    assert settings.data_folder == Path("/srv/earnest")
    assert settings.wyoming_device == UUID("6f1f1bd2-5d6a-4b57-8f10-1f9d1c2f7c11")
    assert (settings.cap_share, settings.panel_cap_share, settings.person_cap) == (0.01, 0.5, 3)
    assert settings.engine is EngineName.WHISPER


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("EARNEST_CAP_SHARE", "0.0101"),
        ("EARNEST_CAP_SHARE", "nan"),
        ("EARNEST_CAP_SHARE", "-0.001"),
        ("EARNEST_PANEL_CAP_SHARE", "1.5"),
        ("EARNEST_RETENTION_DAYS", "181"),
        ("EARNEST_RETENTION_DAYS", "0"),
        ("EARNEST_REVIEWS_PER_CLIP", "0"),
        ("EARNEST_REVIEWS_PER_CLIP", "10"),
        ("EARNEST_PORTAL_PORT", "65536"),
        ("EARNEST_OBJECTS", "/folder"),
        ("EARNEST_ENGINE", "faster-whisper"),
        ("EARNEST_WYOMING_DEVICE", "kitchen"),
        ("EARNEST_KEYS", "personal,everything"),
    ],
)
def test_what_lies_outside_its_range_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(SettingInvalid) as caught:
        _ = load_settings({variable: value})
    assert caught.value.variable == variable
    assert variable in caught.value.message


@given(sampled_from(VARIABLES), text(alphabet="ghjkqvxyz", min_size=6))
def test_a_value_never_appears_in_the_error(variable: str, value: str) -> None:
    with pytest.raises(SettingInvalid) as caught:
        _ = load_settings({variable: value})
    assert value not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_secrets_are_not_in_the_representation() -> None:
    settings = load_settings(
        {
            "EARNEST_DATABASE": "postgresql://owner:swordfish@host/db",
            "EARNEST_ROLE_DATABASE": "password=swordfish",
            "EARNEST_OBJECTS": "s3://swordfish/bucket",
            "EARNEST_STAFF_KEY": "aws-kms://swordfish",
        }
    )
    assert "swordfish" not in repr(settings)


def test_a_process_gets_only_its_keys() -> None:
    settings = load_settings({"EARNEST_DATA": "/srv/e", "EARNEST_KEYS": "handover", "EARNEST_STAFF_KEY": "aws-kms://x"})
    assert settings.key_address(KeyName.HANDOVER) == "/srv/e/keys/handover.json"
    for name in (KeyName.PERSONAL, KeyName.STAFF, KeyName.AUDIT):
        with pytest.raises(SettingMissing):
            _ = settings.key_address(name)
    assert load_settings({"EARNEST_KEYS": "none"}).keys == frozenset()
    assert load_settings({"EARNEST_STAFF_KEY": "aws-kms://x"}).key_address(KeyName.STAFF) == "aws-kms://x"


def test_a_process_started_by_itself_is_told_what_is_missing() -> None:
    with pytest.raises(SettingMissing) as caught:
        _ = load_settings({}).require_role_database()
    assert "EARNEST_ROLE_DATABASE" in caught.value.message


BAD_VALUES = {
    "EARNEST_DATABASE": ["nonsense"],
    "EARNEST_ROLE_DATABASE": ["nonsense"],
    "EARNEST_OBJECTS": ["objects", "ftp://x", "file:/x"],
    "EARNEST_CAP_SHARE": ["0.5", "nan", "-1", "much", "inf"],
    "EARNEST_PANEL_CAP_SHARE": ["1.5", "50%"],
    "EARNEST_PERSON_CAP": ["-1", "three", "3.5", "9" * 5000],
    "EARNEST_PANEL_PERSON_CAP": ["-1", "1_0"],
    "EARNEST_RETENTION_DAYS": ["0", "181", "٣"],
    "EARNEST_ENGINE": ["vosk", "POCKETSPHINX"],
    "EARNEST_DISGUISE": ["none"],
    "EARNEST_VERIFIER": ["x"],
    "EARNEST_LEASE_SECONDS": ["0", "1e3"],
    "EARNEST_WYOMING_DEVICE": ["kitchen"],
    "EARNEST_KEYS": ["personal,all"],
    "EARNEST_DATA": ["~nobody-of-this-name/x"],
    "EARNEST_MODELS": ["~nobody-of-this-name/x"],
    "EARNEST_MODEL": ["../whisper-base", "a/b", ".", "whisper base", "x" * 101],
    "EARNEST_WEIGHTS": ["~nobody-of-this-name/x"],
    "EARNEST_VERIFIER_MODELS": ["~nobody-of-this-name/x"],
    **{listener.bind_variable: ["everywhere", "256.0.0.1"] for listener in ServerName},
    **{listener.port_variable: ["65536", "-1", "http", "80 81"] for listener in ServerName},
}


@pytest.mark.parametrize(("variable", "value"), [(name, value) for name, bad in BAD_VALUES.items() for value in bad])
def test_a_bad_value_gives_one_line_with_variable_source_and_what_is_allowed(variable: str, value: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        _ = load_settings({variable: value})
    message = refused.value.message
    assert f"{variable}, from the environment," in message
    assert "it has to be " in message
    assert "\n" not in message
    assert value not in message or len(value) < 4
    assert refused.value.remedy


def test_every_enumeration_names_what_is_allowed() -> None:
    with pytest.raises(SettingInvalid, match="one of automatic, whisper, pocketsphinx, sherpa-onnx"):
        _ = load_settings({"EARNEST_ENGINE": "vosk"})


@pytest.mark.parametrize("bind", ["198.51.100.7", "::", "192.0.2.7", "2001:db8::7"])
@pytest.mark.parametrize("server", [name for name in ServerName if name is not ServerName.WYOMING])
def test_cr1_http_beyond_this_machine_needs_tls_or_a_word(server: ServerName, bind: str) -> None:
    opened = {server.bind_variable: bind}
    with pytest.raises(PlainHttpRefused) as refused:
        _ = load_settings(opened)
    assert server.bind_variable in refused.value.message
    with pytest.raises(PlainHttpRefused):
        _ = load_settings({**opened, "EARNEST_PLAIN_HTTP": "no"})
    assert load_settings({**opened, "EARNEST_PLAIN_HTTP": "yes"}).scheme == "http"
    with_tls = load_settings({**opened, "EARNEST_TLS_CERTIFICATE": "/c.pem", "EARNEST_TLS_KEY": "/c.key"})
    assert with_tls.scheme == "https"
    with pytest.raises(SettingInvalid):
        _ = load_settings({**opened, "EARNEST_TLS_CERTIFICATE": "/c.pem"})


def test_cr1_wyoming_beyond_this_machine_says_that_it_has_no_encryption() -> None:
    assert not load_settings({"EARNEST_WYOMING_BIND": "::1"}).opens_wyoming
    settings = load_settings({"EARNEST_WYOMING_BIND": "192.0.2.7"})
    assert settings.opens_wyoming
    assert "no encryption" in wyoming_sentence(settings)
