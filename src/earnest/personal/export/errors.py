"""Errors of exports.

EarnestError
├── Conflict
│   ├── ExportRunning
│   └── ExportNotReady
└── NotFound
    └── ExportMissing
"""

from earnest.foundation.errors import Conflict, NotFound


class ExportMissing(NotFound):
    """This customer has no such export, or it has ended."""

    code = "export_missing"
    remedy = "Ask for a new one."


class ExportRunning(Conflict):
    """An export is being made already, or one can still be fetched."""

    code = "export_running"
    remedy = "Wait for it, or fetch the one that is ready."


class ExportNotReady(Conflict):
    """The export is still being made."""

    code = "export_not_ready"
    remedy = "Look again in a while; the page shows how far it is."
