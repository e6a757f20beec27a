"""CR1: every HTTP server speaks TLS with the certificate that it was given, and none is open without it."""

import http.client
import ssl
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from support.touring import free_ports

from earnest.foundation.encrypted_transport import CertificateUnusable, open_connection
from earnest.foundation.settings import load_settings
from earnest.operations.plan import PROCESSES
from earnest.operations.supervisor import Supervisor

SERVERS = [plan for plan in PROCESSES if plan.endpoint is not None]
SECONDS = 10.0


def make_certificate(folder: Path, name: str = "earnest.example") -> tuple[Path, Path]:
    """Make a certificate for a name and this machine, signed by its own key; return both files."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / f"{name}.pem", folder / f"{name}.key"
    _ = certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    encoding = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    _ = private.write_bytes(key.private_bytes(*encoding))
    private.chmod(0o600)
    return certificate, private


def status_of(place: SplitResult, context: ssl.SSLContext) -> int:
    connection = http.client.HTTPSConnection(place.hostname or "", place.port, timeout=SECONDS, context=context)
    with closing(connection):
        connection.request("GET", "/health")
        return connection.getresponse().status


def plain_status(connection: http.client.HTTPConnection) -> int:
    connection.request("GET", "/health")
    return connection.getresponse().status


def given(monkeypatch: pytest.MonkeyPatch, folder: Path, certificate: Path, key: Path) -> Mapping[str, str]:
    environment = {
        "EARNEST_DATA": str(folder),
        "EARNEST_TLS_CERTIFICATE": str(certificate),
        "EARNEST_TLS_KEY": str(key),
        "EARNEST_ENGINE": "pocketsphinx",  # the one that starts soonest: nothing is heard here
        **free_ports(),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return environment


def test_cr1_every_http_server_speaks_tls_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, key = make_certificate(tmp_path)
    environment = given(monkeypatch, tmp_path / "data", certificate, key)
    trusted = ssl.create_default_context(cafile=str(certificate))
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.load_verify_locations(certificate)
    with pytest.warns(DeprecationWarning, match="TLS"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with Supervisor(load_settings(environment), processes=SERVERS) as running:
        places = {name: urlsplit(place) for name, place in running.addresses.items() if name != "wyoming"}
        assert set(places) == {plan.name for plan in SERVERS}
        for name, place in places.items():
            assert place.scheme == "https", name
            assert status_of(place, trusted) == 200, name
            plain = http.client.HTTPConnection(place.hostname or "", place.port, timeout=SECONDS)
            with closing(plain), pytest.raises((http.client.HTTPException, OSError)):
                _ = plain_status(plain)
            for refused in (old, ssl.create_default_context()):
                with pytest.raises(ssl.SSLError):
                    _ = status_of(place, refused)
        told = subprocess.run(
            [sys.executable, "-m", "earnest.cli.main", "status"], capture_output=True, check=False, timeout=120
        )
    assert told.stdout.decode().count("https://") == len(SERVERS)


def test_cr1_a_server_beside_us_is_known_by_its_certificate_and_no_other_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = make_certificate(tmp_path)
    environment = given(monkeypatch, tmp_path / "data", certificate, key)
    administration = [plan for plan in SERVERS if plan.name == "administration"]
    with Supervisor(load_settings(environment), processes=administration) as running:
        place = urlsplit(running.addresses["administration"])
        with closing(open_connection(place, timeout=SECONDS)) as connection:
            connection.request("GET", "/health")
            assert connection.getresponse().status == 200
        other, _ = make_certificate(tmp_path, "other.example")
        monkeypatch.setenv("EARNEST_TLS_CERTIFICATE", str(other))
        with closing(open_connection(place, timeout=SECONDS)) as connection, pytest.raises(ssl.SSLError):
            connection.connect()


def test_cr1_a_key_that_does_not_fit_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, _ = make_certificate(tmp_path)
    _, foreign = make_certificate(tmp_path, "other.example")
    environment = given(monkeypatch, tmp_path / "data", certificate, foreign)
    with pytest.raises(CertificateUnusable), Supervisor(load_settings(environment), processes=SERVERS):
        pass
    assert not (tmp_path / "data").exists()
