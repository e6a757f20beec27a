"""Home Assistant over its WebSocket API: fetches the house, calls services and waits until states confirm them.

Source: https://developers.home-assistant.io/docs/api/websocket (auth, get_states, call_service, subscribe_entities) and
the registries as its own pages ask for them (`config/area_registry/list`, `config/entity_registry/get_entries`).
"""

import json
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, cast
from urllib.parse import urlsplit, urlunsplit

from websockets.exceptions import InvalidHandshake, InvalidURI, WebSocketException
from websockets.sync.client import ClientConnection, connect

from earnest.personal.assistant.skills.plugin import SkillProblem
from earnest.personal.assistant.skills.smart_home.records import Act, Area, Entity, House
from earnest.personal.assistant.skills.smart_home.rules import DOMAINS

_CONNECT_SECONDS: Final = 2.0
_GREETING: Final = "auth_required"
_CONFIRM_SECONDS: Final = 2.5
"""For the states to be what was asked for; the answer is not later than the limit of skills."""
_LARGEST_MESSAGE: Final = 32 * 2**20
_MOST_ENTITIES: Final = 2000
_SCHEMES: Final = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}

UNAVAILABLE: Final = frozenset({"unavailable", "unknown"})
"""States in which Home Assistant itself does not reach a thing."""

Message = Mapping[str, object]


class HomeAssistant:
    """One connection that has signed in."""

    def __init__(self, connection: ClientConnection) -> None:
        """Take a connection on which `auth_ok` came."""
        self._connection = connection
        self._number = 0
        self._waiting: list[Message] = []

    def fetch_house(self) -> House:
        """Return the areas, and the entities of the kinds that can be spoken of, with names and aliases.

        Raises:
            SkillProblem: Home Assistant refused, or is gone.
        """
        states = [one for one in _list(self.ask("get_states")) if _domain(one) in DOMAINS][:_MOST_ENTITIES]
        ids = [_text(one, "entity_id") for one in states]
        areas = _list(self.ask("config/area_registry/list"))
        devices = {_text(one, "id"): one for one in _list(self.ask("config/device_registry/list"))}
        entries = _table(self.ask("config/entity_registry/get_entries", entity_ids=ids))
        entities: list[Entity] = []
        for state in states:
            entity_id = _text(state, "entity_id")
            entry = _table(entries.get(entity_id))
            if _text(entry, "hidden_by") or _text(entry, "disabled_by"):
                continue
            device = devices.get(_text(entry, "device_id"), {})
            name = _text(_table(state.get("attributes")), "friendly_name") or entity_id.partition(".")[2]
            entities.append(
                Entity(
                    entity_id=entity_id,
                    names=_names(name, entry.get("aliases")),
                    area_id=_text(entry, "area_id") or _text(device, "area_id"),
                )
            )
        return House(
            entities=tuple(entities),
            areas=tuple(
                Area(area_id=_text(one, "area_id"), names=_names(_text(one, "name"), one.get("aliases")))
                for one in areas
            ),
        )

    def states(self, entity_ids: Sequence[str]) -> dict[str, str]:
        """Return the states of entities; those that there are not (any more) are missing."""
        wanted = set(entity_ids)
        found = _list(self.ask("get_states"))
        return {name: _text(one, "state") for one in found if (name := _text(one, "entity_id")) in wanted}

    def act(self, act: Act) -> None:
        """Call a service and return once every state confirms it.

        Raises:
            SkillProblem: `entity_gone`, `entity_unavailable`, `service_refused`, `not_confirmed`, or Home Assistant
                is gone.
        """
        subscription = self._send("subscribe_entities", entity_ids=list(act.entity_ids))
        _ = self._result(subscription, time.monotonic() + _CONFIRM_SECONDS)
        states = self._first_states(subscription)
        if any(entity_id not in states for entity_id in act.entity_ids):
            raise SkillProblem("entity_gone")
        if all(states[entity_id] in UNAVAILABLE for entity_id in act.entity_ids) and act.states:
            raise SkillProblem("entity_unavailable")
        called = self._send(
            "call_service",
            domain=act.domain,
            service=act.service,
            service_data=act.data,
            target={"entity_id": list(act.entity_ids)},
        )
        deadline = time.monotonic() + _CONFIRM_SECONDS
        _ = self._result(called, deadline)
        reachable = [one for one in act.entity_ids if states[one] not in UNAVAILABLE]
        while act.states and not all(states[one] in act.states for one in reachable):
            states.update(self._changes(subscription, deadline))
        if act.states and len(reachable) < len(act.entity_ids):
            raise SkillProblem("some_unavailable")

    def ask(self, kind: str, **fields: object) -> object:
        """Return the result of one command.

        Raises:
            SkillProblem: `service_refused`, or Home Assistant is gone.
        """
        return self._result(self._send(kind, **fields), time.monotonic() + _CONFIRM_SECONDS * 2)

    def _send(self, kind: str, **fields: object) -> int:
        self._number += 1
        try:
            self._connection.send(json.dumps({"id": self._number, "type": kind, **fields}))
        except (WebSocketException, OSError):
            raise SkillProblem("home_assistant_gone") from None
        return self._number

    def _result(self, number: int, deadline: float) -> object:
        while True:
            message = receive(self._connection, deadline)
            if message.get("type") == "result" and message.get("id") == number:
                if message.get("success") is not True:
                    code = _text(_table(message.get("error")), "code")
                    raise SkillProblem("admin_needed" if code == "unauthorized" else "service_refused")
                return message.get("result")
            self._waiting.append(message)

    def _first_states(self, subscription: int) -> dict[str, str]:
        event = self._event(subscription, time.monotonic() + _CONFIRM_SECONDS)
        added = _table(event.get("a"))
        return {name: _text(_table(one), "s") for name, one in added.items()}

    def _changes(self, subscription: int, deadline: float) -> dict[str, str]:
        event = self._event(subscription, deadline)
        changed: dict[str, str] = {}
        for name, one in _table(event.get("c")).items():
            after = _table(_table(one).get("+"))
            if "s" in after:
                changed[name] = _text(after, "s")
        for name in cast("list[object]", event.get("r") or []):
            raise SkillProblem("entity_gone" if name else "not_confirmed")
        return changed

    def _event(self, subscription: int, deadline: float) -> Message:
        while True:
            message = self._waiting.pop(0) if self._waiting else receive(self._connection, deadline)
            if message.get("type") == "event" and message.get("id") == subscription:
                return _table(message.get("event"))


