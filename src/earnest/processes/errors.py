"""Errors of running Earnest.

Unavailable
└── ProcessNotStarted     a process did not come up
Conflict
├── AlreadyRunning        another supervisor has the data folder
└── PortTaken             something else listens where a process of ours should
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
    remedy = "The process's log in the data folder says why."

    def __init__(self, process: str) -> None:
        """Name the process."""
        super().__init__()
        self.args = (f"The process {process} did not start; see log/{process}.log in the data folder.",)
        self.process = process
