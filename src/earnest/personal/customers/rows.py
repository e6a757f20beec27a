"""Rows of the customer tables as the driver gives them, parsed where they arrive."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from earnest.foundation.identifiers import CustomerId, DeviceId
from earnest.personal.customers.records import Customer, Device, Programme, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRow:
    """A row of personal.customers, without its password."""

    customer_id: UUID
    login: str
    region: str
    language: str
    programme: str
    is_child: bool
    retention_days: int | None
    restricted: bool

    def parse(self) -> Customer:
        """Return the customer."""
        return Customer(
            customer_id=CustomerId(self.customer_id),
            login=self.login,
            region=self.region,
            language=self.language,
            programme=Programme(self.programme),
            is_child=self.is_child,
            retention_days=self.retention_days,
            restricted=self.restricted,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow(CustomerRow):
    """A customer joined with one of its devices."""

    device_id: UUID
    erasures: int

    def speaker(self) -> Speaker:
        """Return the speaker."""
        return Speaker(customer=self.parse(), device_id=DeviceId(self.device_id), erasures=self.erasures)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRow:
    """A row of personal.devices, without its token."""

    device_id: UUID
    customer_id: UUID
    name: str
    created_at: datetime
    revoked_at: datetime | None

    def parse(self) -> Device:
        """Return the device."""
        return Device(
            device_id=DeviceId(self.device_id),
            customer_id=CustomerId(self.customer_id),
            name=self.name,
            created_at=self.created_at,
            revoked_at=self.revoked_at,
        )
