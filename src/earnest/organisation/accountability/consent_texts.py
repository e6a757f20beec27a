"""Consent texts: the wordings and the contract that people say yes or no to, with the hash that the log records."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from earnest.organisation.accountability.records import Document, Language, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelContractText:
    """The contract of the panel in one version and language, as people of the panel agree to it."""

    version: str
    language: str
    """ISO 639-1."""
    title: str
    text: str
    sha256: str
    """Of `text` in UTF-8, hexadecimal; it is the hash in `panel_contract_agreed`."""


def panel_contract(language: Language) -> PanelContractText:
    """Return the contract of the panel that is shown now, which is its newest version, in one language."""
    texts = [one for one in _panel_contracts() if one.language == language]
    return max(texts, key=lambda one: int(one.version))


def _panel_contracts() -> Iterator[PanelContractText]:
    """Read the contracts; the files are texts for the public, and nothing of the personal side is loaded."""
    folder = files("earnest").joinpath("personal", "panel", "contracts")
    for version in sorted(folder.iterdir(), key=lambda one: one.name):
        for file in sorted(version.iterdir(), key=lambda one: one.name) if version.is_dir() else ():
            if not file.name.endswith(".txt"):
                continue
            title, _, text = file.read_text(encoding="utf-8").split("\n", 2)
            shown = text.strip()
            yield PanelContractText(
                version=version.name,
                language=file.name.removesuffix(".txt"),
                title=title,
                text=shown,
                sha256=hashlib.sha256(shown.encode("utf-8")).hexdigest(),
            )


def consent_document() -> Document:
    """Return every wording and the panel's contract, in every language, with its SHA-256.

    The files are read, and nothing of the personal side is loaded: they are texts for the public. The hash covers what
    stands below the title line, without white space at the ends, in UTF-8; it is the hash in `consent_recorded`.
    """
    folder = files("earnest").joinpath("personal", "consent", "wordings")
    sections: list[Section] = []
    rows: list[dict[str, str | int | float | bool | None]] = []
    for version in sorted(folder.iterdir(), key=lambda one: one.name):
        for file in sorted(version.iterdir(), key=lambda one: one.name) if version.is_dir() else ():
            if not file.name.endswith(".txt"):
                continue
            title, _, text = file.read_text(encoding="utf-8").split("\n", 2)
            purpose, language, _ = file.name.split(".")
            digest = hashlib.sha256(text.strip().encode("utf-8")).hexdigest()
            rows.append({"purpose": purpose, "version": version.name, "language": language, "sha256": digest})
            heading = f"{purpose}, version {version.name}, {language}: {title}"
            sections.append(Section(title=heading, text=f"SHA-256 {digest}", verbatim=text.strip()))
    for contract in _panel_contracts():
        rows.append(
            {
                "purpose": "panel_contract",
                "version": contract.version,
                "language": contract.language,
                "sha256": contract.sha256,
            }
        )
        heading = f"panel_contract, version {contract.version}, {contract.language}: {contract.title}"
        sections.append(Section(title=heading, text=f"SHA-256 {contract.sha256}", verbatim=contract.text))
    notice = files("earnest").joinpath("personal", "transparency", "notice.json").read_text(encoding="utf-8")
    return Document(
        name="consent_texts",
        title="Consent texts",
        about="The wordings beside each switch. Who said yes to which of them is recorded by this hash and is not told "
        "here. In the notice below, numbers in braces are filled from the settings in force.",
        sections=(Section(title="Hashes", rows=rows), *sections, Section(title="Notice", verbatim=notice)),
    )
