"""Errors of exports.

EarnestError
├── Conflict
│   ├── ExportRunning
│   └── ExportNotReady
└── NotFound
    ├── ExportMissing
    └── NothingToExport
"""

from earnest.foundation.errors import Conflict, NotFound


class ExportMissing(NotFound):
    """This customer has no such export, or it has ended."""

    code = "export_missing"
    remedy = "Ask for a new one."


class NothingToExport(NotFound):
    """None of the chosen recordings is kept of this customer."""

    code = "nothing_to_export"
    remedy = "Choose recordings in the history; these may have been deleted."


class ExportRunning(Conflict):
    """An export is being made already, or one can still be fetched."""

    code = "export_running"
    remedy = "Wait for it, or fetch the one that is ready."


class ExportNotReady(Conflict):
    """The export is still being made."""

    code = "export_not_ready"
    remedy = "Look again in a while; the page shows how far it is."
