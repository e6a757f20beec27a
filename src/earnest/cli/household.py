"""What a household sees of itself, from the command line: names that are covered in clips, and accidental wakes."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from earnest.cli.portal_connection import load_by_login, portal_instance, portal_transaction
from earnest.foundation.clock import SystemClock
from earnest.foundation.identifiers import DeviceId
from earnest.foundation.sensitive import RevealReason
from earnest.foundation.settings import KeyName
from earnest.personal.accidents.counts import list_device_weeks
from earnest.personal.customers.store import list_devices
from earnest.personal.household.rules import cleaned_names, with_names, without_names
from earnest.personal.household.store import Names, change_names, load_names
from earnest.services.audit import NamesChanged, append


@dataclass(frozen=True, slots=True, kw_only=True)
class NameListChange:
    """What a command did to a list of names; never the names, so that nothing but `list` shows them."""

    before: int
    """How many names there were."""
    after: int
    """How many there are now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceWakes:
    """How often one device was activated by accident in one week."""

    device_id: DeviceId
    device: str
    """Name that the customer gave it."""
    monday: date
    stopped: int
    """Dropped before anything was recognised."""
    doubtful: int
    """Answered, and not kept."""
    not_said: int
    """A reviewer said that the wake word was not said; erased then."""


def names_of(login: str) -> Names:
    """Return the names that are covered in a customer's clips, in their order."""
    instance = portal_instance()
    with portal_transaction(instance) as connection:
        customer = load_by_login(connection, login)
        held = load_names(connection, customer.customer_id, instance.load_key(KeyName.PERSONAL))
    return held.reveal(RevealReason.OWN_HISTORY)


def add_names(login: str, lines: Iterable[str]) -> NameListChange:
    """Add names to a customer's list; those that are on it already stay where they are.

    Raises:
        NamesInvalid: too many, or one that cannot be a name; the list is as it was.
    """
    added = cleaned_names(lines)
    return _change(login, lambda listed: with_names(listed, added))


def remove_names(login: str, lines: Iterable[str]) -> NameListChange:
    """Take names off a customer's list, all or none.

    Raises:
        NamesInvalid: something that cannot be a name.
        NameMissing: one of them is not on the list.
    """
    removed = cleaned_names(lines)
    return _change(login, lambda listed: without_names(listed, removed))


def _change(login: str, change: Callable[[Names], Names]) -> NameListChange:
    """Change the list as the portal does it, so that neither loses what the other changes."""
    instance = portal_instance()
    master_key = instance.load_key(KeyName.PERSONAL)
    with portal_transaction(instance) as connection:
        customer_id = load_by_login(connection, login).customer_id
        changed = change_names(connection, customer_id, change, master_key=master_key, clock=SystemClock())
        pseudonym = instance.load_pseudonyms().of_subject(customer_id, SystemClock().now())
        _ = append(connection, NamesChanged(at=SystemClock().now(), customer=pseudonym))
    before, after = (len(names.reveal(RevealReason.OWN_HISTORY)) for names in (changed.before, changed.after))
    return NameListChange(before=before, after=after)


def wakes_of(login: str, *, weeks: int) -> tuple[DeviceWakes, ...]:
    """Return accidental wakes of a customer's devices by week, newest first; weeks without one are left out.

    Args:
        login: whose.
        weeks: how many, counted back from the present one; ≥ 1. Counts are kept 180 days.
    """
    today = SystemClock().now().date()
    with portal_transaction() as connection:
        customer_id = load_by_login(connection, login).customer_id
        names = {device.device_id: device.name for device in list_devices(connection, customer_id)}
        found = list_device_weeks(connection, customer_id, today=today, weeks=weeks)
    return tuple(
        DeviceWakes(
            device_id=one.device_id,
            device=names.get(one.device_id, ""),
            monday=one.week.monday,
            stopped=one.week.stopped,
            doubtful=one.week.doubtful,
            not_said=one.week.not_said,
        )
        for one in found
    )


def names_json(names: Names) -> str:
    """Return a list of names as one line of JSON."""
    return json.dumps({"names": list(names)}, ensure_ascii=False)


def wakes_json(wakes: Sequence[DeviceWakes]) -> str:
    """Return accidental wakes as one line of JSON."""
    return json.dumps(
        [
            {
                "device_id": str(one.device_id),
                "device": one.device,
                "monday": one.monday.isoformat(),
                "stopped": one.stopped,
                "doubtful": one.doubtful,
                "not_said": one.not_said,
            }
            for one in wakes
        ],
        ensure_ascii=False,
    )
