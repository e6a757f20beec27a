"""Addresses: from where a request comes; what a proxy says of it counts only where the proxy is known."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.requests import Request


def client_address(request: Request, trusted_proxies: Sequence[IPv4Network | IPv6Network]) -> str:
    """Return the address of the browser: the last one that no trusted proxy stands for.

    Args:
        request: what came.
        trusted_proxies: networks of proxies whose `X-Forwarded-For` counts; none: the header is never looked at.

    Returns:
        An address as text; empty, or something that is none, where it is not known, which fits no network.
    """
    address = "" if request.client is None else request.client.host
    forwarded = [part.strip() for part in ",".join(request.headers.getlist("x-forwarded-for")).split(",")]
    while forwarded and _is_trusted(address, trusted_proxies):
        address = forwarded.pop()
    return address


def client_country(
    request: Request, header: str | None, trusted_proxies: Sequence[IPv4Network | IPv6Network]
) -> str | None:
    """Return the country of the browser, as a trusted proxy names it.

    Args:
        request: what came.
        header: in which the proxy names it; None: no country is read.
        trusted_proxies: networks of proxies whose header counts.

    Returns:
        What the header says, in capitals; empty where no trusted proxy says one; None where none is read.
    """
    if header is None:
        return None
    address = "" if request.client is None else request.client.host
    return request.headers.get(header, "").strip().upper() if _is_trusted(address, trusted_proxies) else ""


def _is_trusted(address: str, trusted: Sequence[IPv4Network | IPv6Network]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in trusted)
