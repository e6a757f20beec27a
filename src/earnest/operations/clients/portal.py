"""Portal: what a customer does there, as a browser asks for it."""

from dataclasses import dataclass
from urllib.parse import quote

from earnest.operations.clients.errors import UnexpectedAnswer
from earnest.operations.clients.fields import Fields
from earnest.operations.clients.service_client import ServiceClient, expect


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptUtterance:
    """An utterance that was kept, as the customer sees it."""

    recording_id: str
    selection_reason: str
    review_state: str
    """not_selected, waiting, placed, withheld or withdrawn."""
    withheld_reason: str | None
    times_heard: int


class CustomerAtPortal:
    """One customer, signed in."""

    def __init__(self, address: str, login: str, password: str) -> None:
        """Sign in.

        Raises:
            UnexpectedAnswer: login and password are refused.
        """
        self._service = ServiceClient(address)
        body = {"login": login, "password": password}
        _ = expect(self._service.post("/api/session", body), 204)

    def decide(self, purpose: str, *, given: bool) -> None:
        """Say yes or no to a purpose, for the wording that is shown now."""
        purposes = Fields.parse_many(expect(self._service.get("/api/purposes"), 200).content)
        shown = next((entry for entry in purposes if entry.text("purpose") == purpose), None)
        if shown is None:
            raise UnexpectedAnswer
        if shown.flag("given") is not given:
            body: dict[str, object] = {"given": given, "wording_hash": shown.text("wording_hash")}
            _ = expect(self._service.put(f"/api/purposes/{purpose}", body), 200)

    def history(self) -> list[KeptUtterance]:
        """Return everything that was kept, newest first."""
        found: list[KeptUtterance] = []
        path = "/api/utterances?only=all"
        while True:
            page = expect(self._service.get(path), 200).fields
            entries = [_kept(entry) for entry in page.objects("utterances")]
            found += entries
            position = page.find_text("next")
            if position is None or not entries:
                return found
            path = f"/api/utterances?only=all&after={quote(position, safe='')}"

    def clip(self, recording_id: str) -> bytes | None:
        """Return what the reviewer hears but for the mark (WAV); None before it is placed or after it was withdrawn."""
        answer = expect(self._service.get(f"/api/utterances/{recording_id}/clip"), 200, 403, 404, 409, 410)
        return answer.content if answer.status == 200 else None  # noqa: PLR2004  # HTTP: OK


def _kept(entry: Fields) -> KeptUtterance:
    return KeptUtterance(
        recording_id=entry.text("recording_id"),
        selection_reason=entry.text("selection_reason"),
        review_state=entry.text("review_state"),
        withheld_reason=entry.find_text("withheld_reason"),
        times_heard=len(entry.objects("heard")),
    )
