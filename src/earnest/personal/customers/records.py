"""Customer records."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from earnest.foundation.identifiers import CustomerId, DeviceId


class Programme(StrEnum):
    """How a customer takes part."""

    HOUSEHOLD = "household"
    """Owner of the machine: only the owner ever listens."""
    GENERAL = "general"
    PANEL = "panel"
    """Invited panel with a contract and a cap of its own (CN8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A person with an account."""

    customer_id: CustomerId
    login: str
    region: str
    """Country, ISO 3166-1 alpha-2."""
    language: str
    """ISO 639-1."""
    programme: Programme
    is_child: bool
    """Never sampled (CN9)."""
    retention_days: int | None = None
    """Days after which recordings are deleted, as the customer chose; None: as the settings say (RT2)."""
    restricted: bool = False
    """Everything is kept and not used (RI6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device that may send sound."""

    device_id: DeviceId
    customer_id: CustomerId
    name: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDevice:
    """A device just added; the token is shown this once."""

    device: Device
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose device sends sound."""

    customer: Customer
    device_id: DeviceId
    erasures: int
    """How often the customer had deleted everything when the device was let in with this utterance; ≥ 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who is signed in, as the page shows it."""

    login: str
    language: str
    region: str
    programme: str
    household: bool
    """The customer owns the machine and is the only listener."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDevice:
    """A device as its owner sees it."""

    device_id: UUID
    name: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceToken:
    """What a device that was just added sends with its sound; shown this once."""

    device_id: UUID
    token: str
