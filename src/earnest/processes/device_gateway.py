"""Device gateway: the process that devices and Wyoming clients talk to. Personal side only."""

import asyncio
import signal
import sys
import threading
import time
from dataclasses import dataclass, replace
from typing import Final

from fastapi import FastAPI

from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.foundation.clock import Clock, SystemClock
from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.foundation.settings import KeyName, ServerName, Settings, load_settings
from earnest.handover.bundle import read_bundle
from earnest.personal.assistant.skills.running import SkillRunner
from earnest.personal.assistant.speaking.espeak import find_espeak
from earnest.personal.assistant.speaking.voice import Voice
from earnest.personal.capture.acting import Acting
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.keeping import UtteranceStorage
from earnest.personal.capture.ring_views import RingRoutes
from earnest.personal.capture.ringing import Ringing
from earnest.personal.capture.views import LARGEST_BODY_BYTES, UtteranceRoutes
from earnest.personal.capture.wyoming_announcement import announce_wyoming
from earnest.personal.capture.wyoming_server import WyomingServer
from earnest.personal.capture.wyoming_voice import WyomingVoice
from earnest.personal.household.skills.refreshing import SkillRefresher
from earnest.personal.private_hours.spoken import SpokenPrivateHours
from earnest.personal.recognition.live import LiveModels, ReloadableEngine
from earnest.personal.retention.decisions import ConsentDecisions
from earnest.personal.sampling.drawing import DrawBeacon, Draws
from earnest.personal.sampling.store import Caps
from earnest.personal.spoken.orders import SpokenOrders
from earnest.personal.vault.store import Vault
from earnest.processes.entry import MARK, run_to_exit_status
from earnest.processes.recognisers import cause_of, live_recogniser
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.cryptography.randomness_beacon import chain_of
from earnest.services.database import Database
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore
from earnest.services.observability import LogWord, ProcessReady, listen_to_libraries, log
from earnest.services.web import Audience, create_application
from earnest.services.web.serving import our_server
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.wake_word.detector import WakeDetector
from earnest.speech.meaning.interpreter import Interpreter
from earnest.speech.meaning.model import NO_UNDERSTANDING
from earnest.weights.errors import ModelMissing

