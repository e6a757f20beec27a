"""Errors of running Earnest.

Unavailable
└── ProcessNotStarted     a process did not come up
Conflict
├── AlreadyRunning        another supervisor has the data folder
├── PortTaken             something else listens where a process of ours should
└── AddressNotOurs        this machine has no such address
"""

from earnest.foundation.errors import Conflict, Unavailable


class AlreadyRunning(Conflict):
    """Earnest is already running on this data folder."""

    code = "already_running"
    remedy = "Use the one that runs, stop it, or give this one its own folder in EARNEST_DATA."


class PortTaken(Conflict):
    """Something else already listens on a port that Earnest needs."""

    code = "port_taken"
    remedy = "Stop the other program, or choose another port."

    def __init__(self, variable: str, port: int) -> None:
        """Name the port and the variable that moves it."""
        super().__init__()
        self.args = (f"Something else already listens on port {port} (setting {variable}).",)
        self.port = port


class ProcessNotStarted(Unavailable):
    """A process of Earnest did not start."""

    code = "process_not_started"
    remedy = "Correct what it names and start again; more is in the process's log in the data folder."

    def __init__(self, process: str, cause: str = "") -> None:
        """Name the process.

        Args:
            process: which.
            cause: what it said itself, a sentence without content; empty where it said nothing.
        """
        super().__init__()
        said = cause or f"see log/{process}.log in the data folder"
        self.args = (f"The process {process} did not start: {said}",)
        self.process = process


class AddressNotOurs(Conflict):
    """This machine has no such address."""

    code = "address_not_ours"
    remedy = (
        "Each server has its own EARNEST_..._BIND: 127.0.0.1, an address that `ip address` shows, or 0.0.0.0 for all."
    )

    def __init__(self, address: str) -> None:
        """Name the address."""
        super().__init__()
        self.args = (f"The address {address} is none of this machine's.",)
