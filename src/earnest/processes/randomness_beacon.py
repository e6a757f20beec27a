"""Randomness beacon: asks for the rounds of the beacon that the settings name. No key, no side, nothing personal."""

import os
import signal
import sys
import threading
import time

from earnest.foundation.clock import SystemClock
from earnest.foundation.heartbeat import Heartbeat
from earnest.foundation.settings import SettingMissing, load_settings
from earnest.handover.beacon_following import BeaconFollowing
from earnest.processes.entry import MARK, run_to_exit_status
from earnest.services.cryptography.randomness_beacon import chain_of
from earnest.services.database import Database
from earnest.services.observability import LogWord, ProcessReady, listen_to_libraries, log


def main() -> int:
    """Follow the beacon until asked to stop; returns the exit status."""
    began = time.monotonic()
    listen_to_libraries()
    settings = load_settings()
    if settings.randomness_beacon is None:
        raise SettingMissing("EARNEST_RANDOMNESS_BEACON")
    database = Database(settings.require_role_database(), maximum_connections=1)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        _ = signal.signal(name, lambda _number, _frame: stop.set())
    following = BeaconFollowing(
        database=database,
        address=settings.randomness_beacon,
        chain=chain_of(settings.randomness_chain),
        clock=SystemClock(),
    )
    log(ProcessReady(process=LogWord("randomness_beacon"), seconds=time.monotonic() - began))
    try:
        following.follow(stop, Heartbeat.of(os.environ).beat)
    finally:
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_to_exit_status(main, name="randomness_beacon", mark=MARK))
