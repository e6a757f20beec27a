"""The draw among utterances from the command line: published by the administration's role, verified offline."""

from itertools import islice
from pathlib import Path
from typing import Final

from earnest.cli.errors import EvidenceBroken
from earnest.cli.instance import Instance
from earnest.handover.drawing import DrawReport, redo
from earnest.handover.draws import list_drawn
from earnest.services.audit import VerifierKey
from earnest.services.audit.commands import verify_export
from earnest.services.audit.errors import ExportExists
from earnest.services.audit.export import read_export
from earnest.services.database.roles import Role

LIMIT: Final = (
    "Not shown: that every utterance was counted, and that needs and refusals were rightly stated; the key that draws "
    "is the organisation's own, which can compute a number before it publishes the list."
)


def publish(path: Path) -> int:
    """Write the lists of candidates into a new file; return how many candidates.

    Raises:
        ExportExists: there is something already.
        NotRunning: no database answers.
    """
    database = Instance(Role.ADMINISTRATION, frozenset()).open_database()
    number = 0
    try:
        with database.transaction() as connection, path.open("x", encoding="ascii") as file:
            for drawn in list_drawn(connection):
                _ = file.write(drawn.line() + "\n")
                number += 1
    except FileExistsError:
        raise ExportExists from None
    finally:
        database.close()
    return number


def verify_file(path: Path, folder: Path, public_key: str) -> DrawReport:
    """Draw again what a file says and compare it with an exported log; needs nothing that runs.

    Raises:
        EvidenceBroken: the exported log itself is not what was signed.
        ExportInvalid: the folder holds no exported log.
    """
    verified = verify_export(folder, VerifierKey.parse(public_key))
    if not verified.intact:
        raise EvidenceBroken
    with path.open(encoding="ascii", errors="replace") as lines:
        entries = (leaf.entry for leaf in islice(read_export(folder).leaves(), verified.tree_size))
        return redo(lines, entries)
