"""Try Earnest with Home Assistant itself: as its speech-to-text and text-to-speech, and as what switches its lights.

Usage: python -m scripts.try_home_assistant --speech FOLDER [--environment FOLDER] [--log FILE]

Installs Home Assistant core into an environment of its own (once), onboards it over its API, adds the Wyoming
integration by its form, and says what became of each home command. Takes some minutes; only the installation asks
another machine, everything else stays on loopback.
"""

import argparse
import io
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from earnest.collections.collection import read_collection
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav
from earnest.speech.language.comparing.word_errors import text_errors
from scripts.home_assistant import core
from scripts.home_assistant.client import Client, HomeAssistantRefused, Socket, onboard, table
from scripts.home_assistant.house import furnish, make_ready, place_satellite, write_configuration
from scripts.home_assistant.household import Household, HouseholdUnusable, free_port, household
from scripts.home_assistant.pictures import take_pictures
from scripts.home_assistant.satellite import satellite

_PASSWORD: Final = "correct horse battery"  # noqa: S105 - of an instance that ends with this script
_LONGEST_RECORDING_SECONDS: Final = 30.0
_NAMES_SECONDS: Final = 60.0
_KITCHEN: Final = "light.kitchen_light"
_BED: Final = "light.bed_light"
_BED_COMMAND: Final = "set Bed Light brightness to 50 percent"
"""A recorded command that makes a light go on, and that Whisper base hears."""
_KITCHEN_SENTENCE: Final = "turn on the kitchen light"

Say = Callable[[str], None]


