"""The audit log."""

from pathlib import Path
from typing import Annotated

import typer

from earnest.cli.commands.shared import output

commands = typer.Typer(help="Sign, verify and export the audit log; trace a leaked recording.", no_args_is_help=True)


@commands.command("checkpoint")
def audit_checkpoint() -> None:
    """Sign the log as it is now and print the checkpoint and the public key; keep both elsewhere."""
    from earnest.cli import audit

    head = audit.sign()
    output().print(f"{head.note}\npublic key  {head.public_key}", markup=False)


@commands.command("verify")
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
        output().print(audit.report_json(report), markup=False)
    else:
        for finding in report.findings:
            output().print(str(finding), markup=False)
        state = "OK" if report.intact else "BROKEN"
        signed = f"{report.signed_size} of them under {report.checkpoints} checkpoints"
        output().print(f"{state}: {report.tree_size} entries verified, {signed}")
        if pruned:
            output().print(f"Of {pruned} entries only the hashes are here; what they said was removed, not changed.")
    if not report.intact:
        raise EvidenceBroken


@commands.command("publish")
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

    output().print(audit.publish(folder, witness or []), markup=False, end="")


@commands.command("export")
def audit_export(*, to: Annotated[Path, typer.Option(help="New folder.")]) -> None:
    """Sign the log and write it with all checkpoints into a new folder, to be verified with other tools."""
    from earnest.cli import audit

    output().print(f"{audit.export(to)} entries written")


@commands.command("draws")
def audit_draws(*, to: Annotated[Path, typer.Argument(help="New file, one candidate a line.")]) -> None:
    """Write the utterances that could be chosen and what became of each, for outsiders to draw again."""
    from earnest.cli import draws

    output().print(f"{draws.publish(to)} candidates written")


@commands.command("verify-draws")
def audit_verify_draws(
    *,
    file: Annotated[Path, typer.Argument(help="What `earnest audit draws` wrote.", exists=True)],
    export: Annotated[Path, typer.Option(help="Folder that `earnest audit export` wrote.", exists=True)],
    key: Annotated[str, typer.Option(help="Public key of the log that you kept.")],
    chain: Annotated[
        str | None, typer.Option(help="Beacon to trust beside quicknet: PERIOD,GENESIS,PUBLICKEY.", show_default=False)
    ] = None,
) -> None:
    """Draw again what was published and compare it with the log, offline; exit status 1 where it differs."""
    from earnest.cli import draws
    from earnest.cli.errors import EvidenceBroken

    report = draws.verify_file(file, export, key, chain)
    for finding in report.findings:
        output().print(str(finding), markup=False)
    state = "OK" if report.right else "BROKEN"
    counts = f"{report.candidates} candidates of {report.lists} lists, {report.drawn} drawn again"
    output().print(f"{state}: {counts}, {report.selected} chosen")
    for sentence in filter(None, (draws.rounds_of(report), draws.limit_of(report))):
        output().print(sentence, markup=False)
    if not report.right:
        raise EvidenceBroken


@commands.command("trace")
def audit_trace(
    *,
    recording: Annotated[Path, typer.Argument(help="The leaked recording: WAV, FLAC, MP3, Ogg.", exists=True)],
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
) -> None:
    """Find the lease under which a leaked recording was played, by its watermark; exit status 1 where there is none."""
    from earnest.cli import tracing

    found = tracing.trace(recording)
    output().print(tracing.trace_json(found) if as_json else tracing.trace_text(found), markup=False)
    if found.best is None:
        raise typer.Exit(1)
