"""Views of the log for auditors: its newest head, and the proof that it only grew since one that they kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request

from earnest.foundation.identifiers import StaffId
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.oversight.errors import LogShorter
from earnest.services.audit import GrowthProof, ProofMaker
from earnest.services.database import Database
from earnest.services.web import OnlyFor


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadPayload:
    """The newest head of the log."""

    checkpoint: str
    """Signed note (C2SP tlog-checkpoint)."""
    public_key: str
    """Verifier key of the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRoutes:
    """The routes of the log for who may verify it."""

    database: Database
    """Connections of the administration's role."""
    signer: CheckpointSigner
    require_reader: Callable[[Request], StaffId]
    """Returns who asks; raises where they may not read and verify the audit log."""
    proofs: ProofMaker = field(default_factory=ProofMaker)

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(
            prefix="/api/log",
            dependencies=[Depends(OnlyFor(self.require_reader, who="a signed-in privacy officer or auditor"))],
        )
        router.add_api_route("", self.get_head, methods=["GET"], response_model=HeadPayload)
        router.add_api_route("/growth", self.get_growth, methods=["GET"], response_model=GrowthProof)
        return router

    def get_head(self) -> HeadPayload:
        """Give the newest head, signed at most a second ago, and the key that checks it."""
        return HeadPayload(checkpoint=self.signer.head(), public_key=self.signer.public_key)

    def get_growth(self, kept: Annotated[int, Query(ge=1)]) -> GrowthProof:
        """Prove that the log begins with its first leaves, as a head told that was kept.

        Raises:
            LogShorter: the log has fewer leaves than the head that was kept.
            LogDamaged: the log does not hold what was signed.
        """
        _ = self.signer.head()
        with self.database.transaction() as connection:
            found = self.proofs.prove_growth(connection, kept)
        if found is None:
            raise LogShorter
        return found
