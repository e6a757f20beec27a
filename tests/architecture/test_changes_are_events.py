"""Whoever changes something leaves an event in the log: each command, or the reason why not (AD1)."""

from typer import Typer

from earnest.cli.main import application
from earnest.services.audit import AuditEvent
from scripts.derive_grants import Reader

EVENTS = {
    "customer add": {"CustomerAdded"},
    "customer invite": {"CustomerAdded", "DeviceAdded"},
    "customer invite-to-panel": {"PanelInvited"},
    "customer take-back-invitation": {"PanelInvitationTakenBack"},
    "customer note-reward": {"PanelRewarded"},
    "customer ensure-owner": {"CustomerAdded"},
    "customer reset-password": {"CustomerPasswordReset"},
    "names add": {"NamesChanged"},
    "names remove": {"NamesChanged"},
    "device add": {"DeviceAdded"},
    "device revoke": {"DeviceRemoved"},
    "staff add": {"StaffAdded"},
    "staff reset": {"StaffReset"},
    "staff disable": {"StaffDisabled"},
    "staff person": {"StaffPersonStated"},
    "staff approve-browser": {"StaffBrowserApproved"},
    "staff remove-browser": {"StaffBrowserRemoved"},
    "stop": {"StopBegun"},
    "resume": {"ResumptionRequested", "StopEnded"},
    "evaluation import": {"EvaluationImported"},
    "corpus import": {"CorpusImported"},
    "corpus remove": {"CorpusRemoved"},
    "evidence open": {"EvidenceOpened"},
    "evidence-pack build": {"EvidencePackBuilt"},
    "learn": {"SnapshotMade"},
    "rollback": {"ModelRolledBack"},
    "export": {"SnapshotExported"},
    "run": {"SettingsInForce"},
    "migrate": {"SettingsInForce"},
    "restore": {"SettingsInForce"},
    "keys rotate": {"KeyRotated"},
}
"""Command → events that its code reaches."""

EXEMPT = {
    "audit publish": "writes the log itself to files",
    "backup": "copies what is sealed, for the machine's owner, who can copy every file of it; opens nothing",
    "import": "sends sound to the gateway as a device does; the gateway writes the events",
    "serve": "becomes a process, which writes its own events; `migrate` said what is in force",
    "learned": "only reads",
    "models list": "only reads",
    "models get": "fetches public files; nothing of a person is in them",
    "models remove": "removes public files",
    "demo remove": "removes a data folder of its own, with its whole log; the own data have no part in it",
    "models use": "chooses among public files; `run` writes which recogniser is in force",
    "status": "only reads",
    "customer list": "only reads",
    "corpus list": "only reads",
    "names list": "only reads, for the machine's owner; the threat model says so",
    "device list": "only reads",
    "device accidents": "only reads counts",
    "staff list": "only reads",
    "stops": "only reads",
    "staff sites": "only reads",
    "staff browsers": "only reads",
    "staff add-vendor": "adds a tenant without people; adding its people writes events",
    "staff add-site": "adds a place without people; which clips are given there is told when they are",
    "review catalogue": "adds public names; a campaign that asks for one writes events",
    "review plant": "places clips that no customer spoke and no figure counts; giving them writes events",
    "audit checkpoint": "adds a signed checkpoint, which is itself part of the log",
    "audit verify": "only reads",
    "audit draws": "reads lists of candidates, which hold nothing of a person",
    "audit verify-draws": "reads files of the caller's own",
    "audit export": "reads the log, which holds nothing of a person",
    "receipt verify": "reads a file of the caller's own",
    "evidence-pack verify": "only reads a folder",
    "authority-report": "only reads counts",
    "breach key": "makes a key that stays with the officer",
    "breach open": "opens a file of the officer's own; asking for the list wrote events",
    "audit trace": "reads the log and a file of the caller's own",
}
"""Command → why it leaves none."""


def _commands(group: Typer, words: tuple[str, ...] = ()) -> dict[str, str]:
    """Return every command by its words, with the module and the name of its function."""
    found: dict[str, str] = {}
    for command in group.registered_commands:
        assert command.callback is not None
        name, module = command.callback.__name__, command.callback.__module__.removeprefix("earnest.")
        found[" ".join((*words, command.name or name))] = f"{module}:{name}"
    for below in group.registered_groups:
        assert below.typer_instance is not None
        # A group without a name has its commands at the top.
        found |= _commands(below.typer_instance, (*words, below.name) if isinstance(below.name, str) else words)
    return found


def test_every_command_has_events_or_a_reason() -> None:
    commands = _commands(application)
    assert set(EVENTS) | set(EXEMPT) == set(commands)
    assert not set(EVENTS) & set(EXEMPT)
    assert all(EXEMPT.values())


def test_the_code_of_each_command_reaches_its_events() -> None:
    commands, reader = _commands(application), Reader()
    for command, events in EVENTS.items():
        reached = {name for _, name in reader.reached(commands[command])}
        assert events <= reached, command


def test_every_event_names_who_writes_it() -> None:
    for event in AuditEvent.__subclasses__():
        if event.__module__ == "earnest.services.audit.events":
            assert event.writers or event.kind in {"settings_in_force", "stop_unknown"}, event.kind
