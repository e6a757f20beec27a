"""Rules of a household's skills. Pure."""

from collections.abc import Mapping
from typing import Final

from earnest.personal.assistant.skills.orders import host_of
from earnest.personal.assistant.skills.plugin import SettingKind, SkillDescription
from earnest.personal.household.skills.errors import SkillSettingsInvalid

# Chosen as bounds on what one household can store, not measured.
LONGEST_VALUE: Final = 2000
"""Characters of one setting; a long-lived token of Home Assistant has about 180."""
MOST_NAMES: Final = 300
"""Names of the house of one skill; each is searched for in the sound of each recording. Areas come first."""
LONGEST_NAME: Final = 80
"""Characters of a name."""
_SCHEMES: Final = ("http://", "https://", "ws://", "wss://", "mqtt://", "mqtts://", "tcp://")


def merged_settings(
    description: SkillDescription, before: Mapping[str, str], written: Mapping[str, str], *, switched_on: bool
) -> dict[str, str]:
    """Return the settings after a change.

    A secret that is sent empty stays as it is, because no page is ever shown it; unless the host of an address changed,
    for a token is not sent to another host than that for which it was written.

    Args:
        description: what the skill declares.
        before: as they were.
        written: as they were sent; all that are there.
        switched_on: it is to ask its hosts, so nothing may be missing.

    Raises:
        SkillSettingsInvalid: one is unknown, too long or no address, or one that is needed is missing.
    """
    known = {one.name: one for one in description.settings}
    if written.keys() - known.keys() or any(len(value) > LONGEST_VALUE for value in written.values()):
        raise SkillSettingsInvalid
    after = {name: written.get(name, before.get(name, "")).strip() for name in known}
    addresses = [name for name, one in known.items() if one.kind is SettingKind.ADDRESS]
    if any(after[name] and not _is_address(after[name]) for name in addresses):
        raise SkillSettingsInvalid
    moved = any(host_of(before.get(name, "")) != host_of(after[name]) for name in addresses)
    for name, one in known.items():
        if one.kind is SettingKind.SECRET and not after[name] and not moved:
            after[name] = before.get(name, "")
    if switched_on and any(one.required and not after[name] for name, one in known.items()):
        raise SkillSettingsInvalid
    return after


def usable_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what can be a name of the house, each once, in order, at most `MOST_NAMES`."""
    cleaned = (" ".join(name.split()) for name in names)
    fitting = [name for name in cleaned if len(name) <= LONGEST_NAME and any(one.isalpha() for one in name)]
    return tuple({name.casefold(): name for name in reversed(fitting)}.values())[::-1][:MOST_NAMES]


def _is_address(value: str) -> bool:
    return value.casefold().startswith(_SCHEMES) and bool(host_of(value)) and value.isprintable()
