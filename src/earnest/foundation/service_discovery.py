"""Service discovery: tells the local network where one service is, by multicast DNS (RFC 6762, RFC 6763).

It answers what is asked about its own service, announces it twice at the start and takes it back at the end. It asks
nothing, keeps nothing of what others say, and sends what it says only where the service itself is reached.

Its names hold a number of this installation, so that two of them in one network do not collide; the probing of
RFC 6762, section 8.1, is left out for that reason. IPv4 only: so far every client that looks for Wyoming services
understands it.
"""

import asyncio
import contextlib
import socket
import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, ip_address
from typing import Final

import psutil

GROUP: Final = "224.0.0.251"
PORT: Final = 5353
_ALL_SERVICES: Final = "_services._dns-sd._udp.local."
_ADDRESS, _POINTER, _TEXT, _SERVICE, _ANY = 1, 12, 16, 33, 255
_INTERNET: Final = 1
_CACHE_FLUSH: Final = 0x8000
"""Top bit of the class: this is all there is of that name. In a question it asks for an answer to its sender alone."""
_RESPONSE: Final = 0x8400
_QUERY_MASK: Final = 0xF800
"""Response bit and operation code; a standard query has neither."""
_HOST_SECONDS: Final = 120
_OTHER_SECONDS: Final = 4500
"""How long others may remember an answer, as RFC 6762, section 10, recommends."""
_AGAIN_SECONDS: Final = 1.0
_MULTICAST_ALL: Final = 49
"""Linux's IP_MULTICAST_ALL, which the module `socket` does not name: 0 delivers only what comes from the network that
this very socket joined, so that none is told an address of another network."""
_LARGEST_PACKET: Final = 9000
_MOST_QUESTIONS: Final = 64
_MOST_JUMPS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedService:
    """What is announced."""

    instance: str
    """Its own name, unique in the network; at most 63 bytes."""
    kind: str
    """`_wyoming._tcp.local.`"""
    port: int
    properties: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def name(self) -> str:
        """Full name of the instance."""
        return f"{self.instance}.{self.kind}"

    @property
    def host(self) -> str:
        """Name of the machine, for this service alone."""
        return f"{self.instance}.local."


class ServiceAnnouncer:
    """Announces one service on some of this machine's addresses, from `open` until `close`."""

    def __init__(self, service: AnnouncedService, addresses: Sequence[str]) -> None:
        """Take what is announced.

        Args:
            service: what it is.
            addresses: IPv4 addresses of this machine on whose networks it is announced, each with itself as the
                address of the service.
        """
        self._service = service
        self._addresses = tuple(addresses)
        self._transports: list[tuple[str, asyncio.DatagramTransport]] = []
        self._again: asyncio.TimerHandle | None = None

    async def open(self) -> None:
        """Begin to announce.

        Raises:
            OSError: the port of multicast DNS or one of the networks cannot be used.
        """
        loop = asyncio.get_running_loop()
        try:
            for address in self._addresses:
                opened = _socket_on(address)
                receive = self._answerer(address)
                transport, _ = await loop.create_datagram_endpoint(lambda r=receive: _Receiver(r), sock=opened)
                self._transports.append((address, transport))
        except OSError:
            self._end()
            raise
        self._announce()
        self._again = loop.call_later(_AGAIN_SECONDS, self._announce)

    def close(self) -> None:
        """Take it back, so that nothing in the network remembers it."""
        if self._again is not None:
            self._again.cancel()
        for address, transport in self._transports:
            transport.sendto(response(self._records(address), alive=False), (GROUP, PORT))
        self._end()

    def _end(self) -> None:
        for _, transport in self._transports:
            transport.close()
        self._transports.clear()

    def _announce(self) -> None:
        for address, transport in self._transports:
            transport.sendto(response(self._records(address)), (GROUP, PORT))

    def _answerer(self, address: str) -> Callable[[bytes, tuple[str, int]], None]:
        def answer(packet: bytes, sender: tuple[str, int]) -> None:
            asked = questions(packet)
            wanted = [record for record in self._records(address) if any(one.asks_for(record) for one in asked)]
            if not wanted:
                return
            transport = next(transport for own, transport in self._transports if own == address)
            if sender[1] != PORT:  # A simple resolver waits for an answer to itself, with its own number (section 6.7).
                transport.sendto(response(wanted, number=int.from_bytes(packet[:2])), sender)
            else:
                transport.sendto(response(wanted), (GROUP, PORT))

        return answer

    def _records(self, address: str) -> tuple["_Record", ...]:
        service = self._service
        text = b"".join(_short(f"{key}={value}".encode()) for key, value in service.properties.items()) or b"\0"
        place = struct.pack("!HHH", 0, 0, service.port) + encoded_name(service.host)
        return (
            _Record(name=service.kind, kind=_POINTER, content=encoded_name(service.name), unique=False),
            _Record(name=_ALL_SERVICES, kind=_POINTER, content=encoded_name(service.kind), unique=False),
            _Record(name=service.name, kind=_SERVICE, content=place, seconds=_HOST_SECONDS),
            _Record(name=service.name, kind=_TEXT, content=text),
            _Record(name=service.host, kind=_ADDRESS, content=IPv4Address(address).packed, seconds=_HOST_SECONDS),
        )


