"""Fixtures of the tests of whole systems."""

from collections.abc import Iterator

import pytest
from support.databases import Databases
from support.household import Running, running

from earnest.operations.data_folder import prepare_folder


@pytest.fixture(scope="session")
def household(session_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Gateway, portal and worker with no settings of their own, for all modules that say nothing else.

    Who uses it takes logins of its own, and leaves every process running. A module that changes settings, or looks at
    all that lies in the folder, starts a household of its own under the same name.
    """
    folder = tmp_path_factory.mktemp("shared-household") / "data"
    prepare_folder(folder)
    with running(session_databases, folder) as started:
        yield started
