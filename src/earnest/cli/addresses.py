"""Addresses: where the processes of an instance answer, from its settings."""

from collections.abc import Mapping

from earnest.foundation.server_addresses import server_address
from earnest.foundation.settings import Settings
from earnest.operations.plan import PROCESSES


def addresses(settings: Settings) -> Mapping[str, str]:
    """Return `http://host:port` or `https://host:port` of each process that answers HTTP, by its name."""
    return {plan.name: server_address(settings, plan.endpoint) for plan in PROCESSES if plan.endpoint is not None}
