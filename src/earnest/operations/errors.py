"""Errors of running Earnest.

Unavailable
├── ProcessNotStarted            a process did not come up
├── DatabaseRefused              the external PostgreSQL does not answer, or does not let the user in
├── DatabaseTooOld               the external PostgreSQL is older than what works
└── DatabaseOwnerLacksRights     the user that EARNEST_DATABASE names may do too little
Conflict
├── AlreadyRunning               another command works on the data folder
├── DataFolderOfAnother          the database belongs to another data folder
├── PortTaken                    something else listens where a process of ours should
└── AddressNotOurs               this machine has no such address
InvalidInput
├── OwnDatabaseNeeded            there is no external PostgreSQL
├── ProcessUnknown               no process has this name
├── SettingsIncomplete           a process cannot start from what the environment says
└── WrongRole                    a process would get the rights of another
"""

from collections.abc import Mapping, Sequence

from earnest.foundation.errors import Conflict, InvalidInput, Unavailable


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


class DatabaseRefused(Unavailable):
    """The database does not answer, or refuses this user."""

    code = "database_refused"
    remedy = (
        "Try the same address with psql: host, port, database, user and password have to be right, and the server has "
        "to admit this machine (pg_hba.conf). A process also needs `earnest migrate` to have made its role."
    )

    def __init__(self, variable: str, cause: BaseException | None = None) -> None:
        """Name the setting that holds the address; the address itself is a secret.

        Args:
            variable: of the setting.
            cause: what the client library raised; the reason at its end is told, the address before it is not.
        """
        super().__init__()
        _, _, reason = str(cause or "").strip().partition("\n")[0].rpartition("failed: ")
        told = f": {reason}" if reason else "."
        self.args = (f"The database that {variable} names does not answer, or does not let its user in{told}",)
        self.variable = variable


class DatabaseTooOld(Unavailable):
    """This PostgreSQL is too old."""

    code = "database_too_old"
    remedy = "Upgrade the server, or name a newer one in EARNEST_DATABASE; nothing was changed."

    def __init__(self, *, found: int, oldest: int) -> None:
        """Name both major versions."""
        super().__init__()
        self.args = (f"The database that EARNEST_DATABASE names is PostgreSQL {found}; {oldest} or later is needed.",)
        self.found = found


class DatabaseOwnerLacksRights(Unavailable):
    """The user that EARNEST_DATABASE names has to own the database and to be allowed to create roles."""

    code = "database_owner_lacks_rights"
    remedy = (
        "As the server's administrator: `alter role USER createrole; alter database DATABASE owner to USER;`. Nothing "
        "was changed."
    )


class DataFolderOfAnother(Conflict):
    """This database was set up from another data folder, which holds the keys to what is in it."""

    code = "data_folder_of_another"
    remedy = (
        "Run this on the machine whose EARNEST_DATA holds the folders keys and secrets of this installation, or copy "
        "them here; a new database needs an empty one. Nothing was changed."
    )


class OwnDatabaseNeeded(InvalidInput):
    """EARNEST_DATABASE is missing: this command is for your own PostgreSQL."""

    code = "own_database_needed"
    remedy = (
        "Set EARNEST_DATABASE=postgresql://OWNER:PASSWORD@HOST/DATABASE. Without an external server nothing is needed: "
        "`earnest run` starts PostgreSQL and brings it up to date by itself."
    )


class ProcessUnknown(InvalidInput):
    """No process has this name."""

    code = "process_unknown"
    remedy = "Name one of these; `earnest serve --help` says what each does."

    def __init__(self, known: Sequence[str]) -> None:
        """Name those that there are."""
        super().__init__()
        self.args = (f"No process has this name; there are {', '.join(known)}.",)


class SettingsIncomplete(InvalidInput):
    """A process cannot start from what the environment says."""

    code = "settings_incomplete"
    remedy = "Set each in the environment of this process; docs/how-to/run-on-several-hosts.md says where from."

    def __init__(self, process: str, missing: Mapping[str, str]) -> None:
        """Say what is missing.

        Args:
            process: which.
            missing: setting → what it has to hold; ≥ 1.
        """
        super().__init__()
        lines = "".join(f"\n  {name}: {meaning}" for name, meaning in missing.items())
        self.args = (f"The process {process} cannot start without these settings:{lines}",)
        self.missing = tuple(missing)


class WrongRole(InvalidInput):
    """EARNEST_ROLE_DATABASE connects as a role other than that of this process."""

    code = "wrong_role"
    remedy = "`earnest migrate --environments FOLDER` writes the right one into a file for each process."

    def __init__(self, process: str, role: str) -> None:
        """Name the process and its role."""
        super().__init__()
        self.args = (f"EARNEST_ROLE_DATABASE does not connect as {role}, the only role of the process {process}.",)
