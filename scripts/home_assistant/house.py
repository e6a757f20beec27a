"""A house for Home Assistant: real template entities, named as the home commands of the recordings name them."""

from pathlib import Path
from typing import Final, cast

from scripts.home_assistant.client import Client, HomeAssistantRefused, Socket, table
from scripts.home_assistant.satellite import NAME

CONFIGURATION: Final = """\
homeassistant:
  name: House
  unit_system: metric
  time_zone: UTC
http:
  server_host: 127.0.0.1
  server_port: {port}
frontend:
config:
onboarding:
assist_pipeline:
media_source:
input_boolean:
  kitchen_switch:
  bed_switch:
  standing_switch:
  office_switch:
  desk_switch:
  front_door_locked:
  garage_door_opened:
  tv_switch:
light:
  - platform: template
    lights:
{lights}
lock:
  - platform: template
    name: Front Door
    unique_id: front_door
    value_template: "{{{{ is_state('input_boolean.front_door_locked', 'on') }}}}"
    lock:
      - service: input_boolean.turn_on
        target: {{entity_id: input_boolean.front_door_locked}}
    unlock:
      - service: input_boolean.turn_off
        target: {{entity_id: input_boolean.front_door_locked}}
cover:
  - platform: template
    covers:
      garage_door:
        unique_id: garage_door
        friendly_name: Garage Door
        device_class: garage
        value_template: "{{{{ is_state('input_boolean.garage_door_opened', 'on') }}}}"
        open_cover:
          - service: input_boolean.turn_on
            target: {{entity_id: input_boolean.garage_door_opened}}
        close_cover:
          - service: input_boolean.turn_off
            target: {{entity_id: input_boolean.garage_door_opened}}
climate:
  - platform: generic_thermostat
    name: EcoBee
    unique_id: ecobee
    heater: input_boolean.desk_switch
    target_sensor: sensor.indoor_temperature
template:
  - sensor:
      - name: Outdoor Humidity
        unique_id: outdoor_humidity
        device_class: humidity
        unit_of_measurement: "%"
        state: "61"
      - name: Indoor Temperature
        unique_id: indoor_temperature
        device_class: temperature
        unit_of_measurement: "°C"
        state: "20.5"
weather:
  - platform: template
    name: New York
    unique_id: new_york
    condition_template: sunny
    temperature_template: "{{{{ 18 }}}}"
    humidity_template: "{{{{ 61 }}}}"
media_player:
  - platform: universal
    name: TV
    unique_id: tv
    state_template: "{{{{ 'playing' if is_state('input_boolean.tv_switch', 'on') else 'paused' }}}}"
    commands:
      turn_on:
        service: input_boolean.turn_on
        target: {{entity_id: input_boolean.tv_switch}}
      turn_off:
        service: input_boolean.turn_off
        target: {{entity_id: input_boolean.tv_switch}}
      media_play:
        service: input_boolean.turn_on
        target: {{entity_id: input_boolean.tv_switch}}
      media_pause:
        service: input_boolean.turn_off
        target: {{entity_id: input_boolean.tv_switch}}
      media_next_track:
        service: input_boolean.turn_on
        target: {{entity_id: input_boolean.tv_switch}}
scene:
  - name: Mood Lighting
    id: mood_lighting
    entities:
      light.standing_light: "on"
script:
  party_time:
    alias: Party Time
    sequence:
      - service: input_boolean.turn_on
        target: {{entity_id: input_boolean.bed_switch}}
"""
_LIGHT: Final = """\
      {key}:
        unique_id: {key}
        friendly_name: {name}
        value_template: "{{{{ is_state('input_boolean.{switch}', 'on') }}}}"
        turn_on:
          - service: input_boolean.turn_on
            target: {{entity_id: input_boolean.{switch}}}
        turn_off:
          - service: input_boolean.turn_off
            target: {{entity_id: input_boolean.{switch}}}
        set_level:
          - service: input_boolean.turn_on
            target: {{entity_id: input_boolean.{switch}}}
"""
LIGHTS: Final = {
    "kitchen_light": ("Kitchen light", "kitchen_switch", "kitchen"),
    "bed_light": ("Bed Light", "bed_switch", "bedroom"),
    "standing_light": ("Standing Light", "standing_switch", "living_room"),
    "office_light": ("Office lamp", "office_switch", "office"),
}
"""Key → name, the switch behind it, the room."""
AREAS: Final = {"kitchen": "Kitchen", "bedroom": "Bedroom", "living_room": "Living Room", "office": "Office"}
SATELLITE_AREA: Final = "living_room"
"""Where the satellite, the TV and the thermostat are."""
ALIAS: Final = "Plantuary"
"""A name that a family gave to its kitchen light besides its own."""


def write_configuration(folder: Path, port: int) -> None:
    """Write the configuration of a house into a folder."""
    lights = "".join(
        _LIGHT.format(key=key, name=name, switch=switch) for key, (name, switch, _) in LIGHTS.items()
    ).rstrip()
    _ = (folder / "configuration.yaml").write_text(CONFIGURATION.format(port=port, lights=lights))


def furnish(owner: Client) -> None:
    """Make the rooms, put the lights into them, and name one light twice."""
    with owner.socket() as socket:
        there = socket.ask("config/area_registry/list")
        known = (
            {str(table(one).get("area_id")) for one in cast("list[object]", there)}
            if isinstance(there, list)
            else set[str]()
        )
        for area, name in AREAS.items():
            if area not in known:  # Onboarding makes some.
                _ = socket.ask("config/area_registry/create", name=name)
        for key, (_, _, area) in LIGHTS.items():
            aliases = [ALIAS] if key == "kitchen_light" else []
            _ = socket.ask("config/entity_registry/update", entity_id=f"light.{key}", area_id=area, aliases=aliases)
        for entity_id in ("media_player.tv", "climate.ecobee"):
            _ = socket.ask("config/entity_registry/update", entity_id=entity_id, area_id=SATELLITE_AREA)
        for entity_id in (
            *("climate.ecobee", "weather.new_york", "sensor.outdoor_humidity", "lock.front_door", "script.party_time"),
        ):
            _ = socket.ask(
                "homeassistant/expose_entity", assistants=["conversation"], entity_ids=[entity_id], should_expose=True
            )


def place_satellite(owner: Client, port: int) -> str:
    """Add a satellite by the form of the Wyoming integration, put it into its room, and return its device.

    Raises:
        HomeAssistantRefused: the form came back, or there is no device of it.
    """
    _ = owner.add_integration("wyoming", [{"host": "127.0.0.1", "port": port}])
    with owner.socket() as socket:
        listed = cast("list[object]", socket.ask("config/device_registry/list"))
        device_id = next((str(table(one)["id"]) for one in listed if table(one).get("name") == NAME), "")
        if not device_id:
            raise HomeAssistantRefused("no device of the satellite")
        _ = socket.ask("config/device_registry/update", device_id=device_id, area_id=SATELLITE_AREA)
    return device_id


def make_ready(socket: Socket, pipeline: str, device_id: str, command: str) -> None:
    """Let what a command is about be there: one timer, and the TV; each runs, or pauses before it is to go on."""
    if "timer" in command:
        paused = ("pause timer",) if command.startswith("resume") else ()
        for sentence in ("cancel all timers", "set a timer for 20 minutes", *paused):
            _ = socket.run_sentence(pipeline, sentence, device_id)
    service = "turn_off" if command == "resume" else "turn_on"
    _ = socket.ask(
        "call_service", domain="input_boolean", service=service, target={"entity_id": "input_boolean.tv_switch"}
    )
