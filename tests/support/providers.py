"""Providers of single sign-on for tests: a real one from npm, and one that answers whatever an attacker would."""

import json
import subprocess
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from earnest.foundation.clock import Clock

_MODULE = Path(__file__).parents[2] / "frontend" / "node_modules" / "oidc-provider" / "lib" / "index.js"
_SCRIPT = Path(__file__).with_name("provider.mjs")
CLIENT = "earnest"
SECRET = "a secret of the tests"


def write_providers(folder: Path, *issuers: str, more: str = "own_people = true") -> Path:
    """Write the file of providers, one for each issuer: North, then South."""
    _ = (folder / "provider.secret").write_text(f"{SECRET}\n", encoding="utf-8")
    tables = (
        f'[[provider]]\nname = "{name}"\nissuer = "{issuer}"\nclient = "{CLIENT}"\n'
        f'secret_file = "provider.secret"\n{more}\n'
        for name, issuer in zip(("North", "South"), issuers, strict=False)
    )
    path = folder / "providers.toml"
    _ = path.write_text("\n".join(tables), encoding="utf-8")
    return path


@contextmanager
def real_provider(port: int, *, redirect_address: str) -> Generator[str]:
    """Run `oidc-provider` on this machine with its own page of sign-in, and give its issuer."""
    arguments = ["node", str(_SCRIPT), str(_MODULE), str(port), CLIENT, SECRET, redirect_address]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "ready"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@dataclass(slots=True, kw_only=True)
class FreeProvider:
    """A provider over HTTP that signs what a test tells it to."""

    clock: Clock
    key: RSAKey | ECKey
    issuer: str = ""
    claims: dict[str, object] = field(default_factory=dict)
    """What the next token says beside what an honest one would; None leaves a claim out."""
    signing: RSAKey | ECKey | OctKey | None = None
    """The key that signs; the published one where none is told."""
    algorithm: str = "RS256"
    nonces: dict[str, str] = field(default_factory=dict)
    """Nonce by code, as the authorization request told it."""
    asked: list[Mapping[str, str]] = field(default_factory=list)
    """What was sent to the token endpoint."""
    token: str | None = None
    """A token to send as it is."""

    def authorize(self, address: str, subject: str = "rosa@north") -> dict[str, str]:
        """Do what the browser and the person do at the provider; return what comes back to our page."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = query["nonce"]
        _ = self.claims.setdefault("sub", subject)
        return {"state": query["state"], "code": code, "iss": self.issuer}

    def identity_token(self, code: str) -> str:
        """Sign a token for a code."""
        now = int(self.clock.now().timestamp())
        honest: dict[str, object] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "nonce": self.nonces.get(code, ""),
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "amr": ["pwd", "mfa"],
        }
        claims = {name: value for name, value in {**honest, **self.claims}.items() if value is not None}
        key = self.key if self.signing is None else self.signing
        return jwt.encode({"alg": self.algorithm, "kid": self.key.kid}, claims, key, algorithms=[self.algorithm])

    def logout_token(self, **changes: object) -> str:
        """Sign a token that says that Rosa's session has ended; None leaves a claim out."""
        now = int(self.clock.now().timestamp())
        honest: dict[str, object] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "Rosa@north",
            "iat": now,
            "exp": now + 120,
            "jti": "one",
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }
        claims = {name: value for name, value in {**honest, **changes}.items() if value is not None}
        key = self.key if self.signing is None else self.signing
        return jwt.encode({"alg": self.algorithm, "kid": self.key.kid}, claims, key, algorithms=[self.algorithm])

    def answer(self, path: str, form: Mapping[str, str]) -> tuple[int, object]:
        """Answer a request."""
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/end",
                "authorization_response_iss_parameter_supported": True,
            }
        if path == "/keys":
            return 200, KeySet([self.key]).as_dict()
        if path == "/token":
            self.asked.append(form)
            return 200, {
                "access_token": "x",
                "token_type": "Bearer",
                "id_token": self.token or self.identity_token(form["code"]),
            }
        return 404, {}


def new_key(kid: str = "first") -> RSAKey:
    """Return a new key of a provider."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}, private=True)


@contextmanager
def free_provider(clock: Clock) -> Generator[FreeProvider]:
    """Serve a provider that a test tells what to say."""
    provider = FreeProvider(clock=clock, key=new_key())

    class Handler(BaseHTTPRequestHandler):
        def _respond(self, form: Mapping[str, str]) -> None:
            status, body = provider.answer(self.path, form)
            sent = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            _ = self.wfile.write(sent)

        def do_GET(self) -> None:
            self._respond({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self._respond({name: values[0] for name, values in parse_qs(body).items()})

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
