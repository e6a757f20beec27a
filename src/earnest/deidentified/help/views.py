"""Views of help with a hard word: ask, hear two seconds, answer with one word."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.deidentified.help.asking import AskedQuestion, Colleague, HardWords
from earnest.deidentified.help.rules import LONGEST_WORD
from earnest.foundation.identifiers import LeaseId
from earnest.foundation.units import samples_in_milliseconds
from earnest.services.web import Form, OnlyFor, SoundResponse, account_of

_LONGEST_CLIP_MILLISECONDS = 600_000


class QuestionForm(Form):
    """Where the word is; no text goes with a question."""

    at_milliseconds: int = Field(ge=0, le=_LONGEST_CLIP_MILLISECONDS)


class AnswerForm(Form):
    """One word."""

    word: str = Field(min_length=1, max_length=LONGEST_WORD * 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPayload:
    """A question that can be answered; which clip it is about is not told."""

    question_id: UUID
    asked_at: datetime
    ends_at: datetime
    distressing: bool
    """It may be hard to hear; then this reviewer chose such clips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptAddress:
    """Where the two seconds leave, once."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRoutes:
    """The routes of help."""

    words: HardWords
    require_reviewer: Callable[[Request], Colleague]
    """Returns who asks; raises where they may not hear clips."""
    require_shift: Callable[[Request], None]
    """Raises where who asks may not be given sound here and now."""

    def router(self) -> APIRouter:
        """Return the routes for reviewers."""
        router = APIRouter(
            prefix="/api", dependencies=[Depends(OnlyFor(self.require_reviewer, who="a signed-in reviewer"))]
        )
        add, done = router.add_api_route, HTTPStatus.NO_CONTENT
        add("/leases/{lease_id}/question", self.post_question, methods=["POST"], status_code=done)
        add("/me/questions", self.get_own, methods=["GET"], response_model=tuple[AskedQuestion, ...])
        add("/questions", self.get_open, methods=["GET"], response_model=tuple[QuestionPayload, ...])
        add(
            "/questions/{question_id}/sound",
            self.post_sound,
            methods=["POST"],
            dependencies=[Depends(self.require_shift)],
            response_model=ExcerptAddress,
            status_code=HTTPStatus.CREATED,
        )
        add("/excerpts/{ticket}", self.get_excerpt, methods=["GET"], response_class=SoundResponse)
        add("/questions/{question_id}/answer", self.post_answer, methods=["POST"], status_code=done)
        return router

    def post_question(self, lease_id: UUID, payload: QuestionForm, request: Request) -> None:
        """Ask about the word at a position; asking twice changes nothing.

        Raises:
            NothingToAskAbout: the reviewer has no such clip now.
        """
        at_sample = samples_in_milliseconds(payload.at_milliseconds)
        self.words.ask(LeaseId(lease_id), account_of(request, Colleague), at_sample=at_sample)

    def get_own(self, request: Request) -> tuple[AskedQuestion, ...]:
        """Show what the reviewer asked within a day, and the answers."""
        return self.words.list_own(account_of(request, Colleague))

    def get_open(self, request: Request) -> tuple[QuestionPayload, ...]:
        """Show the questions that the reviewer may answer."""
        return tuple(
            QuestionPayload(
                question_id=one.question_id, asked_at=one.asked_at, ends_at=one.ends_at, distressing=distressing
            )
            for one, distressing in self.words.list_open(account_of(request, Colleague))
        )

    def post_sound(self, question_id: UUID, request: Request) -> ExcerptAddress:
        """Give the address under which two seconds of the sound leave once, within a minute (AU8).

        Raises:
            QuestionMissing: it is none that this reviewer may answer now.
            RestDue: a rest is due first.
        """
        name = self.words.give_address(question_id, account_of(request, Colleague))
        return ExcerptAddress(address=f"/api/excerpts/{name}")

    def get_excerpt(self, ticket: str, request: Request) -> SoundResponse:
        """Let two seconds of the disguised sound out.

        Raises:
            ExcerptAddressSpent: it left already, its minute is over, or the address was given to another.
            QuestionMissing: the question ended meanwhile.
        """
        sound = self.words.open_excerpt(ticket, account_of(request, Colleague))
        return SoundResponse(sound, headers={"accept-ranges": "none", "content-disposition": "inline"})

    def post_answer(self, question_id: UUID, payload: AnswerForm, request: Request) -> None:
        """Answer with one word.

        Raises:
            NotOneWord: it is anything but one word.
            QuestionMissing: it is none that this reviewer may answer now.
            QuestionAnswered: another was faster.
        """
        self.words.answer(question_id, account_of(request, Colleague), payload.word)
