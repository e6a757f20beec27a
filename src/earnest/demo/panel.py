"""Panel: invites customers and simulated reviewers, plays what they say, and has it reviewed at the same time."""

import json
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from threading import Semaphore
from typing import Final

from earnest.demo.matching import Matcher
from earnest.demo.playing import PanelDevice, PlayedOutcome, wait_until_settled
from earnest.demo.progress import Step
from earnest.demo.reviewing import Review, ReviewerSecrets, SimulatedReviewer
from earnest.demo.roles import PanelCustomer, Part
from earnest.operations.clients.commands import run_command
from earnest.operations.clients.fields import Fields
from earnest.operations.clients.portal import CustomerAtPortal, KeptUtterance
from earnest.operations.clients.service_client import ServiceClient

REVIEWERS: Final = 4
"""Simulated reviewers at work at the same time; listening takes its time, as it does for people."""
_PLAYERS: Final = 2
"""Recordings on their way to the gateway at the same time: while one is recognised the next is decoded."""
_REGION: Final = "GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """A customer of the panel, with the password and token that are shown only once."""

    customer: PanelCustomer
    login: str
    password: str
    token: str


def invite_panel(customers: Sequence[PanelCustomer]) -> list[PanelMember]:
    """Invite the customers of a plan; logins get a random suffix, so that a second tour meets no old ones."""
    ending = token_hex(2)
    lines = [
        json.dumps(
            {
                "login": f"{customer.login}-{ending}",
                "programme": "panel",
                "region": _REGION,
                "language": customer.language,
                "child": customer.part is Part.CHILD,
                "device": "speaker on the shelf",
            }
        )
        for customer in customers
    ]
    answers = [
        Fields.parse(line) for line in run_command(["customer", "invite", "-"], text="\n".join(lines)).splitlines()
    ]
    return [
        PanelMember(
            customer=customer, login=found.text("login"), password=found.text("password"), token=found.text("token")
        )
        for customer, found in zip(customers, answers, strict=True)
    ]


def hire_reviewers() -> list[ReviewerSecrets]:
    """Add simulated reviewers; they are called simulated in their name, their kind and every receipt."""
    ending = token_hex(2)
    with ThreadPoolExecutor(REVIEWERS) as pool:
        return list(pool.map(_hire, [f"simulated reviewer {number + 1} {ending}" for number in range(REVIEWERS)]))


def _hire(name: str) -> ReviewerSecrets:
    found = Fields.parse(run_command(["staff", "add", name, "--role", "reviewer", "--simulated", "--json"]))
    return ReviewerSecrets(
        name=found.text("name"), password=found.text("password"), totp_secret=found.text("totp_secret")
    )


class Panel:
    """The panel, its devices and the reviewers."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        """Take the addresses of the processes."""
        self._addresses = addresses
        self._matcher = Matcher()
        self._portals: dict[str, CustomerAtPortal] = {}
        self.outcomes: list[PlayedOutcome] = []
        """Everything that was played; threads only append to it."""
        self.reviews: list[Review] = []
        """Everything that was reviewed; threads only append to it."""

    def decide_purposes(self, members: Sequence[PanelMember], step: Step) -> None:
        """Let each customer sign in at the portal and decide about each purpose."""
        for member in members:
            portal = CustomerAtPortal(self._addresses["customer_portal"], member.login, member.password)
            self._portals[member.login] = portal
            for purpose in member.customer.part.purposes:
                portal.decide(purpose, given=True)
            _ = step()

    def play(self, members: Sequence[PanelMember], step: Step) -> None:
        """Let members say what they have to say, two at a time, in the order in which they begin."""
        with ThreadPoolExecutor(_PLAYERS, "player") as pool:
            for _ in pool.map(partial(self._play_recordings, step=step), members):
                pass

    def _play_recordings(self, member: PanelMember, step: Step) -> None:
        portal = self._portals[member.login]
        device = PanelDevice(ServiceClient(self._addresses["device_gateway"]), portal, member.token)
        for played in member.customer.utterances:
            outcome = device.play(played)
            self.outcomes.append(outcome)
            if outcome.recording_id is not None and member.customer.part is Part.CONSENTING:
                self._matcher.expect(portal, outcome.recording_id, played)
            _ = step()

    def settle(self, members: Sequence[PanelMember], step: Step) -> None:
        """Wait until no recording of these members is on its way through de-identification."""
        for member in members:
            _ = wait_until_settled(self._portals[member.login])
            _ = step()

    def withdraw(self, members: Sequence[PanelMember]) -> None:
        """Let members take back the yes to human review."""
        for member in members:
            self._portals[member.login].decide("human_review", given=False)

    def kept(self, member: PanelMember) -> list[KeptUtterance]:
        """Return what was kept of a member, as the customer sees it now."""
        return self._portals[member.login].history()

    @contextmanager
    def reviewed(
        self, reviewers: Sequence[ReviewerSecrets], quota: Semaphore, step: Step
    ) -> Generator[Callable[[], None]]:
        """Let simulated reviewers sign in and work while the block runs.

        Yields:
            What waits until they have nothing left, once nothing more will be placed; it raises the first error of one.
        """
        done = threading.Event()

        def work(secrets: ReviewerSecrets) -> None:
            reviewer = SimulatedReviewer(ServiceClient(self._addresses["workbench"]), secrets, self._matcher)
            for review in reviewer.review_all(quota, done.is_set):
                self.reviews.append(review)
                _ = step()

        pool = ThreadPoolExecutor(len(reviewers), "reviewer")
        working = [pool.submit(work, secrets) for secrets in reviewers]

        def finish() -> None:
            done.set()
            for future in working:
                future.result()

        try:
            yield finish
        finally:
            done.set()
            pool.shutdown(wait=False, cancel_futures=True)
