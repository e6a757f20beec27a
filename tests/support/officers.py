"""Officers for tests: the real administration over HTTP, asked by members who really sign in."""

from fastapi.testclient import TestClient
from pyotp.totp import TOTP

from earnest.foundation.settings import load_settings
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.staff.records import StaffRole
from earnest.processes.administration import build_application
from earnest.services.audit import load_signer_key
from earnest.services.database.roles import Role
from support.bench import Bench


def administration_of(bench: Bench) -> TestClient:
    """Return a browser at the administration, without a session."""
    settings = load_settings({"EARNEST_DATA": str(bench.settings.data_folder), "EARNEST_PASSKEYS": "offered"})
    database = bench.handover.databases[Role.ADMINISTRATION]
    key = load_signer_key(bench.settings.data_folder / "keys" / "audit.json")
    signer = CheckpointSigner(database, key, bench.handover.clock)
    application = build_application(settings, database, signer, bench.handover.clock)
    return TestClient(application, base_url="http://localhost", headers={"X-Earnest": "1", "X-Earnest-Idle": "0"})


def officer_of(bench: Bench, role: StaffRole, name: str | None = None) -> TestClient:
    """Return the browser of a new, signed-in officer."""
    member = bench.add_member(name or role.value, role=role)
    browser = administration_of(bench)
    code = TOTP(member.totp_secret).at(bench.handover.clock.now())
    body = {"name": member.member.name, "password": member.password, "code": code}
    answer = browser.post("/api/session", json=body)
    assert answer.status_code == 200, answer.text
    return browser


def leaves_of(bench: Bench) -> str:
    """Return the audit log as one text."""
    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute("select entry from audit.leaves order by leaf_index").fetchall()
    return "\n".join(bytes(row[0]).decode() for row in rows)
