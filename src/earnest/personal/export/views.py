"""Views of exports: asked for, looked at and fetched."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import StreamingResponse

from earnest.foundation.identifiers import RecordingId
from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.personal.export.exporting import Exports
from earnest.personal.export.records import ShownExport
from earnest.services.web import Form

_MOST_CHOSEN: Final = 1000
"""Recordings that one request names, as many as one deletion does."""


class SelectionForm(Form):
    """Which recordings."""

    recording_ids: Annotated[
        list[
            Annotated[
                str,
                Field(
                    pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
                    description="As it was shown.",
                ),
            ]
        ],
        Field(min_length=1, max_length=_MOST_CHOSEN),
    ]


class ArchiveResponse(StreamingResponse):
    """An archive, opened and sent part by part."""

    media_type = "application/zip"


class ExportRoutes:
    """Routes of exports."""

    def __init__(self, exports: Exports, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._exports = exports
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/exports", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        accepted = HTTPStatus.ACCEPTED
        add("", self.get_exports, methods=["GET"], response_model=tuple[ShownExport, ...])
        add("", self.post_export, methods=["POST"], status_code=accepted, response_model=ShownExport)
        add("/selection", self.post_selection, methods=["POST"], status_code=accepted, response_model=ShownExport)
        add("/{export_id}/archive", self.get_archive, methods=["GET"], response_class=ArchiveResponse)
        return router

    def get_exports(self, request: Request) -> tuple[ShownExport, ...]:
        """Return the newest exports with how far they are."""
        return self._exports.list_exports(customer_of(request))

    def post_export(self, request: Request) -> ShownExport:
        """Ask for an archive of everything that is kept.

        Raises:
            ExportRunning: one is being made, or can still be fetched.
        """
        return self._exports.ask(customer_of(request))

    def post_selection(self, form: SelectionForm, request: Request) -> ShownExport:
        """Ask for an archive of chosen recordings, in the same form; one of an earlier choice that is ready ends.

        Raises:
            NothingToExport: none of them is kept of this customer.
            ExportRunning: one of another choice is being made.
        """
        chosen = [RecordingId(UUID(one)) for one in form.recording_ids]
        return self._exports.ask_for_selection(customer_of(request), chosen)

    def get_archive(self, export_id: UUID, request: Request) -> ArchiveResponse:
        """Return an archive (ZIP), until it ends.

        Raises:
            ExportMissing: this customer has no such archive, or it has ended.
            ExportNotReady: it is still being made.
        """
        size, parts = self._exports.open(customer_of(request), export_id)
        headers = {"content-length": str(size), "content-disposition": 'attachment; filename="earnest-export.zip"'}
        return ArchiveResponse(parts, headers=headers)
