"""Smart home records: the house as it was fetched, and what a request is to change."""

from dataclasses import dataclass, field
from typing import Final

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A room or another part of the house."""

    area_id: str
    names: tuple[str, ...]
    """Its name, then its aliases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing that can be switched or asked about."""

    entity_id: str
    """`light.kitchen`; what stands before the point is its domain."""
    names: tuple[str, ...]
    """Its name, then its aliases; not empty."""
    area_id: str = ""

    @property
    def domain(self) -> str:
        """What kind of thing it is."""
        return self.entity_id.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What there is in a house."""

    entities: tuple[Entity, ...] = ()
    areas: tuple[Area, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, areas first; each once."""
        parts = [*self.areas, *self.entities]
        return tuple(dict.fromkeys(name for part in parts for name in part.names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A service that is called for some entities, and how they are afterwards."""

    domain: str
    service: str
    entity_ids: tuple[str, ...]
    states: frozenset[str]
    """States that confirm it; empty where the entity has none that could (a scene)."""
    data: dict[str, float] = field(default_factory=dict[str, float])
    """What the service is told besides."""


_HOUSES: Final = TypeAdapter(House)


def write_house(house: House) -> str:
    """Return a house as JSON."""
    return _HOUSES.dump_json(house).decode()


def read_house(written: str) -> House:
    """Return a house out of JSON; an empty one where nothing was fetched, or by a version that wrote otherwise."""
    try:
        return _HOUSES.validate_json(written or "{}")
    except ValidationError:
        return House()
