"""Consent texts: the wordings that people say yes or no to, with the hash that the log records."""

import hashlib
from importlib.resources import files

from earnest.organisation.accountability.records import Document, Section


def consent_document() -> Document:
    """Return every wording that comes with this version, in every language, with its SHA-256.

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
    notice = files("earnest").joinpath("personal", "transparency", "notice.json").read_text(encoding="utf-8")
    return Document(
        name="consent_texts",
        title="Consent texts",
        about="The wordings beside each switch. Who said yes to which of them is recorded by this hash and is not told "
        "here. In the notice below, numbers in braces are filled from the settings in force.",
        sections=(Section(title="Hashes", rows=rows), *sections, Section(title="Notice", verbatim=notice)),
    )
