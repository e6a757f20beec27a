"""Views of oversight: the signed head of the audit log and the key that checks it; no session is needed."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from earnest.organisation.oversight.checkpoints import CheckpointSigner


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightRoutes:
    """The public routes for verifying the audit log."""

    signer: CheckpointSigner

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/checkpoint")
        router.add_api_route("", self.get_checkpoint, methods=["GET"], response_class=PlainTextResponse)
        router.add_api_route("/key", self.get_key, methods=["GET"], response_class=PlainTextResponse)
        return router

    def get_checkpoint(self) -> PlainTextResponse:
        """Give the newest head, signed at most a second ago."""
        return PlainTextResponse(self.signer.head())

    def get_key(self) -> PlainTextResponse:
        """Give the public key in the form of a signed note's verifier key."""
        return PlainTextResponse(self.signer.public_key + "\n")
