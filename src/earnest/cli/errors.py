"""Errors of commands.

EarnestError
├── InvalidInput
│   ├── ListUnreadable
│   ├── NothingToImport
│   └── TourNeedsEmptyDatabase
├── NotFound
│   └── CustomerUnknown
└── Unavailable
    ├── NotRunning
    ├── LearningAborted
    └── EvidenceBroken
"""

from earnest.foundation.errors import InvalidInput, NotFound, Unavailable


class NotRunning(Unavailable):
    """Earnest is not running on this data folder."""

    code = "not_running"
    remedy = "Start it with `make run` or `earnest run`, or name its folder in EARNEST_DATA."


class CustomerUnknown(NotFound):
    """There is no customer with this login."""

    code = "customer_unknown"
    remedy = "Add one with `earnest customer add LOGIN`; `earnest customer list` shows all."


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
