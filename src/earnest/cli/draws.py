"""The draw among utterances from the command line: published by the administration's role, verified offline."""

from itertools import islice
from pathlib import Path
from typing import Final

from earnest.cli.errors import EvidenceBroken
from earnest.cli.instance import Instance
from earnest.handover.draws import list_drawn
from earnest.handover.redrawing import DrawReport, redo
from earnest.services.audit import VerifierKey
from earnest.services.audit.commands import verify_export
from earnest.services.audit.errors import ExportExists
from earnest.services.audit.export import read_export
from earnest.services.cryptography.randomness_beacon import QUICKNET, RandomnessChain
from earnest.services.database.roles import Role

_LIMIT: Final = "Not shown: that every utterance was counted, and that needs and refusals were rightly stated"
_LIMIT_OF_KEY: Final = (
    "the key that draws alone is the organisation's own, which can compute a number before it publishes the list"
)
_LIMIT_OF_ROUNDS: Final = (
    "with a beacon, that a root was in the log before its round is shown by the log's own times, and a candidate that "
    "lapsed may have been given up after its number was known"
)


def limit_of(report: DrawReport) -> str:
    """Return what redoing a draw does not show."""
    rounds = report.with_round + report.lapsed + report.waiting
    limits = [_LIMIT]
    if rounds < report.drawn or not rounds:
        limits.append(_LIMIT_OF_KEY)
    if rounds:
        limits.append(_LIMIT_OF_ROUNDS)
    return "; ".join(limits) + "."


def rounds_of(report: DrawReport) -> str:
    """Return in one line what became of candidates that a beacon decided about; empty where there are none."""
    if not report.with_round + report.lapsed + report.waiting:
        return ""
    return (
        f"With rounds of a beacon: {report.with_round} drawn, {report.lapsed} lapsed, {report.waiting} waiting, "
        f"{report.drawn - report.with_round - report.lapsed - report.waiting} drawn with the key alone; "
        f"{report.uncounted} utterances came while a place was held and were not in the lists"
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


def verify_file(path: Path, folder: Path, public_key: str, chain: str | None = None) -> DrawReport:
    """Draw again what a file says and compare it with an exported log; needs nothing that runs.

    Args:
        path: what was published.
        folder: the exported log.
        public_key: of the log.
        chain: of another randomness beacon than quicknet that is trusted too, `PERIOD,GENESIS,PUBLICKEY`.

    Raises:
        RandomnessInvalid: the chain is none.
        EvidenceBroken: the exported log itself is not what was signed.
        ExportInvalid: the folder holds no exported log.
    """
    chains = (QUICKNET,) if chain is None else (QUICKNET, RandomnessChain.parse(chain))
    verified = verify_export(folder, VerifierKey.parse(public_key))
    if not verified.intact:
        raise EvidenceBroken
    with path.open(encoding="ascii", errors="replace") as lines:
        entries = (leaf.entry for leaf in islice(read_export(folder).leaves(), verified.tree_size))
        return redo(lines, entries, chains)
