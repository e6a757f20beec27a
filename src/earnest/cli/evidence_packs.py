"""Evidence packs from the command line: built under the administration's role, checked with nothing that runs."""

import json
from datetime import date
from pathlib import Path

from earnest.cli.instance import Instance
from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import KeyName
from earnest.organisation.accountability.authority import AuthorityReport, report_to_authority
from earnest.organisation.accountability.pack import BuiltPack, PackReport, build_pack, verify_pack
from earnest.organisation.accountability.records import Period
from earnest.services.audit import VerifierKey, load_signer_key
from earnest.services.database.roles import Role


def build(folder: Path, *, first: date | None, last: date | None) -> BuiltPack:
    """Build a pack into a new folder.

    Args:
        folder: where; it must not exist.
        first: first day of which it tells; None: from the beginning.
        last: last day of which it tells; None: until now.

    Raises:
        PeriodUnfit: the period ends before it begins.
        PackExists: there is something already.
        LogDamaged: the log contradicts what was signed.
    """
    period = Period(first=first, last=last)
    instance = Instance(Role.ADMINISTRATION, frozenset({KeyName.AUDIT}))
    key = load_signer_key(Path(instance.settings.key_address(KeyName.AUDIT)))
    database = instance.open_database()
    try:
        with database.transaction() as connection:
            return build_pack(
                connection, folder, key=key, settings=instance.settings, period=period, clock=SystemClock()
            )
    finally:
        database.close()


def verify(folder: Path, public_key: str) -> PackReport:
    """Check a pack with the public key that was kept.

    Raises:
        PackInvalid: there is no such folder.
        VerifierKeyInvalid: this is no public key.
    """
    return verify_pack(folder, VerifierKey.parse(public_key))


def authority(*, first: date | None, last: date | None) -> AuthorityReport:
    """Answer an authority from the running instance; counts only.

    Raises:
        PeriodUnfit: the period ends before it begins.
    """
    period = Period(first=first, last=last)
    instance = Instance(Role.ADMINISTRATION, frozenset())
    database = instance.open_database()
    try:
        with database.transaction() as connection:
            return report_to_authority(connection, instance.settings, period, now=SystemClock().now())
    finally:
        database.close()


def report_json(report: PackReport) -> str:
    """Return a report as one line of JSON."""
    return json.dumps(
        {
            "intact": report.intact,
            "files": report.files,
            "proofs": report.proofs,
            "tree_size": report.tree_size,
            "findings": list(report.findings),
        }
    )