@contextmanager
def signed_in(address: str, token: str) -> Generator[HomeAssistant]:
    """Connect and sign in for the block.

    Args:
        address: of Home Assistant, e.g. `http://homeassistant.local:8123`.
        token: long-lived access token.

    Raises:
        SkillProblem: `address_unusable`, `home_assistant_gone`, `not_home_assistant`, `token_refused`.
    """
    parts = urlsplit(address.strip())
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise SkillProblem("address_unusable")
    path = parts.path.rstrip("/") + "/api/websocket"
    try:
        connection = connect(
            urlunsplit((_SCHEMES[parts.scheme], parts.netloc, path, "", "")),
            open_timeout=_CONNECT_SECONDS,
            close_timeout=0.2,
            max_size=_LARGEST_MESSAGE,
            proxy=None,
            compression=None,
        )
    except (InvalidURI, InvalidHandshake):
        raise SkillProblem("not_home_assistant") from None
    except (OSError, TimeoutError, EOFError):
        raise SkillProblem("home_assistant_gone") from None
    with connection:
        _sign_in(connection, token)
        yield HomeAssistant(connection)


def _sign_in(connection: ClientConnection, token: str) -> None:
    """Say who asks.

    Raises:
        SkillProblem: `home_assistant_gone` where nothing came: nothing was asked for yet, so nothing was switched;
            `not_home_assistant`, `token_refused`.
    """
    deadline = time.monotonic() + _CONNECT_SECONDS
    try:
        greeting = receive(connection, deadline).get("type")
        answer = None
        if greeting == _GREETING:
            connection.send(json.dumps({"type": "auth", "access_token": token.strip()}))
            answer = receive(connection, deadline).get("type")
    except SkillProblem as problem:
        raise SkillProblem("home_assistant_gone" if problem.code == "not_confirmed" else problem.code) from None
    except (WebSocketException, OSError):
        raise SkillProblem("home_assistant_gone") from None
    if greeting != _GREETING:
        raise SkillProblem("not_home_assistant")
    if answer != "auth_ok":
        raise SkillProblem("token_refused")


def receive(connection: ClientConnection, deadline: float) -> Message:
    """Return the next message.

    Raises:
        SkillProblem: none came in time, the connection ended, or it is no message of Home Assistant.
    """
    try:
        received = connection.recv(timeout=max(0.0, deadline - time.monotonic()))
    except TimeoutError:
        raise SkillProblem("not_confirmed") from None
    except (WebSocketException, OSError, EOFError):
        raise SkillProblem("home_assistant_gone") from None
    try:
        return _table(json.loads(received))
    except ValueError:
        raise SkillProblem("not_home_assistant") from None


def _table(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[dict[str, object]]:
    return [_table(one) for one in cast("list[object]", value)] if isinstance(value, list) else []


def _text(table: Message, name: str) -> str:
    value = table.get(name)
    return value if isinstance(value, str) else ""


def _domain(state: Message) -> str:
    return _text(state, "entity_id").partition(".")[0]


def _names(name: str, aliases: object) -> tuple[str, ...]:
    others = [one for one in cast("list[object]", aliases) if isinstance(one, str)] if isinstance(aliases, list) else []
    return tuple(dict.fromkeys(one for one in [name, *others] if one.strip()))
