"""Quality errors.

EarnestError
└── NotFound
    ├── NothingToDecide
    └── NothingToReopen
"""

from earnest.foundation.errors import NotFound


class NothingToDecide(NotFound):
    """There is no such alert or report, or it was decided already."""

    code = "nothing_to_decide"
    remedy = "Load the list again."


class NothingToReopen(NotFound):
    """There is no such alert or report, or it waits for a decision already."""

    code = "nothing_to_reopen"
    remedy = "Load the list again."
