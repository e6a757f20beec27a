"""Weather, news, music and MQTT, each asked as the gateway asks it, of a real server on this machine (S1)."""

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from support.music_player import music_player
from support.processes import free_port

from earnest.personal.assistant.skills.orders import SkillOrder, SkillReport, hosts_of
from earnest.personal.assistant.skills.plugin import SkillRequest
from earnest.personal.assistant.skills.running import SkillRunner

NOW = datetime(2026, 3, 4, 15, 7, tzinfo=UTC)

FORECAST = {
    "latitude": 52.52,
    "longitude": 13.419998,
    "generationtime_ms": 0.06,
    "utc_offset_seconds": 3600,
    "timezone": "Europe/Berlin",
    "timezone_abbreviation": "GMT+1",
    "elevation": 38.0,
    "daily_units": {"time": "iso8601", "weather_code": "wmo code", "temperature_2m_max": "°C"},
    "daily": {
        "time": ["2026-03-04", "2026-03-05"],
        "weather_code": [3, 61],
        "temperature_2m_max": [9.4, 7.6],
        "temperature_2m_min": [1.2, 2.5],
        "precipitation_probability_max": [5, 80],
    },
}
"""An answer of `/v1/forecast` in the form that https://open-meteo.com/en/docs documents."""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Local paper</title>
<item><title>Bridge opens again</title></item><item><title>Who plays on Sunday?</title></item>
<item><title>Rain &amp; wind</title></item><item><title>A fourth one</title></item></channel></rss>"""
"""The feed of a paper."""


class Pages(BaseHTTPRequestHandler):
    """Serves a forecast and a feed."""

    def do_GET(self) -> None:
        if self.path.startswith("/v1/forecast?latitude=52.52&longitude=13.41&"):
            self._send(200, json.dumps(FORECAST).encode())
        elif self.path == "/feed.xml":
            self._send(200, FEED.encode())
        elif self.path == "/malformed":
            self._send(200, b"<html>no feed")
        elif self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("location", "http://localhost:1/feed.xml")
            self.end_headers()
        else:
            self._send(404, b"")

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.end_headers()
        _ = self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the handler's
        del format, args


@pytest.fixture(scope="module")
def pages() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SkillRunner]:
    made = SkillRunner(tmp_path_factory.mktemp("data"))
    yield made
    made.close()


class Asked:
    """Gives orders as the gateway does: only the declared hosts may be asked."""

    def __init__(self, runner: SkillRunner, skill: str, settings: Mapping[str, str]) -> None:
        self.runner, self.skill, self.settings = runner, skill, dict(settings)
        self.knowledge = ""

    def _hosts(self) -> tuple[str, ...]:
        described = next(one for one in self.runner.descriptions() if one.name == self.skill)
        return hosts_of(described, self.settings)

    def say(self, intent: str, language: str = "en", **slots: str) -> tuple[str, bool]:
        request = SkillRequest(
            intent=intent,
            slots=slots,
            language=language,
            settings=self.settings,
            now=NOW,
            knowledge=self.knowledge,
        )
        report = self.runner.give(SkillOrder(skill=self.skill, request=request, hosts=self._hosts()), 10.0)
        assert report.outcome is not None, report
        return report.outcome.text, report.outcome.done

    def fetch(self) -> SkillReport:
        report = self.runner.give(SkillOrder(skill=self.skill, settings=self.settings, hosts=self._hosts()), 10.0)
        self.knowledge = "" if report.knowledge is None else report.knowledge.knowledge
        return report


def test_weather_is_told_in_three_languages(runner: SkillRunner, pages: str) -> None:
    weather = Asked(runner, "weather", {"address": pages, "latitude": "52.52", "longitude": "13.41"})
    assert weather.fetch().problem is None
    assert weather.say("weather") == ("Today: cloudy, 1 to 9 degrees, chance of rain 5 percent.", True)
    tomorrow = ("Morgen: Regen, 2 bis 8 Grad, Regenwahrscheinlichkeit 80 Prozent.", True)
    assert weather.say("weather", "de", day="morgen") == tomorrow
    assert weather.say("weather", "nl", day="morgen") == (
        "Morgen: regen, 2 tot 8 graden, kans op regen 80 procent.",
        True,
    )


def test_weather_that_is_gone_or_not_weather_is_said_to_be(runner: SkillRunner, pages: str) -> None:
    place = {"latitude": "52.52", "longitude": "13.41"}
    gone = Asked(runner, "weather", {"address": f"http://127.0.0.1:{free_port()}", **place})
    assert gone.say("weather") == ("The weather service does not answer.", False)
    assert gone.fetch().problem == "source_gone"
    wrong = Asked(runner, "weather", {"address": f"{pages}/nothing", **place})
    assert wrong.say("weather", "de") == ("Der Wetterdienst antwortet etwas, das ich nicht lesen kann.", False)


def test_news_reads_three_headlines_and_says_what_is_no_feed(runner: SkillRunner, pages: str) -> None:
    news = Asked(runner, "news", {"address": f"{pages}/feed.xml"})
    said = "From Local paper: Bridge opens again. Who plays on Sunday? Rain & wind."
    assert news.say("news") == (said, True)
    malformed = Asked(runner, "news", {"address": f"{pages}/malformed"})
    assert malformed.say("news") == ("What the feed answers is no feed that I can read.", False)


def test_no_other_host_is_asked_than_was_declared(runner: SkillRunner, pages: str) -> None:
    """A feed that sends elsewhere is not followed; a skill that connects elsewhere is stopped before it does."""
    elsewhere = Asked(runner, "news", {"address": f"{pages}/elsewhere"})
    assert elsewhere.say("news")[1] is False
    order = SkillOrder(skill="news", settings={"address": f"{pages}/feed.xml"}, hosts=("localhost.invalid",))
    assert runner.give(order, 10.0).problem == "host_refused"


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with music_player(tmp_path_factory.mktemp("mpd"), "Frühstück") as started:
        yield started.address


def test_music_plays_stops_and_says_what_the_player_says(runner: SkillRunner, player: str) -> None:
    music = Asked(runner, "music", {"address": player})
    fetched = music.fetch()
    assert fetched.knowledge is not None
    assert fetched.knowledge.names == ("Frühstück",)
    assert music.say("play_music") == ("There is nothing to play in the player's queue.", False)
    assert music.say("play_music", playlist="supper") == ("The player has no playlist supper.", False)
    assert music.say("play_music", "de", playlist="frühstück") == ("Es spielt Frühstück.", True)
    assert music.say("stop_music", "nl") == ("De muziek is uit.", True)


def test_a_player_that_is_gone_or_silent_is_said_to_be(runner: SkillRunner, pages: str) -> None:
    gone = Asked(runner, "music", {"address": f"tcp://127.0.0.1:{free_port()}"})
    assert gone.say("play_music") == ("The music player does not answer; nothing was changed.", False)
    silent = Asked(runner, "music", {"address": pages.replace("http", "tcp")})
    assert silent.say("stop_music")[1] is False


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A real mosquitto."""
    program = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")
    if program is None:
        pytest.skip("mosquitto is not installed (apt install mosquitto): MQTT is not tested here")
    folder, port = tmp_path_factory.mktemp("mosquitto"), free_port()
    _ = (folder / "conf").write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\n")
    process = subprocess.Popen([program, "-c", str(folder / "conf")])
    time.sleep(1.0)
    yield port
    process.terminate()
    _ = process.wait(10)


