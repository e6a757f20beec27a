"""Devices that may send sound."""

from typing import Annotated
from uuid import UUID

import typer
from rich.markup import escape
from rich.table import Column, Table

from earnest.cli.commands.shared import Login, output

commands = typer.Typer(help="Manage the devices that may send sound.", no_args_is_help=True)


@commands.command("add")
def device_add(
    *,
    customer: Annotated[str, typer.Option(help="Login of the customer.")],
    name: Annotated[str, typer.Option(help="Name that the customer gives it.")],
) -> None:
    """Add a device and print its token once."""
    from earnest.cli import customers

    added = customers.new_device(customer, name)
    output().print(f"device  {added.device.device_id}\ntoken   {added.token}", markup=False)


@commands.command("list")
def device_list(*, customer: Annotated[str, typer.Option(help="Login of the customer.")]) -> None:
    """List the devices of a customer."""
    from earnest.cli import customers

    table = Table(Column("device", no_wrap=True), "name", "added", "revoked")
    for device in customers.devices_of(customer):
        revoked = "" if device.revoked_at is None else f"{device.revoked_at:%Y-%m-%d %H:%M}"
        table.add_row(str(device.device_id), device.name, f"{device.created_at:%Y-%m-%d %H:%M}", revoked)
    output().print(table)


@commands.command("revoke")
def device_revoke(
    *,
    device: Annotated[str, typer.Argument(help="Identifier, as `device list` shows it.")],
    customer: Annotated[str, typer.Option(help="Login of the customer.")],
) -> None:
    """Refuse a device's token from now on."""
    from earnest.cli import customers
    from earnest.foundation.identifiers import DeviceId

    try:
        identifier = DeviceId(UUID(device))
    except ValueError as error:
        raise typer.BadParameter("not an identifier; see `earnest device list`") from error
    customers.revoke(customer, identifier)


@commands.command("accidents")
def device_accidents(
    *,
    login: Login,
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
        output().print(household.wakes_json(wakes), markup=False)
        return
    table = Table("week from", "device", "name", "stopped", "in doubt", "not said")
    for one in wakes:
        counts = (str(number) for number in (one.stopped, one.doubtful, one.not_said))
        table.add_row(f"{one.monday:%Y-%m-%d}", str(one.device_id), escape(one.device), *counts)
    output().print(
        table if wakes else f"No device was activated by accident in the last {weeks} weeks, as far as was noticed."
    )