class CheckFailed(Exception):
    """Something that has to be true was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One recording of a home command."""

    text: str
    sound: bytes
    """WAV, 16 kHz, 16 bit, one channel."""

    @property
    def samples(self) -> bytes:
        """The samples alone."""
        with wave.open(io.BytesIO(self.sound)) as opened:
            return opened.readframes(opened.getnframes())


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of one home command in Home Assistant's pipeline."""

    said: str
    heard: str
    exact: bool
    """Every word is right, however figures are written."""
    matched: bool
    """It is one of the sentences that Home Assistant understands."""
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is done besides what has to be true."""

    counted: int
    """So many home commands are counted."""
    pictures: Path | None
    """Where pictures of Home Assistant's pages go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Both sides, running, and the recordings."""

    ours: Household
    owner: Client
    """Owner of Home Assistant."""
    commands: Sequence[Command]
    counted: int
    """So many of them are counted."""
    say: Say
    satellite: str = ""
    """Device of the satellite at which they are said; empty: none."""

    def recording_of(self, text: str) -> Command:
        """Return the recording of one command."""
        return next(one for one in self.commands if one.text == text)

    def connect_earnest(self) -> str:
        """Add Earnest by the form of the Wyoming integration, and return a pipeline that hears and speaks with it.

        Raises:
            CheckFailed: Home Assistant found no text-to-speech.
        """
        if not self.owner.state("todo.shopping_list"):  # Onboarding may have made it.
            _ = self.owner.add_integration("shopping_list", [{}])
        port = self.ours.ports["WYOMING"]
        _ = self.owner.add_integration("wyoming", [{"host": "127.0.0.1", "port": port}])
        if not self.owner.state("tts.earnest"):
            raise CheckFailed("Home Assistant found no text-to-speech of Earnest: is espeak-ng installed?")
        with self.owner.socket() as socket:
            made = socket.ask(
                "assist_pipeline/pipeline/create",
                name="Earnest",
                language="en",
                stt_engine="stt.earnest",
                stt_language="en",
                tts_engine="tts.earnest",
                tts_language="en",
                tts_voice=None,
                conversation_engine="homeassistant",
                conversation_language="en",
                wake_word_entity=None,
                wake_word_id=None,
            )
        self.say("The Wyoming integration was added by its form; a pipeline hears and speaks with Earnest.")
        return str(table(made)["id"])

    def turn_a_light_on(self, socket: Socket, pipeline: str) -> None:
        """Say a command through the pipeline.

        Raises:
            CheckFailed: the light did not go on, or the answer was not spoken.
        """
        _ = self.owner.post("/api/services/light/turn_off", {"entity_id": _BED})
        before = self.owner.state(_BED)
        result = socket.run_pipeline(pipeline, self.recording_of(_BED_COMMAND).samples, self.satellite)
        after = self.owner.state(_BED)
        self.say(f"“{_BED_COMMAND}” was heard as “{result.heard}” and answered “{result.said}”.")
        self.say(f"{_BED}: {before} → {after}")
        if (before, after) != ("off", "on"):
            raise CheckFailed(f"the light did not go on: {result.error or result.events}")
        spoken_answer = self.owner.get(result.sound_path)
        size, kind = len(spoken_answer.content), spoken_answer.headers.get("content-type")
        self.say(f"The spoken answer is {size} bytes of {kind}.")
        if not spoken_answer.is_success or not size:
            raise CheckFailed(f"the answer was not spoken: {result.error}")

    def through_pipeline(self, socket: Socket, pipeline: str) -> Iterator[Heard]:
        """Yield what became of each command in Home Assistant's pipeline."""
        for command in self.commands[: self.counted]:
            make_ready(socket, pipeline, self.satellite, command.text)
            result = socket.run_pipeline(pipeline, command.samples, self.satellite)
            yield Heard(
                said=command.text,
                heard=result.heard,
                exact=text_errors(command.text, result.heard, "en").total == 0,
                matched=result.matched,
                answer=result.said or result.error,
            )

    def tell(self, found: Sequence[Heard]) -> None:
        """Say what became of each command, and how many were heard and matched."""
        for one in found:
            heard = "heard exactly" if one.exact else f"heard “{one.heard}”"
            self.say(f"  {one.said}: {heard}, {'matched' if one.matched else 'not matched'}; “{one.answer}”")
        exact, matched = sum(one.exact for one in found), sum(one.matched for one in found)
        self.say(f"  {exact} of {len(found)} heard exactly, {matched} matched a sentence of Home Assistant's.")

    def tell_own(self) -> None:
        """Say what Earnest itself makes of each command, sent by its own device."""
        exact = understood = done = 0
        commands = self.commands[: self.counted]
        for command in commands:
            answer = self.ours.say(self.ours.device_token, command.sound)
            exact += text_errors(command.text, str(answer["text"]), "en").total == 0
            understood += bool(answer["understood"])
            done += bool(answer["done"])
            self.say(
                f"  {command.text}: heard “{answer['text']}”, {answer['intent'] or 'no intent'}; “{answer['answer']}”"
            )
        self.say(f"  {exact} of {len(commands)} heard exactly, {understood} matched an intent, {done} done.")

    def learn_the_house(self, token: str) -> None:
        """Switch the smart home skill on, and start Earnest anew with the device as which Wyoming clients speak.

        Raises:
            CheckFailed: the names of the house did not come.
        """
        self.ours.add_device("kitchen")
        self.ours.stop()
        self.ours.start()
        self.switch_skill(token)
        names = self.wait_for_skill("names")["names"]
        self.say(f"The smart home skill fetched {names} names of things, rooms and aliases with a long-lived token.")

    def switch_skill(self, token: str) -> None:
        """Set address and token as the page does.

        Raises:
            CheckFailed: they were refused.
        """
        with self.ours.page() as page:
            body = {"switched_on": True, "settings": {"address": self.owner.address, "token": token}}
            answer = page.put("/api/skills/smart_home", json=body)
        if not answer.is_success:
            raise CheckFailed(answer.text)

    def wait_for_skill(self, field: str) -> dict[str, object]:
        """Return the skill as the page shows it, once a field of it holds something.

        Raises:
            CheckFailed: it does not come.
        """
        deadline = time.monotonic() + _NAMES_SECONDS
        while True:
            with self.ours.page() as page:
                listed = page.get("/api/skills").json()
            shown = next(table(one) for one in listed if one["name"] == "smart_home")
            if shown[field]:
                return shown
            if time.monotonic() > deadline:
                raise CheckFailed(f"no {field}: {shown}")
            time.sleep(1)

    def let_earnest_switch(self, token: str) -> None:
        """Let Earnest's own skill switch lights of this Home Assistant, and break what it depends on.

        Raises:
            CheckFailed: a light was not switched, or what failed was not said.
        """
        self.say("Earnest's own smart home skill, from its device, against the same Home Assistant:")
        self._turn_on(_kitchen(), _KITCHEN, "Kitchen light: on.")
        self._rename(_KITCHEN, "light.another")
        self.expect_failure("renamed", "Home Assistant has no Kitchen light any more; perhaps it was renamed.")
        self._rename("light.another", _KITCHEN)
        _ = self.owner.post("/api/services/light/turn_off", {"entity_id": _KITCHEN})
        self.switch_skill("wrong" + token)
        problem = self.wait_for_skill("problem")["problem"]
        self.say(f"  wrong token: the page shows “{problem}”")
        self.expect_failure("wrong token", "Home Assistant refuses the access token; nothing was switched.")
        self.switch_skill(token)
        _ = self.wait_for_skill("names")

    def expect_failure(self, why: str, answer: str) -> None:
        """Say a command again, and see that what failed is said and nothing is claimed.

        Raises:
            CheckFailed: something else was said, or it was claimed to be done.
        """
        said = self.ours.say(self.ours.device_token, _kitchen().sound)
        self.say(f"  {why}: “{said['answer']}”")
        if (said["answer"], said["done"]) != (answer, False):
            raise CheckFailed(f"{why}: {said}")

    def _turn_on(self, command: Command, entity_id: str, wanted: str) -> None:
        _ = self.owner.post("/api/services/light/turn_off", {"entity_id": entity_id})
        before = self.owner.state(entity_id)
        answer = self.ours.say(self.ours.device_token, command.sound)
        after = self.owner.state(entity_id)
        self.say(f"  “{command.text}”: “{answer['answer']}”; {entity_id}: {before} → {after}")
        if (before, after, answer["answer"], answer["done"]) != ("off", "on", wanted, True):
            raise CheckFailed(str(answer))

    def _rename(self, entity_id: str, new: str) -> None:
        with self.owner.socket() as socket:
            _ = socket.ask("config/entity_registry/update", entity_id=entity_id, new_entity_id=new)


