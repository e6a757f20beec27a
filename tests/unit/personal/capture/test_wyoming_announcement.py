"""The Wyoming server announces itself only where others reach it and it is wanted, under a name that says nothing."""

import asyncio
import socket

import pytest

from earnest.foundation.settings import load_settings
from earnest.personal.capture.wyoming_announcement import KIND, announce_wyoming, described_service


@pytest.mark.parametrize("announce", ["yes", "no"])
def test_a_server_on_loopback_is_never_announced(announce: str) -> None:
    settings = load_settings({"EARNEST_WYOMING_BIND": "127.0.0.1", "EARNEST_ANNOUNCE": announce})
    assert asyncio.run(announce_wyoming(settings)) is None


def test_switched_off_it_is_not_announced_either() -> None:
    settings = load_settings({"EARNEST_WYOMING_BIND": "0.0.0.0", "EARNEST_ANNOUNCE": "no"})  # noqa: S104 - nothing is bound
    assert asyncio.run(announce_wyoming(settings)) is None


def test_a_network_that_is_not_there_costs_the_announcement_only() -> None:
    """192.0.2.7 is no address of this machine: the group cannot be joined, and the gateway goes on."""
    settings = load_settings({"EARNEST_WYOMING_BIND": "192.0.2.7"})
    assert settings.announce
    assert asyncio.run(announce_wyoming(settings)) is None


def test_its_name_is_the_same_at_each_start_and_tells_neither_machine_nor_folder() -> None:
    settings = load_settings({"EARNEST_DATA": "/srv/family-huber", "EARNEST_WYOMING_PORT": "10301"})
    first, second = described_service(settings), described_service(settings)
    assert first == second
    assert (first.kind, first.port) == (KIND, 10301)
    assert first.instance.startswith("earnest-")
    assert not any(part in first.name for part in ("huber", "family", socket.gethostname().casefold()))
    assert first.properties == {}
    other = load_settings({"EARNEST_DATA": "/srv/family-meyer", "EARNEST_WYOMING_PORT": "10301"})
    assert described_service(other).instance != first.instance
