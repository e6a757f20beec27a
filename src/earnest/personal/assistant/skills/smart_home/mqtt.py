"""MQTT: things that announce themselves by Home Assistant's discovery format, switched without Home Assistant.

Source: https://www.home-assistant.io/integrations/mqtt (`<prefix>/<component>/[<node>/]<object>/config`, retained) for
lights, switches and fans that take `ON` and `OFF`. One area is what the device suggests (`suggested_area`).
"""

import json
import queue
import ssl
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import urlsplit

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from earnest.personal.assistant.skills.plugin import SkillProblem
from earnest.personal.assistant.skills.smart_home.records import Act, Area, Entity, House

PORT: Final = 1883
TLS_PORT: Final = 8883
_CONNECT_SECONDS: Final = 2.0
_DISCOVER_SECONDS: Final = 1.0
"""Retained messages come at once; what is announced later is found the next time."""
_CONFIRM_SECONDS: Final = 2.5
_DOMAINS: Final = frozenset({"light", "switch", "fan"})
_TOPIC: Final = "homeassistant/#"
_SHORT: Final[Mapping[str, str]] = {
    "cmd_t": "command_topic",
    "stat_t": "state_topic",
    "pl_on": "payload_on",
    "pl_off": "payload_off",
    "dev": "device",
    "uniq_id": "unique_id",
    "sa": "suggested_area",
}
"""Abbreviations of the format that matter here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """One thing as it announced itself."""

    entity: Entity
    area: str
    command_topic: str
    state_topic: str
    payload_on: str
    payload_off: str


class Broker:
    """A connection to an MQTT broker."""

    def __init__(self, client: Client, received: "queue.Queue[tuple[str, bytes]]") -> None:
        """Take a connected client, whose messages come into the queue."""
        self._client = client
        self._received = received

    def discover(self) -> dict[str, Announced]:
        """Return what announced itself, by entity id."""
        _ = self._client.subscribe(_TOPIC, qos=1)
        found: dict[str, Announced] = {}
        deadline = time.monotonic() + _DISCOVER_SECONDS
        while (message := self._next(deadline)) is not None:
            one = _announced(*message)
            if one is not None:
                found[one.entity.entity_id] = one
        return found

    def act(self, act: Act, announced: Mapping[str, Announced]) -> None:
        """Tell things what to do and return once each confirmed it on its own state topic.

        Raises:
            SkillProblem: `entity_gone`, or `not_confirmed`, also where a thing has no topic that could confirm it.
        """
        if act.service not in {"turn_on", "turn_off"} or act.data:
            raise SkillProblem("cannot_be_switched")
        things = [announced.get(entity_id) for entity_id in act.entity_ids]
        waiting: dict[str, str] = {}
        for thing in things:
            if thing is None:
                raise SkillProblem("entity_gone")
            payload = thing.payload_on if act.service == "turn_on" else thing.payload_off
            if not thing.state_topic:
                raise SkillProblem("not_confirmed")
            waiting[thing.state_topic] = payload
            _ = self._client.subscribe(thing.state_topic, qos=1)
        for thing in cast("list[Announced]", things):
            _ = self._client.publish(thing.command_topic, waiting[thing.state_topic], qos=1)
        deadline = time.monotonic() + _CONFIRM_SECONDS
        while waiting:
            message = self._next(deadline)
            if message is None:
                raise SkillProblem("not_confirmed")
            topic, payload_bytes = message
            if waiting.get(topic) == _state(payload_bytes):
                del waiting[topic]

    def _next(self, deadline: float) -> tuple[str, bytes] | None:
        try:
            return self._received.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return None


@contextmanager
def connected(address: str, user: str, password: str) -> Generator[Broker]:
    """Connect to a broker for the block.

    Args:
        address: `mqtt://host:1883`, or `mqtts://host:8883` with TLS.
        user: empty for none.
        password: of the user.

    Raises:
        SkillProblem: `broker_gone`, `broker_refused`.
    """
    parts = urlsplit(address)
    answers: queue.Queue[bool] = queue.Queue()
    received: queue.Queue[tuple[str, bytes]] = queue.Queue()

    def on_connect(_client: object, _data: object, _flags: object, code: ReasonCode, _properties: object) -> None:
        answers.put(not code.is_failure)

    def on_message(_client: object, _data: object, message: MQTTMessage) -> None:
        received.put((message.topic, bytes(message.payload)))

    client = Client(CallbackAPIVersion.VERSION2)
    client.on_connect = on_connect
    client.on_message = on_message
    client.connect_timeout = _CONNECT_SECONDS
    if user:
        client.username_pw_set(user, password)
    secure = parts.scheme == "mqtts"
    if secure:
        client.tls_set_context(ssl.create_default_context())  # pyright: ignore[reportUnknownMemberType]
    try:
        _ = client.connect(parts.hostname or "", parts.port or (TLS_PORT if secure else PORT))
    except (OSError, ValueError):
        raise SkillProblem("broker_gone") from None
    _ = client.loop_start()
    try:
        try:
            accepted = answers.get(timeout=_CONNECT_SECONDS)
        except queue.Empty:
            raise SkillProblem("broker_gone") from None
        if not accepted:
            raise SkillProblem("broker_refused")
        yield Broker(client, received)
    finally:
        _ = client.disconnect()
        _ = client.loop_stop()


def house_of(announced: Sequence[Announced]) -> House:
    """Return the house that the announced things make."""
    areas = dict.fromkeys(one.area for one in announced if one.area)
    return House(
        entities=tuple(one.entity for one in announced),
        areas=tuple(Area(area_id=area, names=(area,)) for area in areas),
    )


def _announced(topic: str, payload: bytes) -> Announced | None:
    """Return what one message of the discovery topic announces; None where it is nothing that is switched here."""
    parts = topic.split("/")
    if len(parts) not in {4, 5} or parts[-1] != "config" or parts[1] not in _DOMAINS:
        return None
    fields = _fields(payload)
    device = {
        _SHORT.get(key, key): value for key, value in cast("dict[str, object]", fields.get("device") or {}).items()
    }
    base = str(fields.get("~", ""))

    def topic_of(name: str) -> str:
        return str(fields.get(name) or "").replace("~", base)

    name = str(fields.get("name") or device.get("name") or "").strip()
    if not name or not topic_of("command_topic") or fields.get("schema", "default") != "default":
        return None
    area = str(device.get("suggested_area") or "").strip()
    return Announced(
        entity=Entity(entity_id=f"{parts[1]}.{'_'.join(parts[2:-1])}", names=(name,), area_id=area),
        area=area,
        command_topic=topic_of("command_topic"),
        state_topic=topic_of("state_topic"),
        payload_on=str(fields.get("payload_on", "ON")),
        payload_off=str(fields.get("payload_off", "OFF")),
    )


def _fields(payload: bytes) -> dict[str, object]:
    try:
        parsed: object = json.loads(payload)
    except ValueError:
        return {}
    if not isinstance(parsed, dict):
        return {}
    return {_SHORT.get(key, key): value for key, value in cast("dict[str, object]", parsed).items()}


def _state(payload: bytes) -> str:
    return payload.decode("utf-8", "replace").strip()
