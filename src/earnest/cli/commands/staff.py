"""Staff accounts, vendors, sites and browsers."""

from typing import Annotated, Literal

import typer
from rich.table import Column, Table

from earnest.cli.commands.shared import output

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
commands = typer.Typer(help="Manage staff accounts.", no_args_is_help=True)


@commands.command("add")
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
    output().print(staff.to_json(new) if as_json else staff.to_text(new), markup=False)


@commands.command("add-vendor")
def staff_add_vendor(*, name: str) -> None:
    """Add a vendor, whose administrator sees its own people and sites only."""
    from earnest.cli import staff

    staff.new_vendor(name)


@commands.command("add-site")
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


@commands.command("sites")
def staff_sites() -> None:
    """List the sites of all vendors."""
    from earnest.cli import staff

    table = Table("vendor", "site", "country", "area", "networks", "hours")
    for site in staff.all_sites():
        hours = f"{site.opens:%H:%M}-{site.closes:%H:%M} {site.time_zone}"
        place = "home" if site.is_home else ", ".join(site.networks)
        table.add_row(site.vendor, site.name, site.country, site.area or "", place, hours)
    output().print(table)


@commands.command("reset")
def staff_reset(*, name: str) -> None:
    """Make a new password and second factor, print them once, and end every session."""
    from earnest.cli import staff

    output().print(staff.to_text(staff.reset(name)), markup=False)


@commands.command("disable")
def staff_disable(*, name: str) -> None:
    """Disable a staff account at once; its name is never given to another person."""
    from earnest.cli import staff

    staff.disable(name)


@commands.command("person")
def staff_person(
    *,
    name: str,
    person: Annotated[str, typer.Argument(help="What the employer calls the person, such as a number of personnel.")],
) -> None:
    """Say which person an account belongs to; no clip is reviewed twice by one person under two accounts."""
    from earnest.cli import staff

    staff.assign_person(name, person)


@commands.command("browsers")
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
    output().print(table)


@commands.command("approve-browser")
def staff_approve_browser(*, thumbprint: str) -> None:
    """Approve a browser that a reviewer asks to be enrolled; `browsers` lists them."""
    from earnest.cli import staff

    staff.approve(thumbprint)


@commands.command("remove-browser")
def staff_remove_browser(*, thumbprint: str) -> None:
    """Remove a browser; no clip is given in it any more."""
    from earnest.cli import staff

    staff.remove(thumbprint)


@commands.command("list")
def staff_list() -> None:
    """List all staff accounts."""
    from earnest.cli import staff

    table = Table("name", "role", "kind", "added", "active")
    for listed in staff.all_members():
        member, added = listed.member, f"{listed.created_at:%Y-%m-%d}"
        table.add_row(member.name, member.role.value, member.kind.value, added, "yes" if listed.active else "no")
    output().print(table)
