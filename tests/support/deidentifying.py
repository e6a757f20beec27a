"""A worker to be killed: de-identifies the recordings that it is told, with a recogniser that hears nothing personal.

`python -m support.deidentifying DSN FOLDER RECORDING...`
"""

import sys
from pathlib import Path
from uuid import UUID

from earnest.foundation.clock import SystemClock
from earnest.foundation.units import SampleCount, Samples
from earnest.personal.deidentification.tasks import Deidentifier
from earnest.personal.vault.store import Vault
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.speech.concealment.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.recognition.hypothesis import Hypothesis
from support.voices import heard


class HearsPlease:
    """A recogniser that always hears the same harmless word."""

    name = "please"

    def recognise(self, samples: Samples) -> Hypothesis:
        return heard("please", samples)

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Hear nothing but the word."""
        word = SpottedWord(
            text="please" if listening is SpottingPass.FINDING else "thanks",
            sign=False,
            start=SampleCount(0),
            end=SampleCount(samples.size),
            posterior=0.5,
            speech_score=-4.0,
        )
        return (word,)

    def close(self) -> None:
        """Nothing to free."""


def main() -> None:
    dsn, folder, *recordings = sys.argv[1:]
    objects = ObjectStore.open((Path(folder) / "objects").as_uri())
    clock = SystemClock()
    worker = Deidentifier(
        database=Database(dsn),
        vault=Vault(
            master_key=MasterKey.load(Path(folder) / "keys" / "personal.json"),
            objects=objects,
            pseudonyms=Pseudonyms.load(Path(folder) / "secrets" / "pseudonym.key"),
            clock=clock,
        ),
        handover_key=MasterKey.load(Path(folder) / "keys" / "handover.json"),
        objects=objects,
        engine=HearsPlease(),
        spotter=HearsPlease(),
        clock=clock,
    )
    _ = sys.stdout.write("begun\n")
    _ = sys.stdout.flush()
    for recording in recordings:
        worker.deidentify(UUID(recording))
    worker.database.close()


if __name__ == "__main__":
    main()
