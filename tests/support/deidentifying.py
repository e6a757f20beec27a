"""A worker to be killed: de-identifies the recordings that it is told, with a recogniser that hears nothing personal.

`python -m support.deidentifying [--dies-in=STEP] DSN FOLDER RECORDING...`: with a step it kills itself there.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from numpy.random import Generator

from earnest.foundation.clock import SystemClock
from earnest.foundation.units import SampleCount, Samples
from earnest.personal.deidentification.tasks import Deidentifier
from earnest.personal.vault.store import Vault
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.privacy.disguise.profile import DisguisedSound, Undisguised
from earnest.voices.disguise.warped import WarpedVoice
from support.disguising import OneDisguise
from support.voices import heard


@dataclass(frozen=True, slots=True)
class Death:
    """Comes in one step, as `kill -9`: nothing is tidied up."""

    step: str | None

    def come(self, step: str) -> None:
        if step == self.step:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class HearsPlease:
    """A recogniser that always hears the same harmless word."""

    death: Death = Death(None)

    name = "please"

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:  # noqa: ARG002 - one language
        self.death.come("recognising")
        return heard("please", samples)

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Hear nothing but the word."""
        self.death.come("finding" if listening is SpottingPass.FINDING else "verifying")
        word = SpottedWord(
            text="thanks" if listening is SpottingPass.VERIFYING else "please",
            sign=False,
            start=SampleCount(0),
            end=SampleCount(samples.size),
            posterior=0.5,
            speech_score=-4.0,
        )
        return (word,)

    def close(self) -> None:
        """Nothing to free."""


@dataclass(frozen=True)
class MortalDisguise:
    """A disguise of the package."""

    death: Death

    name = "warped"

    def disguise(self, clip: Undisguised, randomness: Generator) -> DisguisedSound:
        self.death.come("disguising")
        return WarpedVoice().disguise(clip, randomness)


class MortalObjects(ObjectStore):
    """An object store after whose writing the process may die, before the row is there."""

    death = Death(None)

    def put(self, key: str, ciphertext: bytes) -> None:
        super().put(key, ciphertext)
        self.death.come("placing")


def main() -> None:
    parser = argparse.ArgumentParser()
    _ = parser.add_argument("--dies-in")
    _ = parser.add_argument("dsn")
    _ = parser.add_argument("folder", type=Path)
    _ = parser.add_argument("recordings", nargs="+", type=UUID)
    given = parser.parse_args()
    dsn: str = given.dsn
    folder: Path = given.folder
    recordings: list[UUID] = given.recordings
    death = Death(given.dies_in)
    listener = HearsPlease(death)
    objects = MortalObjects.open((folder / "objects").as_uri())
    objects.death = death
    clock = SystemClock()
    worker = Deidentifier(
        database=Database(dsn),
        vault=Vault(
            master_key=MasterKey.load(folder / "keys" / "personal.json"),
            objects=objects,
            pseudonyms=Pseudonyms.load(folder / "secrets" / "pseudonym.key"),
            clock=clock,
        ),
        handover_key=MasterKey.load(folder / "keys" / "handover.json"),
        objects=objects,
        engine=listener,
        spotter=listener,
        clock=clock,
        disguises=OneDisguise(MortalDisguise(death)),
    )
    _ = sys.stdout.write("begun\n")
    _ = sys.stdout.flush()
    for recording in recordings:
        worker.deidentify(recording)
    worker.database.close()


if __name__ == "__main__":
    main()
