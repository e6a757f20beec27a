"""Places: which data `earnest run` starts: the household's own, or a demo apart from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from earnest.cli.errors import TourNeedsEmptyDatabase
from earnest.foundation.settings import Settings
from earnest.operations.demo_data import DEMO_FOLDER

_RESULT: Final = "tour.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlace:
    """The data that one run works on."""

    folder: Path
    """Data folder; absolute."""
    is_demo: bool
    """It holds the tour's customers and models, apart from the household's own data."""
    tour: bool
    """A tour is to take place."""
    own_folder: Path
    """Data folder of the people who live here; the same as `folder` unless this is the demo."""

    @property
    def result_file(self) -> Path:
        """Where the tour writes its figures; it also tells later starts that there was a tour."""
        return self.own_folder / _RESULT


def choose_place(
    settings: Settings, *, wants_tour: bool, wants_demo: bool, only_own: bool, outside: Mapping[str, str]
) -> RunPlace:
    """Decide which data to start, and whether a tour takes place.

    Unless asked otherwise, the very first start on one machine is a tour in the demo; every later start is the
    household's own data. An external database, object store or key service has no second place beside it, so a tour
    there has to be asked for, and takes place only while the database is empty.

    Args:
        settings: where the household's own data is.
        wants_tour: a tour was asked for.
        wants_demo: what the last tour left was asked for.
        only_own: the household's own data was asked for.
        outside: the environment.

    Raises:
        TourNeedsEmptyDatabase: a tour was asked for where an external database holds something already.
    """
    own = settings.data_folder
    on_own_servers = settings.database is not None or bool(outside.get("EARNEST_OBJECTS") or settings.key_addresses)
    here = RunPlace(folder=own, is_demo=False, tour=wants_tour, own_folder=own)
    if on_own_servers:
        if wants_tour and not is_empty(settings):
            raise TourNeedsEmptyDatabase
        return here
    first = not only_own and is_empty(settings) and not here.result_file.exists()
    if wants_tour or wants_demo or first:
        return RunPlace(folder=own / DEMO_FOLDER, is_demo=True, tour=wants_tour or not wants_demo, own_folder=own)
    return here


def is_empty(settings: Settings) -> bool:
    """Tell whether nothing was ever kept here, before anything is started."""
    if settings.database is None:
        return not (settings.data_folder / "postgres" / "PG_VERSION").exists()
    with psycopg.connect(settings.database) as connection:
        row = connection.execute("select to_regnamespace('personal') is null").fetchone()
    return row is None or bool(row[0])
