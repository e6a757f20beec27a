"""Corpus errors.

EarnestError
├── NotFound
│   └── SnapshotNotFound
├── InvalidInput
│   └── NothingLabelled
└── Conflict
    └── ExportFolderInUse
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotFound


class SnapshotNotFound(NotFound):
    """There is no such snapshot."""

    code = "snapshot_not_found"
    remedy = "List the snapshots first."


class NothingLabelled(InvalidInput):
    """There are no labels that a model could learn from."""

    code = "nothing_labelled"
    remedy = (
        "Let reviewers label clips, or bring labelled data with `earnest corpus import`; rejected clips teach nothing."
    )


class ExportFolderInUse(Conflict):
    """The folder for the export is not empty."""

    code = "export_folder_in_use"
    remedy = "Name a new or empty folder; an export never mixes with an earlier one."
