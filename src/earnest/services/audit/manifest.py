"""Manifest: the signed list of an export's files, so that not one of them can be altered, cut, removed or added unseen.

`files.sha256` is what `sha256sum` writes, so `sha256sum --check files.sha256` reads it. `files.note` is a signed note
over its sum; its first line is the log's name with what the folder is (`/export`, `/evidence-pack`), so that no list of
files can pass for a checkpoint or for a folder of another kind.
"""

from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from earnest.services.audit.errors import NoteInvalid
from earnest.services.audit.notes import SignerKey, VerifierKey
from earnest.services.audit.verification import LogFinding, LogFindingKind

LIST = "files.sha256"
NOTE = "files.note"
EXPORT = "export"
"""A folder that `earnest audit export` wrote."""
_SUM_CHARACTERS = 64
_SEPARATOR = "  "


def sign_files(folder: Path, key: SignerKey, kind: str = EXPORT) -> bytes:
    """Write the list of all files of a finished folder and its signature, and return the list's SHA-256.

    Args:
        folder: what is signed.
        key: the log's key.
        kind: what the folder is.
    """
    lines = [f"{_sum(folder / name)}{_SEPARATOR}{name}\n" for name in sorted(_names(folder))]
    listed = "".join(lines).encode()
    _ = (folder / LIST).write_bytes(listed)
    _ = (folder / NOTE).write_text(key.sign(_statement(key.verifier, kind, listed)), encoding="utf-8")
    return sha256(listed).digest()


def check_files(folder: Path, key: VerifierKey, kind: str = EXPORT) -> tuple[LogFinding, ...]:
    """Compare every file of an export with the signed list.

    Args:
        folder: the export.
        key: the log's public key, kept apart from the folder.
        kind: what the folder is.

    Returns:
        What is wrong, by name of the file; nothing where every file is as it was written.
    """
    try:
        listed = (folder / LIST).read_bytes()
    except OSError:
        return (LogFinding(kind=LogFindingKind.FILE_MISSING, place=0, name=LIST),)
    try:
        note = (folder / NOTE).read_text(encoding="utf-8")
    except OSError:
        return (LogFinding(kind=LogFindingKind.FILE_MISSING, place=0, name=NOTE),)
    except ValueError:
        return (LogFinding(kind=LogFindingKind.FILE_ALTERED, place=0, name=NOTE),)
    try:
        signed = key.open(note)
    except NoteInvalid:
        return (LogFinding(kind=LogFindingKind.FILE_ALTERED, place=0, name=NOTE),)
    if signed != _statement(key, kind, listed):
        return (LogFinding(kind=LogFindingKind.FILE_ALTERED, place=0, name=LIST),)
    return tuple(_differences(folder, _parse(listed)))


def _differences(folder: Path, listed: dict[str, str]) -> Iterator[LogFinding]:
    present = set(_names(folder))
    for name, expected in sorted(listed.items()):
        if name not in present:
            yield LogFinding(kind=LogFindingKind.FILE_MISSING, place=0, name=name)
        elif (folder / name).is_symlink() or _sum(folder / name) != expected:
            # What a link leads to lies outside, and can be another file tomorrow.
            yield LogFinding(kind=LogFindingKind.FILE_ALTERED, place=0, name=name)
    for name in sorted(present - listed.keys()):
        yield LogFinding(kind=LogFindingKind.FILE_UNKNOWN, place=0, name=name)


def _parse(listed: bytes) -> dict[str, str]:
    """Return the sum of each file; the list is what we signed, so it has our form."""
    lines = listed.decode().splitlines()
    return {line[_SUM_CHARACTERS + len(_SEPARATOR) :]: line[:_SUM_CHARACTERS] for line in lines}


def _names(folder: Path) -> Iterator[str]:
    """Yield every file below a folder but the list and its signature, with forward slashes; links count as files."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if (path.is_symlink() or not path.is_dir()) and name not in {LIST, NOTE}:
            yield name


def _sum(path: Path) -> str:
    """Return the SHA-256 of a file, or nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, sha256).hexdigest()
    except OSError:
        return ""


def _statement(key: VerifierKey, kind: str, listed: bytes) -> str:
    return f"{key.name}/{kind}\n{sha256(listed).hexdigest()}\n"
