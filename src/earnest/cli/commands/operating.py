"""What runs: start, bring up to date, back up, restore, serve one process, show the state."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from earnest.cli.commands.shared import output

commands = typer.Typer()


@commands.command()
def run(
    *,
    tour: Annotated[bool, typer.Option(help="Run the tour (again), in the demo's own data folder.")] = False,
    once: Annotated[bool, typer.Option(help="Run the tour, then stop everything.")] = False,
    demo: Annotated[bool, typer.Option(help="Start what the last tour left, to look around.")] = False,
    household: Annotated[
        bool, typer.Option(help="Start your own data at once, without a tour, even if empty.")
    ] = False,
    accept_lost_tombstones: Annotated[
        bool,
        typer.Option(help="The list of deletions is lost: start a new one, although copies may hold deleted data."),
    ] = False,
    recordings: Annotated[
        Path | None, typer.Option(envvar="EARNEST_SPEECH", help="Folder with manifest.jsonl for the tour.")
    ] = None,
) -> None:
    """Start everything; the very first start, or --tour, runs a tour with demo data in a folder of its own."""
    from earnest.cli.run import RunOptions, run_everything

    asked = RunOptions(
        tour=tour,
        once=once,
        demo=demo,
        household=household,
        accept_lost_tombstones=accept_lost_tombstones,
        recordings=recordings,
    )
    sys.exit(run_everything(asked))


@commands.command()
def migrate(
    *,
    environments: Annotated[
        Path | None,
        typer.Option(help="Also write PROCESS.env for each process into this folder: how its role connects."),
    ] = None,
    accept_lost_tombstones: Annotated[
        bool,
        typer.Option(help="The list of deletions is lost: start a new one, although copies may hold deleted data."),
    ] = False,
) -> None:
    """Bring your own PostgreSQL (EARNEST_DATABASE, version 16 or later) up to date, for processes served without `run`.

    Creates the keys, passwords and database roles that are missing, changes the tables, and deletes again what was
    deleted since a restored copy was made. Stop all processes first; a second run changes nothing. `earnest run` does
    the same at each start.
    """
    from earnest.cli.serving import migrate_own_database

    out = output()
    done = migrate_own_database(
        environments=environments,
        accept_lost_tombstones=accept_lost_tombstones,
        tell=lambda stage: out.print(f"  {stage}", style="dim"),
    )
    replayed = done.upgraded.replayed
    if replayed.anything:
        out.print(
            f"Deleted again: {replayed.recordings} recordings, {replayed.clips} clips, {replayed.refusals} refusals."
        )
    out.print(f"The database is up to date (PostgreSQL {done.server}).")
    out.print(f"Keys and passwords are in {done.settings.data_folder}; deletions in {done.settings.tombstones}.")
    for path in done.files:
        out.print(f"  {path}", markup=False)
    out.print("Next: earnest serve PROCESS; docs/how-to/run-on-several-hosts.md says which file goes where.")


@commands.command()
def backup(
    *,
    folder: Annotated[Path, typer.Argument(help="New folder for database and models.")],
    keys: Annotated[
        Path | None,
        typer.Option(help="Folder of keys, one for all back-ups, kept apart; default: FOLDER.keys, for a trial."),
    ] = None,
    with_sound: Annotated[
        bool, typer.Option("--with-sound", help="Also copy recordings, clips and licensed sound, all sealed.")
    ] = False,
) -> None:
    """Write database and models into a new folder, and the keys that open them into another; Earnest may run.

    Sound is left out unless asked for. Use the same folder of keys again: what was deleted meanwhile loses its key
    there, so that no older back-up opens it.
    """
    from earnest.cli import backup as backups

    out, place = output(), keys or folder.with_name(f"{folder.name}.keys")
    manifest = backups.back_up(
        folder, place, with_sound=with_sound, tell=lambda stage: out.print(f"  {stage}", style="dim")
    )
    table = Table("what", "objects", "bytes", "in the back-up", "deleted at the latest")
    for share in manifest.shares:
        size = f"{share.size:,}" if share.included else "-"
        included = "yes" if share.included else "no (--with-sound)"
        table.add_row(share.kind.value, str(share.count), size, included, share.last_end or "no end of its own")
    out.print(table if manifest.shares else "There are no recordings, clips and models yet.")
    out.print(f"Database and models: {folder}", markup=False)
    out.print(f"Keys: {place}. Keep them apart: who has both opens what people said.", markup=False)
    out.print("The list of deletions is in neither; keep the present one, a restore needs it (EARNEST_TOMBSTONES).")


@commands.command()
def restore(
    *,
    folder: Annotated[Path, typer.Argument(help="Folder that `earnest backup` wrote.", exists=True, file_okay=False)],
    keys: Annotated[Path | None, typer.Option(help="Its folder of keys; default: FOLDER.keys.")] = None,
    accept_lost_tombstones: Annotated[
        bool,
        typer.Option(
            help="The list of deletions is lost: start a new one, although the back-up may hold deleted data."
        ),
    ] = False,
) -> None:
    """Put a back-up into an empty data folder; what was deleted since is deleted again before anything runs."""
    from earnest.cli import backup as backups

    out, place = output(), keys or folder.with_name(f"{folder.name}.keys")
    done = backups.restore(
        folder,
        place,
        accept_lost_tombstones=accept_lost_tombstones,
        tell=lambda stage: out.print(f"  {stage}", style="dim"),
    )
    replayed = done.replayed
    out.print(f"Restored as of {done.manifest.made_at}; {done.objects} objects put back.")
    out.print(f"Deleted again: {replayed.recordings} recordings, {replayed.clips} clips, {replayed.refusals} refusals.")
    if done.without_sound:
        out.print(f"{done.without_sound} recordings, clips and items are there without their sound.")
    out.print(
        "The audit log ends where the back-up was made: tell whoever keeps later checkpoints, which do not fit it."
    )


@commands.command()
def serve(
    *, process: Annotated[str, typer.Argument(metavar="PROCESS", help="Name of the process, one of those above.")]
) -> None:
    """Run one process in the foreground, on any host, without the supervisor; SIGTERM ends it.

    device_gateway    devices and Home Assistant talk to it
    customer_portal   customers sign in to it
    personal_worker   de-identifies and deletes recordings
    workbench         reviewers sign in to it
    corpus_worker     learns from labels, erases what was withdrawn
    administration    public figures and signed checkpoints
    randomness_beacon fetches public random numbers, where the settings name a beacon
    tombstones        writes the list of deletions, once per installation

    It takes its settings from the environment, names those that are missing, and sees only its own role, keys and
    files. `earnest migrate` comes first. Use a service manager that starts it again when it ends.
    """
    from earnest.cli import serving

    serving.serve(process)


@commands.command()
def status() -> None:
    """Show the state of each process: running, starting, frozen or ended; exit status 1 where one does not run."""
    from earnest.cli.status import confinement_sentence, states, wyoming_sentence
    from earnest.foundation.settings import load_settings
    from earnest.operations.process_states import ProcessState

    table = Table("process", "address", "state", "")
    found = states()
    for one in found:
        table.add_row(one.name, one.address, one.state.value, one.details)
    output().print(table)
    output().print(confinement_sentence(), markup=False)
    settings = load_settings()
    if settings.opens_wyoming:
        output().print(wyoming_sentence(settings), markup=False)
    if any(one.state is not ProcessState.RUNNING for one in found):
        sys.exit(1)
