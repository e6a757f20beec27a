"""Starts Earnest in a container of Home Assistant's Supervisor: options become settings, and the service is offered."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final

OPTIONS: Final = Path("/data/options.json")
PROGRAM: Final = "/opt/earnest/bin/earnest"
WYOMING_PORT: Final = 10300
_SUPERVISOR: Final = "http://supervisor/discovery"
_START_SECONDS: Final = 600.0


def settings_of(options: Mapping[str, object]) -> dict[str, str]:
    """Return the settings of Earnest that the options of the add-on mean.

    Args:
        options: as the Supervisor writes them, checked by the schema of `config.yaml`.
    """
    settings = {
        "EARNEST_DATA": "/data/earnest",
        "EARNEST_ENGINE": str(options["engine"]),
        "EARNEST_RETENTION_DAYS": str(options["retention_days"]),
        # The container's own network: which of its ports are open beyond it is set under Network.
        "EARNEST_WYOMING_BIND": "0.0.0.0",  # noqa: S104
        "EARNEST_WYOMING_DEVICE": str(options.get("wyoming_device") or ""),
        "EARNEST_WYOMING_ACTS": "yes" if options["wyoming_acts"] else "no",
        # Addresses of containers are of no use in the network; the Supervisor tells Home Assistant instead.
        "EARNEST_ANNOUNCE": "no",
    }
    if options["ssl"]:
        settings |= {
            "EARNEST_PORTAL_BIND": "0.0.0.0",  # noqa: S104
            "EARNEST_GATEWAY_BIND": "0.0.0.0",  # noqa: S104
            "EARNEST_TLS_CERTIFICATE": f"/ssl/{options['certfile']}",
            "EARNEST_TLS_KEY": f"/ssl/{options['keyfile']}",
        }
    return settings


def offer(port: int, token: str) -> bool:
    """Tell Home Assistant by way of the Supervisor where the Wyoming server is; returns whether it was taken."""
    body = json.dumps({"service": "wyoming", "config": {"uri": f"tcp://{socket.gethostname()}:{port}"}}).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(_SUPERVISOR, data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=10):  # noqa: S310 - a fixed address of the Supervisor
            return True
    except (urllib.error.URLError, TimeoutError):
        return False


def main() -> int:
    """Run Earnest until the Supervisor stops the container; returns its status."""
    options = json.loads(OPTIONS.read_text(encoding="utf-8"))
    running = subprocess.Popen([PROGRAM, "run", "--household"], env={**os.environ, **settings_of(options)})
    for number in (signal.SIGTERM, signal.SIGINT):
        _ = signal.signal(number, lambda received, _frame: running.send_signal(received))
    token, deadline = os.environ.get("SUPERVISOR_TOKEN", ""), time.monotonic() + _START_SECONDS
    while token and running.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", WYOMING_PORT), timeout=2).close()
        except OSError:
            time.sleep(1)
            continue
        if not offer(WYOMING_PORT, token):
            print(
                "Home Assistant was not told of the service: add it as Wyoming Protocol by host and port.", flush=True
            )
        break
    return running.wait()


if __name__ == "__main__":
    sys.exit(main())
