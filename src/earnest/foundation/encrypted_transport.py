"""TLS: the certificate that servers show, and how a client on the same machine recognises it."""

import os
import ssl
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult

from earnest.foundation.errors import InvalidInput

CERTIFICATE_VARIABLE = "EARNEST_TLS_CERTIFICATE"
KEY_VARIABLE = "EARNEST_TLS_KEY"


class CertificateUnusable(InvalidInput):
    """Certificate and key cannot be used together."""

    code = "certificate_unusable"
    remedy = (
        "EARNEST_TLS_CERTIFICATE is a PEM file with the certificate first and then its chain, EARNEST_TLS_KEY the PEM "
        "file of its private key without a password; each process has to be able to read both."
    )


def server_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """Return how a server shows its certificate; TLS 1.2 or later.

    Raises:
        CertificateUnusable: a file is missing, cannot be read, or they do not fit each other.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        # A key with a password would make the process wait for one at a terminal.
        context.load_cert_chain(certificate, key, password=lambda: b"")
    except (OSError, ValueError):
        raise CertificateUnusable from None
    return context


def open_connection(address: SplitResult, *, timeout: float) -> HTTPConnection:
    """Return a connection to one of our servers; nothing is sent yet.

    A server on this machine is recognised by the very certificate that EARNEST_TLS_CERTIFICATE names, whatever name is
    in it; any other as a browser does, by its name and the authorities that this machine trusts.

    Args:
        address: `http://host:port` or `https://host:port`.
        timeout: seconds.
    """
    host = address.hostname or ""
    if address.scheme != "https":
        return HTTPConnection(host, address.port, timeout=timeout)
    return HTTPSConnection(host, address.port, timeout=timeout, context=_client_context(host))


def is_loopback(bind: str) -> bool:
    """Tell whether only this machine reaches what listens on an address."""
    return ip_address(bind).is_loopback


def _client_context(host: str) -> ssl.SSLContext:
    certificate = os.environ.get(CERTIFICATE_VARIABLE, "").strip()
    context = ssl.create_default_context()
    if not certificate or not _is_here(host):
        return context
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    # The certificate itself is trusted, not who issued it.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        context.load_verify_locations(Path(certificate).expanduser())
    except (OSError, ValueError):
        raise CertificateUnusable from None
    return context


def _is_here(host: str) -> bool:
    try:
        return is_loopback(host)
    except ValueError:
        return host == "localhost"