_MOST_CONNECTIONS: Final = 8
"""Requests that use the database side by side; the next waits up to 5 s. Chosen for a household, not measured."""
_ENGINE_LIMITS: Final = EngineLimits(
    children=2, lasting=1, idle_seconds=120.0, base_seconds=45.0, seconds_per_second=6.0
)
"""Two recognisers, so that one long recording stops no other command; the second one lives only while it is needed. The
time by the clock lets a machine that also trains still answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """What the process runs."""

    conversation: Conversation
    refresher: SkillRefresher
    voice: Voice | None = None
    """What speaks answers; None: no program that speaks is installed."""

    def application(self) -> FastAPI:
        """Return the interface for devices."""
        models, keeping = self.conversation.models, self.conversation.keeping

        def health() -> dict[str, str]:
            models.check_engine()
            return {
                "engine": models.engine_name,
                "model": models.model,
                "keeping": str(keeping.under_way),
                "forgotten": str(keeping.forgotten),
                "voice": "none" if self.voice is None else self.voice.name,
            }

        utterances = UtteranceRoutes(self.conversation, self.voice)
        ringing = Ringing(
            database=self.conversation.database,
            master_key=self.conversation.acting.master_key,
            clock=self.conversation.clock,
            memory=self.conversation.acting.rings,
        )
        return create_application(
            "device_gateway",
            [utterances.router(), RingRoutes(ringing, utterances.require_device).router()],
            audience=Audience.DEVICE,
            largest_body_bytes=LARGEST_BODY_BYTES,
            health=health,
        )


def open_interpreter(bundle: bytes) -> Interpreter:
    """Return the interpreter of a model bundle; of empty bytes the one that has learned nothing.

    Raises:
        ModelUnreadable: the bundle is damaged or of a newer format.
    """
    try:
        return Interpreter(read_bundle(bundle).understanding if bundle else NO_UNDERSTANDING)
    except ValueError:
        raise ModelUnreadable from None


def open_wake_detector(bundle: bytes) -> WakeDetector | None:
    """Return the wake detector of a model bundle; None where the model learned nothing for it.

    Raises:
        ModelUnreadable: the bundle is damaged or of a newer format.
    """
    return read_bundle(bundle).wake


def open_gateway(
    settings: Settings, database: Database, engine: ReloadableEngine, clock: Clock, languages: tuple[str, ...]
) -> Gateway:
    """Put the gateway together out of the settings.

    Args:
        settings: where keys and sound are, and the caps.
        database: connections of the gateway's role.
        engine: the recogniser.
        clock: the time.
        languages: what the recogniser understands; ISO 639-1.
    """
    objects = ObjectStore.open(settings.objects)
    jobs = Jobs(JobsSchema.PERSONAL)
    pseudonyms = Pseudonyms.load_with_subjects(settings.pseudonym_key_file)
    master_key = MasterKey.load(settings.key_address(KeyName.PERSONAL))
    models = LiveModels(
        database=database,
        objects=objects,
        handover_key=MasterKey.load(settings.key_address(KeyName.HANDOVER)),
        engine=engine,
        open_interpreter=open_interpreter,
        open_wake_detector=open_wake_detector,
    )
    storage = UtteranceStorage(
        database=database,
        vault=Vault(master_key=master_key, objects=objects, pseudonyms=pseudonyms, clock=clock),
        jobs=jobs,
        caps=Caps.from_settings(settings),
        draws=Draws(master_key=master_key, beacon=_beacon(settings, clock)),
        retention_days=settings.retention_days,
        clock=clock,
    )
    runner = SkillRunner(settings.data_folder)
    conversation = Conversation(
        database=database,
        models=models,
        storage=storage,
        acting=Acting(
            database=database,
            master_key=master_key,
            decisions=ConsentDecisions(jobs=jobs, pseudonyms=pseudonyms, clock=clock),
            private_hours=SpokenPrivateHours(database=database, pseudonyms=pseudonyms),
            orders=SpokenOrders(database=database, master_key=master_key),
            clock=clock,
        ),
        clock=clock,
        languages=languages,
        skills=runner,
    )
    refresher = SkillRefresher(database=database, master_key=master_key, runner=runner, clock=clock)
    return Gateway(conversation=conversation, refresher=refresher, voice=find_espeak())


def _beacon(settings: Settings, clock: Clock) -> DrawBeacon | None:
    """Return the randomness beacon that the settings name; None where none decides with."""
    if settings.randomness_beacon is None:
        return None
    return DrawBeacon(chain=chain_of(settings.randomness_chain), clock=clock)


async def run(gateway: Gateway, settings: Settings) -> None:
    """Answer devices and Wyoming clients until asked to stop (SIGTERM or SIGINT)."""
    acting = replace(gateway.conversation.acting, acts=settings.wyoming_acts)
    conversation = replace(gateway.conversation, acting=acting)
    voice = WyomingVoice(conversation=conversation, device_id=settings.wyoming_device, speaking=gateway.voice)
    wyoming = WyomingServer(voice.transcribe, voice.describe, voice.speak)
    listening = await wyoming.listen(settings.binds[ServerName.WYOMING], settings.ports[ServerName.WYOMING])
    announcer = await announce_wyoming(settings)
    try:
        await our_server(gateway.application(), settings, ServerName.GATEWAY).serve()
    finally:
        if announcer is not None:
            announcer.close()
        listening.close()
        wyoming.close()


def main() -> int:
    """Answer until asked to stop; returns the exit status."""
    began = time.monotonic()
    listen_to_libraries()
    settings = load_settings()
    database = Database(settings.require_role_database(), maximum_connections=_MOST_CONNECTIONS)
    recogniser = live_recogniser(settings)
    log(recogniser.event)
    choice = recogniser.choice
    engine = EngineProcess(choice, limits=_ENGINE_LIMITS)
    stop = threading.Event()
    gateway: Gateway | None = None
    try:
        try:
            engine.warm_up()  # Where library or weights are missing, every utterance would fail: it ends here then.
        except EngineFailed:
            pass  # Its child ended; another one is started for the first utterance.
        except ModelMissing as error:
            raise cause_of(choice, error) from error
        gateway = open_gateway(settings, database, engine, SystemClock(), choice.languages)
        models = gateway.conversation.models
        following = threading.Thread(target=models.follow, args=(stop,), daemon=True)
        _ = models.switch_if_released()
        following.start()
        fetching = threading.Thread(target=gateway.refresher.follow, args=(stop,), daemon=True)
        fetching.start()
        gateway.conversation.intake.decoder.warm_up()
        log(ProcessReady(process=LogWord("device_gateway"), seconds=time.monotonic() - began))
        # The server takes both signals while it runs, and raises them once more when it has stopped.
        for number in (signal.SIGTERM, signal.SIGINT):
            _ = signal.signal(number, lambda _number, _frame: stop.set())
        asyncio.run(run(gateway, settings))
    finally:
        stop.set()
        if gateway is not None:
            gateway.conversation.keeping.close()
            gateway.conversation.intake.decoder.close()
            gateway.refresher.runner.close()
        engine.close()
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_to_exit_status(main, name="device_gateway", mark=MARK))
