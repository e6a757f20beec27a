"""Circle: plays the panel's recordings, and has them reviewed while the next are played."""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Final

from earnest.demo.customers import CustomerAtPortal, KeptUtterance
from earnest.demo.invitations import Guest
from earnest.demo.ledger import PlayedOutcome, Review, TourLedger
from earnest.demo.matching import Matcher
from earnest.demo.playing import PanelDevice, wait_until_settled
from earnest.demo.reviewing import Quota, ReviewerSecrets, SimulatedReviewer, review_until
from earnest.demo.roles import PURPOSES, Part
from earnest.demo.stations import Station

_PLAYERS: Final = 2
"""Recordings on their way to the gateway at the same time: while one is recognised the next is decoded."""


class Circle:
    """The panel, its devices and the reviewers."""

    def __init__(self, addresses: Mapping[str, str], ledger: TourLedger) -> None:
        """Take the addresses of the processes and the ledger to fill."""
        self._addresses = addresses
        self._ledger = ledger
        self._matcher = Matcher()
        self._portals: dict[str, CustomerAtPortal] = {}
        self._settled: dict[str, list[KeptUtterance]] = {}

    def close(self) -> None:
        """Close every connection without signing out."""
        for portal in self._portals.values():
            portal.close()

    def welcome(self, guests: Sequence[Guest], *, note: Callable[[], object]) -> None:
        """Let each customer sign in at the portal and decide about each purpose.

        Args:
            guests: the panel.
            note: called after each customer.
        """
        for guest in guests:
            portal = CustomerAtPortal(self._addresses["customer_portal"], guest.login, guest.password)
            self._portals[guest.login] = portal
            for purpose in PURPOSES[guest.customer.part]:
                portal.decide(purpose, given=True)
            _ = note()

    def play(self, guests: Sequence[Guest], *, note: Callable[[PlayedOutcome], object]) -> None:
        """Let guests say what they have to say, two at a time.

        Args:
            guests: in the order in which they begin.
            note: called after each recording.
        """
        waiting: SimpleQueue[Guest] = SimpleQueue()
        for guest in guests:
            waiting.put(guest)
        with ThreadPoolExecutor(_PLAYERS, "player") as pool:
            _finish([pool.submit(self._play_from, waiting, note) for _ in range(_PLAYERS)])

    def _play_from(self, waiting: SimpleQueue[Guest], note: Callable[[PlayedOutcome], object]) -> None:
        while True:
            try:
                guest = waiting.get_nowait()
            except Empty:
                return
            self._play_guest(guest, note)

    def _play_guest(self, guest: Guest, note: Callable[[PlayedOutcome], object]) -> None:
        portal = self._portals[guest.login]
        with Station(self._addresses["device_gateway"]) as gateway:
            device = PanelDevice(gateway, portal, guest.customer, guest.token)
            for played in guest.customer.utterances:
                outcome = device.play(played)
                self._ledger.add(outcome)
                if outcome.recording_id is not None and guest.customer.part is Part.CONSENTING:
                    self._matcher.expect(portal, outcome.recording_id, played)
                _ = note(outcome)

    def settle(self, guests: Sequence[Guest], *, note: Callable[[], object]) -> None:
        """Wait until no recording of these guests is on its way through de-identification.

        Args:
            guests: whose.
            note: called after each guest.
        """
        for guest in guests:
            self._settled[guest.login] = wait_until_settled(self._portals[guest.login])
            _ = note()

    def withdraw(self, guests: Sequence[Guest]) -> None:
        """Let guests take back the yes to human review."""
        for guest in guests:
            self._portals[guest.login].decide("human_review", given=False)

    def kept(self, guest: Guest) -> list[KeptUtterance]:
        """Return what was kept of a guest, as the guest sees it now."""
        return self._portals[guest.login].history()

    def start_reviewing(
        self,
        reviewers: Sequence[ReviewerSecrets],
        quota: Quota,
        *,
        done: threading.Event,
        note: Callable[[Review], object],
    ) -> "Reviewing":
        """Let simulated reviewers sign in and work until everything is done.

        Args:
            reviewers: who.
            quota: how much may be heard.
            done: set when nothing more will be placed.
            note: called after each review.
        """
        pool = ThreadPoolExecutor(len(reviewers), "reviewer")

        def work(secrets: ReviewerSecrets) -> None:
            with Station(self._addresses["workbench"]) as workbench:
                reviewer = SimulatedReviewer(workbench, secrets, self._matcher)

                def keep(review: Review) -> None:
                    self._ledger.add_review(review)
                    _ = note(review)

                review_until(reviewer, quota, done=done.is_set, note=keep)

        return Reviewing(pool, [pool.submit(work, secrets) for secrets in reviewers], done)


class Reviewing:
    """Reviewers at work."""

    def __init__(self, pool: ThreadPoolExecutor, futures: Sequence[Future[None]], done: threading.Event) -> None:
        """Take the threads."""
        self._pool = pool
        self._futures = futures
        self._done = done

    def finish(self) -> None:
        """Wait until the reviewers have nothing left; an error of one of them is raised here."""
        self._done.set()
        try:
            _finish(self._futures)
        finally:
            self._pool.shutdown()

    def abandon(self) -> None:
        """Tell the reviewers that nothing more will come, and do not wait."""
        self._done.set()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _finish(futures: Sequence[Future[None]]) -> None:
    """Wait for all threads and raise the first error."""
    for future in futures:
        future.result()