def main() -> int:
    """Try everything; returns 0 where all that has to be true was."""
    parser = argparse.ArgumentParser(description=__doc__)
    _ = parser.add_argument("--environment", type=Path, default=Path(".make/home-assistant"))
    _ = parser.add_argument("--python", help="what runs Home Assistant where it is installed now (default: the newest)")
    _ = parser.add_argument("--log", type=Path)
    _ = parser.add_argument("--speech", type=Path, required=True, help="folder with manifest.jsonl")
    _ = parser.add_argument("--minutes", type=int, default=30, help="it is given up after so many (default 30)")
    _ = parser.add_argument("--pictures", type=Path, help="folder for pictures of Home Assistant's pages (Chromium)")
    _ = parser.add_argument("--counted", type=int, help="count so many home commands only")
    asked = parser.parse_args()
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        _ = sys.stdout.write(line + "\n")
        _ = sys.stdout.flush()

    # So that what was started is stopped, whatever ends it.
    _ = signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit("stopped"))
    _ = signal.signal(signal.SIGALRM, lambda _number, _frame: sys.exit("it took too long"))
    try:
        environment = core.install(asked.environment.absolute(), asked.python)
        began = time.monotonic()
        _ = signal.alarm(asked.minutes * 60)
        with tempfile.TemporaryDirectory(prefix="try-home-assistant-") as folder:
            commands = read_commands(asked.speech)
            options = Options(counted=asked.counted or len(commands), pictures=asked.pictures)
            try_everything(environment, Path(folder), commands, say, options)
    except (CheckFailed, core.HomeAssistantUnusable, HomeAssistantRefused, HouseholdUnusable) as error:
        say(f"FAILED: {error}")
        return 1
    say(f"All of it was true, after {time.monotonic() - began:.0f} s.")
    if asked.log is not None:
        _ = asked.log.write_text("\n".join(lines) + "\n")
    return 0