class Lamp:
    """A lamp on the broker: it announces itself, obeys, and says so on its state topic."""

    def __init__(self, port: int, *, obeys: bool = True) -> None:
        self.state = "OFF"
        self.obeys = obeys
        self.client = Client(CallbackAPIVersion.VERSION2)
        self.client.on_message = self._obey
        _ = self.client.connect("127.0.0.1", port)
        _ = self.client.loop_start()
        announced = {
            "~": "desk/lamp",
            "name": "Desk lamp",
            "cmd_t": "~/set",
            "stat_t": "~/state",
            "dev": {"identifiers": ["lamp1"], "name": "Lamp", "sa": "Study"},
        }
        _ = self.client.subscribe("desk/lamp/set")
        message = self.client.publish("homeassistant/light/lamp1/config", json.dumps(announced), qos=1, retain=True)
        message.wait_for_publish(5)

    def _obey(self, client: Client, _data: object, message: MQTTMessage) -> None:
        if self.obeys:
            self.state = message.payload.decode()
            _ = client.publish("desk/lamp/state", self.state, retain=True)

    def end(self) -> None:
        _ = self.client.disconnect()
        _ = self.client.loop_stop()


def test_a_lamp_on_mqtt_is_switched_without_home_assistant(runner: SkillRunner, broker: int) -> None:
    lamp = Lamp(broker)
    home = Asked(runner, "smart_home", {"address": f"mqtt://127.0.0.1:{broker}", "token": "", "user": ""})
    fetched = home.fetch()
    assert fetched.knowledge is not None
    assert set(fetched.knowledge.names) == {"Study", "Desk lamp"}
    assert home.say("home_turn_on", name="desk lamp") == ("Desk lamp: on.", True)
    assert lamp.state == "ON"
    assert home.say("home_turn_off", "de", area="Study", domain="light") == ("Desk lamp: ausgeschaltet.", True)
    assert lamp.state == "OFF"
    lamp.obeys = False
    said, done = home.say("home_turn_on", name="desk lamp")
    assert not done
    assert "not confirmed" in said
    lamp.end()


def test_a_broker_that_is_gone_is_said_to_be(runner: SkillRunner) -> None:
    home = Asked(runner, "smart_home", {"address": f"mqtt://127.0.0.1:{free_port()}", "token": "", "user": ""})
    assert home.fetch().problem == "broker_gone"


def test_a_skill_reaches_no_file_of_the_data_folder(tmp_path: Path) -> None:
    """The process of the skills is asked by a skill of its own: the kernel refuses the key of the household."""
    from earnest.foundation import confinement

    if confinement.version() == 0:
        pytest.skip("this kernel has no Landlock: what it confines cannot be shown here")
    key = tmp_path / "data" / "keys" / "personal.json"
    key.parent.mkdir(parents=True)
    _ = key.write_text("secret")
    script = (
        "import sys\nfrom earnest.personal.assistant.skills import child\n"
        "child.serve_parent = lambda _answer: print(open(sys.argv[2]).read())\n"
        "child.main(sys.argv[1])\n"
    )
    import sys

    command = [sys.executable, "-c", script, str(tmp_path / "data"), str(key)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert "PermissionError" in ended.stderr
