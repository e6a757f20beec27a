"""Bill of materials: what software is installed, as CycloneDX 1.6 JSON, read from the installed distributions."""

import json
import platform
from importlib.metadata import Distribution, distributions
from urllib.parse import quote

from earnest.organisation.accountability.records import Document, Section


def installed() -> tuple[Distribution, ...]:
    """Return every installed distribution once, by name."""
    found = {_name(one).lower(): one for one in reversed(list(distributions())) if one.metadata["Name"]}
    return tuple(found[name] for name in sorted(found))


def as_cyclonedx() -> str:
    """Return the bill of materials; the same installation gives the same bytes.

    It has no serial number and no time, which CycloneDX leaves open, so that it can be made anew and compared.
    Source: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/.
    """
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "platform", "name": "Python", "version": platform.python_version()}},
        "components": [_component(one) for one in installed()],
    }
    return json.dumps(bill, ensure_ascii=False, indent=1) + "\n"


def bill_document() -> Document:
    """Return the bill of materials for reading."""
    rows = [{"name": _name(one), "version": one.version, "licence": _licence(one)} for one in installed()]
    return Document(
        name="software",
        title="Software (bill of materials)",
        about="What is installed beside the process that made this pack, with the licence as each package states it. "
        "software.cdx.json says the same as CycloneDX 1.6.",
        sections=(Section(title=f"{len(rows)} packages, Python {platform.python_version()}", rows=rows),),
    )


def _component(one: Distribution) -> dict[str, object]:
    licence = _licence(one)
    component: dict[str, object] = {
        "type": "library",
        "name": _name(one),
        "version": one.version,
        "purl": f"pkg:pypi/{quote(_name(one).lower().replace('_', '-'))}@{quote(one.version)}",
    }
    if licence:
        component["licenses"] = [{"license": {"name": licence}}]
    return component


def _name(one: Distribution) -> str:
    return str(one.metadata["Name"] or "")


def _licence(one: Distribution) -> str:
    """Return the licence as the package states it, its first line; empty where it states none."""
    stated = [one.metadata[name] for name in ("License-Expression", "License") if name in one.metadata]
    return next((text for text in (str(text).strip().split("\n", 1)[0][:100] for text in stated) if text), "")
