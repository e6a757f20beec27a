"""Introduction: what `earnest run` tells the person who started it: addresses, sign-ins, what to do next."""

import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex

from rich.console import Console

from earnest.cli.places import RunPlace
from earnest.demo.panel import PanelMember
from earnest.foundation.encrypted_transport import is_loopback
from earnest.operations.clients.commands import run_command
from earnest.operations.clients.fields import Fields
from earnest.operations.demo_data import has_demo

_TITLES: Mapping[str, str] = {
    "device_gateway": "devices send sound to",
    "wyoming": "Home Assistant (Wyoming)",
    "customer_portal": "portal",
    "workbench": "reviewers' workbench",
    "administration": "administration of staff",
}


def introduce(addresses: Mapping[str, str], place: RunPlace, console: Console, *, stays: bool) -> None:
    """Print the addresses, how the owner signs in, and how to stop; before any tour begins.

    Args:
        addresses: process → where it answers.
        place: the data that was started.
        console: where to print.
        stays: everything keeps running until Ctrl-C; False: it stops after the tour.
    """
    what = "the demo" if place.is_demo else "Earnest"
    end = "Ctrl-C stops everything." if stays else "It stops after the tour; Ctrl-C stops it now."
    console.print(f"\nThis is {what}, running. {end}", style="bold")
    if place.is_demo:
        console.print(
            f"Its customers, recordings and models are in {place.folder}, apart from your own data. When you have seen "
            f"enough, `{_program()} demo remove` removes them.",
            markup=False,
        )
    for name, address in addresses.items():
        console.print(f"  {_TITLES.get(name, name):<28}{address}", markup=False)
    owner = Fields.parse(run_command(["customer", "ensure-owner"]))
    console.print(f"  {'sign in to the portal as':<28}{owner.text('login')}", markup=False)
    password = owner.find_text("password")
    if password is not None:
        console.print(f"  {'password, shown this once':<28}{password}", markup=False)
    console.print(f"  {'a new password':<28}{_command(place)} customer reset-password owner", markup=False)
    if not place.is_demo:
        console.print(f"  {'a device':<28}{_command(place)} device add --customer owner --name kitchen", markup=False)
        console.print(f"  {'a reviewer':<28}{_command(place)} staff add NAME --role reviewer", markup=False)
        _begin(addresses, place, console)
    console.print("")


def _begin(addresses: Mapping[str, str], place: RunPlace, console: Console) -> None:
    """Print the first steps of a household with its own data, in the order in which they are taken."""
    portal = addresses["customer_portal"]
    host, _, port = addresses["wyoming"].removeprefix("tcp://").rpartition(":")
    steps = [
        f"Sign in:                      {portal}",
        f"Choose what may be kept:      {portal}/#/choices",
        f"Talk in the browser:          {portal}/#/talk",
        f"Point Home Assistant here:    Settings, Devices, Add integration, Wyoming Protocol; host {host}, port {port}",
    ]
    console.print("\nWhat to do next", style="bold")
    for number, step in enumerate(steps, 1):
        console.print(f"  {number}. {step}", markup=False)
    if is_loopback(host.strip("[]")):
        console.print(
            "     From another machine: start with EARNEST_WYOMING_BIND=0.0.0.0 and use this machine's own address.",
            markup=False,
        )
    if has_demo(place.own_folder):
        console.print(f"  Remove the demo and all that it learned:   {_program()} demo remove", markup=False)


def say_what_is_next(
    addresses: Mapping[str, str], place: RunPlace, invited: PanelMember | None, console: Console, *, stays: bool
) -> None:
    """Print how to look around in what the tour left, and how to begin with the household's own data.

    Args:
        addresses: process → where it answers.
        place: where the tour took place.
        invited: the customer whose recordings were heard most; None: no recording was heard.
        console: where to print.
        stays: everything keeps running; False: it stops now, and the first step is to start it again.
    """
    reviewer = Fields.parse(run_command(["staff", "add", f"visitor {token_hex(2)}", "--role", "reviewer", "--json"]))
    console.print("\nWhat you can do now", style="bold")
    if not stays:
        again = f"{_program()} run --demo" if place.is_demo else f"{_program()} run"
        console.print(f"  Start it again: it stops here, as asked.   {again}", markup=False)
    if invited is not None:
        console.print(
            f"  See what a customer sees: who heard which recording, what was typed, delete, change the choices.\n"
            f"    {addresses['customer_portal']}   login {invited.login}   password {invited.password}",
            markup=False,
        )
    console.print(
        f"  Review clips (a few may be left), with an authenticator app as second factor.\n"
        f"    {addresses['workbench']}   name {reviewer.text('name')}   password {reviewer.text('password')}   "
        f"secret {reviewer.text('totp_secret')}\n"
        f"  See the models and what they changed:   {_command(place)} learned\n"
        f"  Verify the log:   {_command(place)} audit verify",
        markup=False,
    )
    if place.is_demo:
        command = _program()
        console.print(
            f"  Come back to this demo later:   {command} run --demo\n"
            f"  Begin with your own data, empty, in {place.own_folder}:   {'Ctrl-C, then ' if stays else ''}"
            f"{command} run\n"
            "    Then point Home Assistant or a device at it; the README says how.",
            markup=False,
        )


def _command(place: RunPlace) -> str:
    """Return how a command is typed that is to act on this place's data."""
    return f"EARNEST_DATA={shlex.quote(str(place.folder))} {_program()}" if place.is_demo else _program()


def _program() -> str:
    """Return how `earnest` is called in this shell: by its name where that is found, else by a path."""
    if shutil.which("earnest"):
        return "earnest"
    return "./earnest" if Path("earnest").is_file() else sys.argv[0]
