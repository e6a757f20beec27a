"""Panel: plays the panel's recordings, and has them reviewed while the next are played."""

import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Final

from earnest.demo.customers import CustomerAtPortal, KeptUtterance
from earnest.demo.invitations import PanelMember
from earnest.demo.matching import Matcher
from earnest.demo.playing import PanelDevice, PlayedOutcome, wait_until_settled
from earnest.demo.reviewing import Quota, Review, ReviewerSecrets, SimulatedReviewer
from earnest.demo.roles import Part
from earnest.demo.service_client import ServiceClient

_PLAYERS: Final = 2
"""Recordings on their way to the gateway at the same time: while one is recognised the next is decoded."""

Step = Callable[[], object]
"""Called after each step, from any thread."""


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

    def decide_purposes(self, panel_customers: Sequence[PanelMember], step: Step) -> None:
        """Let each customer sign in at the portal and decide about each purpose."""
        for invited in panel_customers:
            portal = CustomerAtPortal(self._addresses["customer_portal"], invited.login, invited.password)
            self._portals[invited.login] = portal
            for purpose in invited.customer.part.purposes:
                portal.decide(purpose, given=True)
            _ = step()

    def play(self, panel_customers: Sequence[PanelMember], step: Step) -> None:
        """Let panel_customers say what they have to say, two at a time, in the order in which they begin."""
        waiting: SimpleQueue[PanelMember] = SimpleQueue()
        for invited in panel_customers:
            waiting.put(invited)

        def play_waiting() -> None:
            while True:
                try:
                    invited = waiting.get_nowait()
                except Empty:
                    return
                self._play_recordings(invited, step)

        with ThreadPoolExecutor(_PLAYERS, "player") as pool:
            for future in [pool.submit(play_waiting) for _ in range(_PLAYERS)]:
                future.result()

    def _play_recordings(self, invited: PanelMember, step: Step) -> None:
        portal = self._portals[invited.login]
        device = PanelDevice(ServiceClient(self._addresses["device_gateway"]), portal, invited.token)
        for played in invited.customer.utterances:
            outcome = device.play(played)
            self.outcomes.append(outcome)
            if outcome.recording_id is not None and invited.customer.part is Part.CONSENTING:
                self._matcher.expect(portal, outcome.recording_id, played)
            _ = step()

    def settle(self, panel_customers: Sequence[PanelMember], step: Step) -> None:
        """Wait until no recording of these panel_customers is on its way through de-identification."""
        for invited in panel_customers:
            _ = wait_until_settled(self._portals[invited.login])
            _ = step()

    def withdraw(self, panel_customers: Sequence[PanelMember]) -> None:
        """Let panel_customers take back the yes to human review."""
        for invited in panel_customers:
            self._portals[invited.login].decide("human_review", given=False)

    def kept(self, invited: PanelMember) -> list[KeptUtterance]:
        """Return what was kept of a invited, as the invited sees it now."""
        return self._portals[invited.login].history()

    @contextmanager
    def reviewed(self, reviewers: Sequence[ReviewerSecrets], quota: Quota, step: Step) -> Generator[Callable[[], None]]:
        """Let simulated reviewers sign in and work beside the block.

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
