"""Server addresses: under which addresses this machine reaches our own servers."""

from earnest.foundation.settings import ServerName, Settings


def reachable_host(bind: str) -> str:
    """Return the address under which this machine reaches what listens on `bind`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(bind, bind)  # noqa: S104 - compared, not bound


def reachable_address(settings: Settings, server: ServerName) -> str:
    """Return `host:port` under which this machine reaches a server; IPv6 in brackets."""
    host = reachable_host(settings.binds[server])
    return f"[{host}]:{settings.ports[server]}" if ":" in host else f"{host}:{settings.ports[server]}"


def server_address(settings: Settings, server: ServerName) -> str:
    """Return `http://host:port`, with a certificate `https://…`, under which this machine reaches a server."""
    return f"{settings.scheme}://{reachable_address(settings, server)}"
