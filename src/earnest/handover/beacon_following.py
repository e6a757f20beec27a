"""Beacon following: asks a randomness beacon for each of its rounds and keeps them. It has no key and sees no person.

All rounds are asked for, whether a candidate waits for one or not, so that what is asked tells nothing of draws.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from earnest.foundation.clock import Clock
from earnest.foundation.outgoing_http import NoAnswer, asked
from earnest.handover.rounds import find_last_round, insert_round
from earnest.services.cryptography.errors import RandomnessInvalid
from earnest.services.cryptography.randomness_beacon import RandomnessChain
from earnest.services.database import Database, DatabaseBusy, DatabaseUnavailable
from earnest.services.observability import LogEvent, log

_TIMEOUT_SECONDS: Final = 3.0
_LARGEST_ANSWER: Final = 4096
"""Bytes; a round has about 200."""
_LOOK_SECONDS: Final = 0.5
"""Between two looks whether a round is out."""
_CAUGHT_UP: Final = 10
"""Rounds that are asked for after an interruption, the last ones; older ones came too late for every candidate."""
_OK: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundNotFetched(LogEvent):
    """A round of the beacon did not come; it is asked for again while a candidate may wait for it."""

    round: int
    error: type[BaseException]


class RoundUnreadable(ValueError):
    """The beacon answered something else than a round."""


@dataclass(slots=True, kw_only=True)
class BeaconFollowing:
    """Follows one beacon."""

    database: Database
    """Connections of the beacon's role."""
    address: str
    """Of the chain; `/public/ROUND` is added."""
    chain: RandomnessChain
    clock: Clock
    _told: int = 0
    """Round of which the log said last that it did not come."""

    def follow(self, stop: threading.Event, beat: Callable[[], None]) -> None:
        """Fetch rounds until told to stop; `beat` is called at least each few seconds."""
        while not stop.is_set():
            beat()
            _ = self.fetch()
            _ = stop.wait(_LOOK_SECONDS)

    def fetch(self) -> int:
        """Ask for the rounds that are out and not here; return how many came. What goes wrong is logged."""
        came = 0
        out = self.chain.round_at(self.clock.now())
        number = out
        try:
            with self.database.transaction() as connection:
                last = find_last_round(connection, self.chain)
            for number in range(max(last + 1, out - _CAUGHT_UP + 1, 1), out + 1):
                signature = self._ask(number)
                with self.database.transaction() as connection:
                    insert_round(connection, self.chain, number, signature, now=self.clock.now())
                came += 1
        except (NoAnswer, RoundUnreadable, RandomnessInvalid, DatabaseUnavailable, DatabaseBusy) as error:
            if number != self._told:
                log(RoundNotFetched(round=number, error=type(error)))
                self._told = number
        return came

    def _ask(self, number: int) -> bytes:
        """Return the signature of a round as the beacon gives it.

        Raises:
            NoAnswer, RoundUnreadable: it did not give one.
        """
        with asked(f"{self.address}/public/{number}", timeout_seconds=_TIMEOUT_SECONDS) as answer:
            content = answer.read(_LARGEST_ANSWER) if answer.status == _OK else b""
        try:
            told = cast("dict[str, object]", json.loads(content))
            if told["round"] != number:
                raise RoundUnreadable
            return bytes.fromhex(str(told["signature"]))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise RoundUnreadable from error
