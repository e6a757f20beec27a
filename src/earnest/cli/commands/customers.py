"""Customer accounts."""

from typing import Annotated, Literal

import typer
from rich.table import Table

from earnest.cli.commands.shared import output

_Programme = Literal["household", "general", "panel"]
commands = typer.Typer(help="Manage customer accounts.", no_args_is_help=True)


@commands.command("add")
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
    output().print(f"login     {added.customer.login}\npassword  {added.password}", markup=False)


@commands.command("invite")
def customer_invite(
    *, file: Annotated[typer.FileText, typer.Argument(help="One JSON object in each line; - is standard input.")]
) -> None:
    """Add many customers, each with a device; prints one JSON line each, with password and token, once."""
    from earnest.cli import customers

    for invited in customers.invite(file):
        output().print(invited.to_json(), markup=False)


@commands.command("invite-to-panel")
def customer_invite_to_panel(
    *, login: str, reward: Annotated[str, typer.Option(help="What is offered, in words that the person reads.")]
) -> None:
    """Invite a customer of the general programme to the panel; its contract is agreed to in the portal."""
    from earnest.cli import customers

    customers.invite_into_panel(login, reward)
    output().print(f"{login} is invited and finds the contract in the portal under Choices.", markup=False)


@commands.command("take-back-invitation")
def customer_take_back_invitation(*, login: str) -> None:
    """Take an invitation to the panel back, before it is answered; the person sees in the portal that it is gone."""
    from earnest.cli import customers

    taken = customers.take_back_panel_invitation(login)
    output().print(f"{login} is not invited any more." if taken else f"{login} has no open invitation.", markup=False)


@commands.command("note-reward")
def customer_note_reward(*, login: str, given: Annotated[str, typer.Option(help="What was given.")]) -> None:
    """Note a reward of a person in the panel; they see it in the portal."""
    from earnest.cli import customers

    customers.reward(login, given)
    output().print("Noted.", markup=False)


@commands.command("list")
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
    output().print(table)


@commands.command("reset-password")
def customer_reset_password(*, login: str) -> None:
    """Give a customer a new password and print it once."""
    from earnest.cli import customers

    output().print(customers.reset_password(login), markup=False)


@commands.command("ensure-owner")
def customer_ensure_owner() -> None:
    """Add the owner of a household where there is none; prints one JSON line, with the password only when new."""
    import json

    from earnest.cli import customers

    added = customers.ensure_owner()
    shown = {"login": customers.OWNER_LOGIN, "password": None if added is None else added.password}
    output().print(json.dumps(shown), markup=False)
