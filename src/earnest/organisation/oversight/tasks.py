"""Tasks of oversight: signing what grew, and reading the whole log again."""

from collections.abc import Callable, Mapping

from earnest.organisation.oversight.checkpoints import CheckpointSigner

_SIGN_EVERY_SECONDS = 10.0
"""So much of the log, at most, is not under a signed checkpoint. A log that did not grow is not signed again."""
_READ_EVERY_SECONDS = 3600.0
"""The whole log is read, so this is rare; what contradicts a checkpoint is noticed within an hour."""


def oversight_tasks(signer: CheckpointSigner) -> Mapping[str, tuple[float, Callable[[], object]]]:
    """Return what is to be done again and again: name → (seconds from one turn's end to the next, work)."""
    return {
        "sign_log": (_SIGN_EVERY_SECONDS, signer.sign),
        "read_log_again": (_READ_EVERY_SECONDS, signer.read_again),
    }
