"""A server that speaks Home Assistant's WebSocket API as documented, for tests: states, registries, services.

Source: https://developers.home-assistant.io/docs/api/websocket
"""

import json
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import cast

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

TOKEN = "eyJhbGciOiJIUzI1NiJ9.long-lived.kitchen"
Table = dict[str, object]


@dataclass(kw_only=True)
class HomeAssistantServer:
    """A house with a kitchen, a living room and what is in them."""

    port: int = 0
    token: str = TOKEN
    connections: int = 0
    calls: list[Table] = field(default_factory=list[Table])
    delay_seconds: float = 0.0
    """How long a service takes."""
    deaf: bool = False
    """Services succeed and change nothing."""
    refuses: bool = False
    silent: bool = False
    """It takes connections and says nothing on them."""
    states: dict[str, str] = field(
        default_factory=lambda: {
            "light.kitchen": "off",
            "light.lounge": "on",
            "light.shelf": "on",
            "switch.plantuary": "off",
            "lock.front": "locked",
            "cover.blind": "closed",
            "sun.sun": "above_horizon",
        }
    )
    names: dict[str, str] = field(
        default_factory=lambda: {
            "light.kitchen": "Kitchen light",
            "light.lounge": "Ceiling lamp",
            "light.shelf": "Shelf lamp",
            "switch.plantuary": "Plantuary",
            "lock.front": "Front door",
            "cover.blind": "Blind",
            "sun.sun": "Sun",
        }
    )
    aliases: dict[str, list[str]] = field(default_factory=lambda: {"light.kitchen": ["Küchenlampe", "keukenlamp"]})
    areas: dict[str, list[str]] = field(
        default_factory=lambda: {"kitchen": ["Kitchen", "Küche", "keuken"], "lounge": ["Living room", "Wohnzimmer"]}
    )
    area_of: dict[str, str] = field(
        default_factory=lambda: {"light.kitchen": "kitchen", "light.lounge": "lounge", "light.shelf": "lounge"}
    )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def handle(self, connection: ServerConnection) -> None:
        self.connections += 1
        while self.silent:
            time.sleep(0.05)
        with suppress(ConnectionClosed):
            self._converse(connection)

    def _converse(self, connection: ServerConnection) -> None:
        def send(**message: object) -> None:
            connection.send(json.dumps(message))

        send(type="auth_required", ha_version="2024.3.3")
        if json.loads(connection.recv()).get("access_token") != self.token:
            send(type="auth_invalid", message="Invalid access token or password")
            return
        send(type="auth_ok", ha_version="2024.3.3")
        subscription: int = 0
        for received in connection:
            message = json.loads(received)
            number, kind = message["id"], message["type"]
            if kind == "subscribe_entities":
                subscription = number
                send(id=number, type="result", success=True, result=None)
                added = {name: {"s": self.states[name]} for name in message["entity_ids"] if name in self.states}
                send(id=number, type="event", event={"a": added})
            elif kind == "call_service":
                self.calls.append(message)
                time.sleep(self.delay_seconds)
                if self.refuses:
                    error = {"code": "home_assistant_error", "message": "no"}
                    send(id=number, type="result", success=False, error=error)
                    continue
                send(id=number, type="result", success=True, result={"context": {"id": "1"}})
                changed = {} if self.deaf else self._call(message)
                for name, state in changed.items():
                    event = {"c": {name: {"+": {"s": state}}}}
                    send(id=subscription, type="event", event=event)
            else:
                send(id=number, type="result", success=True, result=self._answer(kind, message))

    def _call(self, message: Table) -> dict[str, str]:
        service = str(message["service"])
        after = {"turn_on": "on", "turn_off": "off", "open_cover": "open", "close_cover": "closed", "lock": "locked"}
        target = message["target"]
        assert isinstance(target, dict)
        ids = cast("list[str]", cast("dict[str, object]", target)["entity_id"])
        changed: dict[str, str] = {}
        for name in ids:
            if name in self.states and self.states[name] != "unavailable":
                self.states[name] = changed[name] = after[service]
        return changed

    def _answer(self, kind: str, message: Table) -> object:
        if kind == "get_states":
            return [
                {"entity_id": name, "state": state, "attributes": {"friendly_name": self.names[name]}}
                for name, state in self.states.items()
            ]
        if kind == "config/area_registry/list":
            return [{"area_id": key, "name": names[0], "aliases": names[1:]} for key, names in self.areas.items()]
        if kind == "config/device_registry/list":
            return []
        assert kind == "config/entity_registry/get_entries", kind
        ids = cast("list[str]", message["entity_ids"])
        return {
            name: {"entity_id": name, "area_id": self.area_of.get(name), "aliases": self.aliases.get(name, [])}
            for name in ids
        }


@contextmanager
def home_assistant() -> Generator[HomeAssistantServer]:
    """Serve a house for the block."""
    house = HomeAssistantServer()
    with serve(house.handle, "127.0.0.1", 0) as server:
        house.port = server.socket.getsockname()[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield house
        server.shutdown()
    thread.join(10)
