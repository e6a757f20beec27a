"""Places: folders in which weights may lie."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path

from earnest.weights.choice import is_name
from earnest.weights.known_model import Conversion


def usual_caches(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Return where the Hugging Face hub keeps what other programs fetched, as its own library decides it.

    Args:
        environment: variables by name.
    """
    if hub := environment.get("HF_HUB_CACHE"):
        return (Path(hub).expanduser(),)
    if home := environment.get("HF_HOME"):
        return (Path(home).expanduser() / "hub",)
    if cache := environment.get("XDG_CACHE_HOME"):
        return (Path(cache).expanduser() / "huggingface" / "hub",)
    if home := environment.get("HOME"):
        return (Path(home) / ".cache" / "huggingface" / "hub",)
    return ()


def cached_folders(caches: Sequence[Path], repositories: Sequence[str]) -> Iterator[Path]:
    """Yield the snapshots of repositories in caches; the one that the main branch names first."""
    for cache in caches:
        for repository in repositories:
            folder = cache / f"models--{repository.replace('/', '--')}"
            try:
                main = (folder / "refs" / "main").read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError):
                main = ""
            yield from sorted(subfolders(folder / "snapshots"), key=lambda path: path.name != main)


def subfolders(folder: Path) -> list[Path]:
    """Return the folders in a folder by name; none where it cannot be looked into."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []


def named_folders(folder: Path, name: str) -> Iterator[Path]:
    """Yield the folders in a folder that a model may have: of its own name, or of the one that its converter uses."""
    if is_name(name):
        yield from (folder / called for called in (name, f"faster-{name}") if (folder / called).is_dir())


def wheel_files(conversion: Conversion, installed: Sequence[str] | None) -> dict[str, tuple[Path, ...]] | None:
    """Return where the files of a conversion lie in installed wheels; None where one is not installed.

    Args:
        conversion: whose wheels.
        installed: folders that wheels are installed into; None for those of this Python.
    """
    if not conversion.wheels:
        return None
    found: dict[str, Distribution] = {}
    for wheel in conversion.wheels:
        distribution = _distribution(wheel.distribution, installed)
        if distribution is None or distribution.version != wheel.version:
            return None
        found[wheel.distribution] = distribution
    return {
        file.name: tuple(
            Path(str(found[wheel.distribution].locate_file(path))) for wheel, path in conversion.parts_of(file.name)
        )
        for file in conversion.files
    }


def _distribution(name: str, installed: Sequence[str] | None) -> Distribution | None:
    found = distributions(name=name) if installed is None else distributions(name=name, path=list(installed))
    return next(iter(found), None)
