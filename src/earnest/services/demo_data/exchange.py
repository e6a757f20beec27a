"""The folder in which the supervisor says what it knows of the demo, and the portal asks for its removal (0112).

The portal reaches no file of the demo; the supervisor, which made the folders, removes them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from earnest.services.demo_data.records import NO_DEMO, DemoData

_STATE: Final = "state.json"
_ASKED: Final = "asked"
_DEMO_DATA: Final = TypeAdapter(DemoData)


def exchange_folder(data_folder: Path) -> Path:
    """Return where supervisor and portal of one data folder exchange what they say of the demo."""
    return data_folder / "run" / "demo_data"


@dataclass(frozen=True, slots=True)
class DemoExchange:
    """What supervisor and portal tell each other; each file is written in one step."""

    folder: Path
    """Made by the supervisor; where none runs it is missing, and there is no demo."""

    def prepare(self) -> None:
        """Make the folder."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def tell(self, demo: DemoData) -> None:
        """Say how the demo is.

        Raises:
            OSError: the folder cannot be written.
        """
        fresh = self.folder / f"{_STATE}.new"
        _ = fresh.write_bytes(_DEMO_DATA.dump_json(demo))
        _ = fresh.replace(self.folder / _STATE)

    def told(self) -> DemoData:
        """Return how the demo is; none where nothing was said, or nothing that can be read."""
        try:
            return _DEMO_DATA.validate_json((self.folder / _STATE).read_bytes())
        except (OSError, ValidationError):
            return NO_DEMO

    def ask(self) -> None:
        """Ask for the removal.

        Raises:
            OSError: the folder cannot be written.
        """
        (self.folder / _ASKED).touch(mode=0o600)

    def take_request(self) -> bool:
        """Tell whether the removal was asked for since the last time."""
        try:
            (self.folder / _ASKED).unlink()
        except FileNotFoundError:
            return False
        return True
