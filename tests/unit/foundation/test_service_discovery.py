"""Announcing a service by multicast DNS: found by another implementation, silent on loopback, deaf to nonsense."""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Generator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zeroconf import ServiceBrowser, ServiceListener, Zeroconf

from earnest.foundation.service_discovery import (
    GROUP,
    PORT,
    AnnouncedService,
    ServiceAnnouncer,
    addresses_to_announce,
    encoded_name,
    questions,
)

KIND = "_earnest-test._tcp.local."
SERVICE = AnnouncedService(instance="earnest-1234abcd", kind=KIND, port=10300, properties={"version": "1"})


class Seen(ServiceListener):
    """What a browser was told."""

    def __init__(self) -> None:
        self.added, self.removed = threading.Event(), threading.Event()

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:  # noqa: ARG002 - as the browser calls it
        self.added.set()

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:  # noqa: ARG002 - as the browser calls it
        self.removed.set()

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        pass


@contextlib.contextmanager
def announced() -> Generator[None]:
    """Announce on loopback for the block, in a loop of its own, as a process does."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    announcer = ServiceAnnouncer(SERVICE, ["127.0.0.1"])

    async def close() -> None:
        announcer.close()

    try:
        _ = asyncio.run_coroutine_threadsafe(announcer.open(), loop).result(10)
        yield
    finally:
        _ = asyncio.run_coroutine_threadsafe(close(), loop).result(10)
        _ = loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@contextlib.contextmanager
def browsing() -> Generator[Zeroconf]:
    browser = Zeroconf(interfaces=["127.0.0.1"])
    try:
        yield browser
    finally:
        browser.close()


def ask(name: str, number: int, seconds: float = 10.0) -> bytes:
    """Ask as a simple resolver does, from a port of its own."""
    query = struct.pack("!HHHHHH", number, 0, 1, 0, 0, 0) + encoded_name(name) + struct.pack("!HH", 255, 1)
    with sending() as asking:
        asking.settimeout(seconds)
        _ = asking.sendto(query, (GROUP, PORT))
        return asking.recv(9000)


def sending() -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
    return opened


def test_another_implementation_finds_it_and_sees_it_go() -> None:
    """A browser of the library that Home Assistant uses, which asks before the service is there, and one after."""
    seen, later = Seen(), Seen()
    with browsing() as browser, browsing() as second:
        _ = ServiceBrowser(browser, KIND, seen)
        with announced():
            assert seen.added.wait(20)
            _ = ServiceBrowser(second, KIND, later)
            assert later.added.wait(20)
            found = second.get_service_info(KIND, SERVICE.name, 20_000)
            assert found is not None
            assert (found.parsed_addresses(), found.port) == (["127.0.0.1"], 10300)
            assert found.properties == {b"version": b"1"}
            assert found.server == "earnest-1234abcd.local."
        assert seen.removed.wait(20)
        assert later.removed.wait(20)


def test_a_simple_resolver_is_answered_alone_and_a_question_about_others_is_not() -> None:
    with announced():
        answer = ask(SERVICE.host, 4711)
        assert answer[:2] == struct.pack("!H", 4711)
        assert socket.inet_aton("127.0.0.1") in answer
        with pytest.raises(TimeoutError):
            _ = ask("someone-else.local.", 1, seconds=2)


def test_what_cannot_be_read_costs_nothing() -> None:
    with announced():
        with sending() as hostile:
            for packet in (b"", b"\0" * 11, struct.pack("!HHHHHH", 0, 0, 1, 0, 0, 0) + b"\xc0\x0c", b"\xff" * 9000):
                _ = hostile.sendto(packet, (GROUP, PORT))
        assert SERVICE.instance.encode() in ask(SERVICE.kind, 1)


def test_nothing_is_announced_where_only_this_machine_reaches_it() -> None:
    assert addresses_to_announce("127.0.0.1") == ()
    assert addresses_to_announce("127.8.9.1") == ()
    assert addresses_to_announce("::1") == ()
    assert addresses_to_announce("192.168.1.20") == ("192.168.1.20",)
    assert addresses_to_announce("fd00::1") == ()
    assert not any(address.startswith("127.") for address in addresses_to_announce("0.0.0.0"))  # noqa: S104 - nothing is bound


@given(st.binary(max_size=200))
def test_any_packet_is_read_or_dropped(packet: bytes) -> None:
    for question in questions(struct.pack("!HHHHHH", 0, 0, 3, 0, 0, 0) + packet):
        assert question.name.endswith(".")


def test_a_name_that_points_to_itself_ends() -> None:
    assert questions(struct.pack("!HHHHHH", 0, 0, 1, 0, 0, 0) + b"\xc0\x0c\0\x0c\0\x01") == ()
