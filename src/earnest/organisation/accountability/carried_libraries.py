"""Carried libraries: what installed packages of Python hold of others, as far as their files tell.

Two things tell: shared libraries that lie among a package's files, and the lists that a package brings of what was
compiled into it (`*.dist-info/sboms`, PEP 770, https://peps.python.org/pep-0770/). What was linked into a library or an
extension module by a package that brings no list, nothing tells.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackagePath
from pathlib import Path
from typing import Final, cast

_COMPILED: Final = re.compile(r"\.(?:so|pyd|dll|dylib)(?:\.[0-9][^/]*)?$")
"""How names of files of machine code end, with the version of a shared library behind it."""
_EXTENSION: Final = re.compile(r"\.(?:abi3|cpython-[^/]*|cp[0-9]+-[^/]*)\.(?:so|pyd)$|\.pyd$")
"""How names of extension modules end: the package's own code, which Python loads."""
_LIBRARY: Final = re.compile(
    r"(?P<name>.+?)(?P<mark>(?:-[0-9a-f]{8})*)\.(?:so|dll|dylib)(?:\.(?P<interface>[0-9][^/]*))?$"
)
"""`libgomp-e985bcbb.so.1.0.0`: name, marks of the tool that repaired the wheel, version of the interface."""
_LICENCE_FILE: Final = re.compile(r"(?:^|/)(?:LICEN[CS]E|COPYING|NOTICE)[^/]*$", re.IGNORECASE)
_LISTED: Final = re.compile(r"\.dist-info/sboms/[^/]+\.json$")
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedLibrary:
    """One library of others inside a package."""

    name: str
    version: str
    """Of its release, as the package's list states it; empty for a file, whose name tells only its interface."""
    interface: str
    """Version of the interface that the name of the file tells; empty where it tells none."""
    licence: str
    purl: str
    file: str
    """Where it lies below the folder of packages; empty for what was compiled in."""
    sha256: str
    """Of the file as it lies here; hexadecimal, empty for what was compiled in."""
    stated_in: str
    """The package's list that states it; empty for a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a package carries."""

    libraries: tuple[CarriedLibrary, ...]
    """Files by their place, then what lists state, by name."""
    licence_files: tuple[str, ...]
    """Files of licences in the package: where the licences of its files stand, if anywhere."""
    is_compiled: bool
    """It holds machine code, its own or that of others."""
    has_list: bool
    """It brings a list of what was compiled into it, so that something is known of it."""


def carried_by(package: Distribution) -> Carried:
    """Return what a package carries, read from its files as they lie here; what cannot be read is passed over."""
    listed: Sequence[PackagePath] = package.files or ()
    compiled = [one for one in listed if _COMPILED.search(one.as_posix())]
    lists = [one for one in listed if _LISTED.search(one.as_posix())]
    stated = {found: None for one in lists for found in _stated(package, one)}
    return Carried(
        libraries=(*_files(package, compiled), *sorted(stated, key=lambda one: (one.name, one.version))),
        licence_files=tuple(one.as_posix() for one in listed if _LICENCE_FILE.search(one.as_posix())),
        is_compiled=bool(compiled),
        has_list=bool(stated),
    )


def _files(package: Distribution, compiled: Sequence[PackagePath]) -> Iterator[CarriedLibrary]:
    """Yield shared libraries; of several names of the same bytes the longest, which tells most."""
    found: dict[str, CarriedLibrary] = {}
    for one in sorted(compiled, key=lambda one: (-len(one.name), one.as_posix())):
        parts = _LIBRARY.match(one.name)
        digits = "" if parts is None or _EXTENSION.search(one.name) else _sha256(Path(str(package.locate_file(one))))
        if parts is None or not digits or digits in found:
            continue
        found[digits] = CarriedLibrary(
            name=parts["name"],
            version="",
            interface=parts["interface"] or "",
            licence="",
            purl="",
            file=one.as_posix(),
            sha256=digits,
            stated_in="",
        )
    yield from sorted(found.values(), key=lambda one: one.file)


def _stated(package: Distribution, listed: PackagePath) -> Iterator[CarriedLibrary]:
    """Yield what one list states, in CycloneDX, without the package itself; a damaged list states nothing."""
    try:
        held: object = json.loads(Path(str(package.locate_file(listed))).read_text("utf-8"))
    except (OSError, ValueError):
        return
    if not isinstance(held, dict) or cast("dict[str, object]", held).get("bomFormat") != "CycloneDX":
        return
    for one in _dictionaries(cast("dict[str, object]", held).get("components")):
        name, purl = _text(one, "name"), _text(one, "purl")
        own = re.sub(r"[-_.]+", "-", name).lower() == re.sub(r"[-_.]+", "-", str(package.metadata["Name"])).lower()
        # A path of the machine that built it names a part of the package itself.
        if not name or own or "file:" in purl:
            continue
        yield CarriedLibrary(
            name=name,
            version=_text(one, "version"),
            interface="",
            licence=_licence(one),
            purl=purl.partition("?")[0],
            file="",
            sha256="",
            stated_in=listed.as_posix(),
        )


def _licence(component: dict[str, object]) -> str:
    stated: list[str] = []
    for one in _dictionaries(component.get("licenses")):
        licence = one.get("license")
        named = cast("dict[str, object]", licence) if isinstance(licence, dict) else {}
        stated.append(_text(one, "expression") or _text(named, "id") or _text(named, "name"))
    return " AND ".join(one for one in stated if one)


def _dictionaries(value: object) -> list[dict[str, object]]:
    held = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("dict[str, object]", one) for one in held if isinstance(one, dict)]


def _text(held: dict[str, object], name: str) -> str:
    value = held.get(name)
    return value if isinstance(value, str) else ""


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as read:
            while chunk := read.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
