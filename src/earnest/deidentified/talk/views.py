"""Views of the place to talk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import Field
from starlette.requests import Request

from earnest.deidentified.talk.messages import (
    Room,
    RoomLanguage,
    Talker,
    list_messages,
    remove_message,
    report_message,
    write_message,
)
from earnest.deidentified.talk.rules import LONGEST_MESSAGE
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import StaffId
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor, account_of


class MessageForm(Form):
    """A short message; it has no attachment and names no clip."""

    words: str = Field(min_length=1, max_length=LONGEST_MESSAGE * 2)
    language: Annotated[RoomLanguage, Field(strict=False)] = RoomLanguage.ENGLISH
    """Of the room of the writer's team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePayload:
    """One message."""

    message_id: UUID
    words: str
    written_at: datetime
    by_me: bool
    reported: bool
    """Told to the moderator; shown to the moderator and to no reviewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRoutes:
    """The routes of the place to talk."""

    database: Database
    """Connections of the workbench's role."""
    clock: Clock
    require_talker: Callable[[Request], Talker]
    """Returns who asks; raises where they are neither reviewer nor moderator."""
    team_of: Callable[[Connection[TupleRow], StaffId], UUID | None]
    """The vendor of a member; None for our own people."""

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(
            prefix="/api/messages",
            dependencies=[Depends(OnlyFor(self.require_talker, who="a signed-in reviewer or well-being officer"))],
        )
        add, done = router.add_api_route, HTTPStatus.NO_CONTENT
        add("", self.get_messages, methods=["GET"], response_model=tuple[MessagePayload, ...])
        add("", self.post_message, methods=["POST"], status_code=done)
        add("/{message_id}/report", self.post_report, methods=["POST"], status_code=done)
        add("/{message_id}", self.delete_message, methods=["DELETE"], status_code=done)
        return router

    def get_messages(
        self, request: Request, language: RoomLanguage = RoomLanguage.ENGLISH
    ) -> tuple[MessagePayload, ...]:
        """Show the newest messages of the team's room, newest first; writers are not named to each other."""
        talker = account_of(request, Talker)
        with self.database.transaction() as connection:
            room = Room(team=self.team_of(connection, talker.staff_id), language=language)
            found = list_messages(connection, room, moderates=talker.moderates, now=self.clock.now())
        return tuple(
            MessagePayload(
                message_id=one.message_id,
                words=one.words,
                written_at=one.written_at,
                by_me=one.written_by == talker.staff_id,
                reported=talker.moderates and one.reported_at is not None,
            )
            for one in found
        )

    def post_message(self, payload: MessageForm, request: Request) -> None:
        """Write a message.

        Raises:
            MessageUnfit: it holds what could carry or name a clip, or is too long.
        """
        with self.database.transaction() as connection:
            staff_id = account_of(request, Talker).staff_id
            room = Room(team=self.team_of(connection, staff_id), language=payload.language)
            write_message(connection, staff_id, room, payload.words, now=self.clock.now())

    def post_report(self, message_id: UUID, request: Request) -> None:
        """Report a message to the moderator.

        Raises:
            MessageMissing: it is gone.
        """
        with self.database.transaction() as connection:
            staff_id = account_of(request, Talker).staff_id
            team = self.team_of(connection, staff_id)
            report_message(connection, staff_id, team, message_id, now=self.clock.now())

    def delete_message(self, message_id: UUID, request: Request) -> None:
        """Remove a message: one's own, or any as the moderator.

        Raises:
            MessageMissing: there is none that this member may remove.
        """
        talker = account_of(request, Talker)
        with self.database.transaction() as connection:
            remove_message(connection, talker.staff_id, message_id, as_moderator=talker.moderates)
