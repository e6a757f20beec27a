"""Views of retention: customers delete one recording, or everything."""

from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.requests import Request

from earnest.foundation.identifiers import RecordingId
from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.personal.retention.deletion import CustomerDeletion
from earnest.personal.retention.erasure import ErasedCounts


class DeletionRoutes:
    """Routes of deletion."""

    def __init__(self, deletion: CustomerDeletion, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._deletion = deletion
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("/utterances", self.delete_utterances, methods=["DELETE"], response_model=ErasedCounts)
        add("/utterances/{recording_id}", self.delete_utterance, methods=["DELETE"], response_model=ErasedCounts)
        return router

    def delete_utterances(self, request: Request) -> ErasedCounts:
        """Erase everything that the customer ever said; the customer's key is destroyed as well."""
        return self._deletion.delete_all(customer_of(request))

    def delete_utterance(self, recording_id: UUID, request: Request) -> ErasedCounts:
        """Erase one recording with all that was made from it; repeating it erases nothing."""
        return self._deletion.delete_one(customer_of(request), RecordingId(recording_id))