def try_everything(environment: Path, folder: Path, commands: Sequence[Command], say: Say, options: Options) -> None:
    """Go through all of it; what was started is stopped, also where something fails.

    Raises:
        CheckFailed: something that has to be true was not.
    """
    port = free_port()
    (folder / "home").mkdir()
    write_configuration(folder / "home", port)
    with household(folder / "earnest") as ours:
        health = ours.health()
        say(f"Earnest runs: {health['engine']} hears, {health['voice']} speaks.")
        satellite_port = free_port()
        with satellite(satellite_port), core.running(environment, folder / "home", port) as address:
            owner = onboard(address, name="owner", password=_PASSWORD)
            furnish(owner)
            release = core.release_of(environment)
            say(f"Home Assistant {release} was onboarded; its house has template lights, a lock, a cover and more.")
            trial = Trial(
                ours=ours,
                owner=owner,
                commands=commands,
                counted=options.counted,
                say=say,
                satellite=place_satellite(owner, satellite_port),
            )
            pipeline = trial.connect_earnest()
            if options.pictures is not None:
                take_pictures(address, "owner", _PASSWORD, options.pictures.absolute())
            with owner.socket() as socket:
                say("Home commands through Home Assistant, where Earnest knows no name of the house:")
                trial.tell(list(trial.through_pipeline(socket, pipeline)))
                token = str(socket.ask("auth/long_lived_access_token", client_name="Earnest", lifespan=365))
            trial.learn_the_house(token)
            with owner.socket() as socket:
                trial.turn_a_light_on(socket, pipeline)
                say("The same with the names of the house learned; Wyoming clients speak as the owner's device:")
                trial.tell(list(trial.through_pipeline(socket, pipeline)))
            say("Earnest without Home Assistant's agent: its own skills answer its own device:")
            trial.tell_own()
            trial.let_earnest_switch(token)
        trial.expect_failure("Home Assistant gone", "Home Assistant does not answer; nothing was switched.")


def _kitchen() -> Command:
    """Return a sentence that no recording has, spoken by espeak-ng."""
    return Command(text=_KITCHEN_SENTENCE, sound=spoken(_KITCHEN_SENTENCE))


def read_commands(speech: Path) -> list[Command]:
    """Return the home commands whose words are known."""
    return [
        Command(
            text=item.text,
            sound=encode_wav(decode(item.path.read_bytes(), longest_seconds=_LONGEST_RECORDING_SECONDS)),
        )
        for item in read_collection(speech)
        if item.task == "commands" and item.text is not None and item.has_sound
    ]


def spoken(text: str) -> bytes:
    """Return a sentence that no recording has, spoken by espeak-ng, as WAV.

    Raises:
        CheckFailed: espeak-ng is not installed.
    """
    program = shutil.which("espeak-ng")
    if program is None:
        raise CheckFailed("espeak-ng is not installed")
    command = [program, "-v", "en-us", "-s", "140", "--stdout", text]
    written = subprocess.run(  # noqa: S603 - found on the path, with fixed arguments
        command, capture_output=True, check=True, timeout=_LONGEST_RECORDING_SECONDS
    )
    return encode_wav(decode(written.stdout, longest_seconds=_LONGEST_RECORDING_SECONDS))


if __name__ == "__main__":
    sys.exit(main())