def addresses_to_announce(bind: str) -> tuple[str, ...]:
    """Return the addresses on which a service is reached from other machines; none where only this machine reaches it.

    Args:
        bind: the address on which it listens; `0.0.0.0` for all.
    """
    bound = ip_address(bind)
    if bound.is_loopback:
        return ()
    if bound.is_unspecified:
        return tuple(one for one in dict.fromkeys(_own_addresses()) if not ip_address(one).is_loopback)
    return (str(bound),) if bound.version == 4 else ()  # noqa: PLR2004 - the version of the protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceQuestion:
    """One question of a query."""

    name: str
    kind: int

    def asks_for(self, record: "_Record") -> bool:
        """Whether a record answers it, or is what the one who asks will want next (section 12 of RFC 6763)."""
        return self.name.casefold() == record.name.casefold() and self.kind in {record.kind, _ANY}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    name: str
    kind: int
    content: bytes
    seconds: int = _OTHER_SECONDS
    unique: bool = True


class _Receiver(asyncio.DatagramProtocol):
    def __init__(self, receive: Callable[[bytes, tuple[str, int]], None]) -> None:
        self._receive = receive

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer; what cannot be read is dropped, for any machine in the network may send it."""
        with contextlib.suppress(OSError):
            self._receive(data, addr)


def response(records: Iterable[_Record], *, alive: bool = True, number: int = 0) -> bytes:
    """Return a packet that states records.

    Args:
        records: what is stated.
        alive: False takes them back.
        number: of the query that it answers; 0 for all.
    """
    stated = tuple(records)
    parts = [struct.pack("!HHHHHH", number, _RESPONSE, 0, len(stated), 0, 0)]
    for record in stated:
        of_class = _INTERNET | (_CACHE_FLUSH if record.unique else 0)
        seconds = record.seconds if alive else 0
        parts += [
            encoded_name(record.name),
            struct.pack("!HHIH", record.kind, of_class, seconds, len(record.content)),
            record.content,
        ]
    return b"".join(parts)


def questions(packet: bytes) -> tuple[ServiceQuestion, ...]:
    """Return the questions of a query; none of a packet that is none or cannot be read."""
    if not 12 <= len(packet) <= _LARGEST_PACKET:  # noqa: PLR2004 - bytes of the header
        return ()
    _, flags, count, *_ = struct.unpack_from("!HHHHHH", packet)
    if flags & _QUERY_MASK or count > _MOST_QUESTIONS:
        return ()
    found: list[ServiceQuestion] = []
    place = 12
    try:
        for _ in range(count):
            name, place = _read_name(packet, place)
            kind, _of_class = struct.unpack_from("!HH", packet, place)
            place += 4
            found.append(ServiceQuestion(name=name, kind=int(kind)))
    except (IndexError, struct.error, ValueError):
        return ()
    return tuple(found)


def encoded_name(name: str) -> bytes:
    """Return a name as DNS writes it.

    Raises:
        ValueError: a part of it has more than 63 bytes, or none.
    """
    parts = [part.encode() for part in name.rstrip(".").split(".")]
    if any(not 0 < len(part) <= 63 for part in parts):  # noqa: PLR2004 - most bytes of a part
        raise ValueError(name)
    return b"".join(map(_short, parts)) + b"\0"


def _short(part: bytes) -> bytes:
    return bytes([len(part)]) + part


def _read_name(packet: bytes, place: int) -> tuple[str, int]:
    """Return a name and where the packet goes on after it; names may point to what stands before them."""
    parts: list[str] = []
    after: int | None = None
    for _ in range(_MOST_JUMPS * 8):
        size = packet[place]
        if size >= 0xC0:  # noqa: PLR2004 - two bits that mark a pointer
            after = place + 2 if after is None else after
            place = ((size & 0x3F) << 8) | packet[place + 1]
        elif size:
            parts.append(packet[place + 1 : place + 1 + size].decode())
            place += 1 + size
        else:
            return ".".join(parts) + ".", place + 1 if after is None else after
    raise ValueError


def _socket_on(address: str) -> socket.socket:
    """Return a socket that hears and sends multicast DNS on the network of one address.

    Raises:
        OSError: it cannot be opened.
    """
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_UDP)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "SO_REUSEPORT"):
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        opened.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        opened.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, 1)
        own = socket.inet_aton(address)
        opened.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, own)
        if sys.platform == "linux":
            opened.setsockopt(socket.IPPROTO_IP, _MULTICAST_ALL, 0)
        opened.bind(("", PORT))
        opened.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP) + own)
        opened.setblocking(False)
    except OSError:
        opened.close()
        raise
    return opened


def _own_addresses() -> Iterator[str]:
    """Yield the IPv4 addresses of this machine."""
    for interface in psutil.net_if_addrs().values():
        for one in interface:
            if one.family == socket.AF_INET:
                yield str(one.address)
