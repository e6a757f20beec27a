"""The signed folder for an authority, and the answer to its questions."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from typer import Context
from typer.core import TyperGroup

from earnest.cli.commands.shared import output


class _PackGroup(TyperGroup):
    """`earnest evidence-pack FOLDER` builds: what is no subcommand is the folder."""

    # typer hands on a context of its own copy of click, which it does not export.
    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Put `build` before what names no subcommand."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["build", *args]
        return super().parse_args(ctx, args)


commands = typer.Typer(
    cls=_PackGroup,
    help="Build and check the signed folder for an authority; `earnest evidence-pack FOLDER` builds one.",
    no_args_is_help=True,
)
authority_commands = typer.Typer()


@commands.command("build")
def evidence_pack_build(
    *,
    folder: Annotated[Path, typer.Argument(help="New folder.")],
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day, UTC.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day, UTC.")] = None,
) -> None:
    """Build a signed folder for an authority: documents, figures with proofs, lists; no content and no identity."""
    from earnest.cli import evidence_packs

    built = evidence_packs.build(folder, first=since and since.date(), last=until and until.date())
    output().print(f"{built.files} files, {built.tree_size} entries of the log signed", markup=False)
    output().print(f"public key  {built.public_key}", markup=False)


@commands.command("verify")
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
        output().print(evidence_packs.report_json(report), markup=False)
    else:
        for finding in report.findings:
            output().print(finding, markup=False)
        state = "OK" if report.intact else "BROKEN"
        output().print(f"{state}: {report.files} files, {report.proofs} proofs, {report.tree_size} entries under it")
    if not report.intact:
        raise PackBroken


@authority_commands.command("authority-report")
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
        output().print(as_json_text(document), markup=False, end="")
        return
    output().print(document.about, markup=False)
    for section in document.sections:
        table = Table(*(section.rows[0] if section.rows else ("nothing",)), title=section.title, title_justify="left")
        for row in section.rows:
            table.add_row(*(escape(cell_text(value)) for value in row.values()))
        output().print(table)
