"""Time zone: that of the machine, with its summer time."""

import os
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LINK = Path("/etc/localtime")


def local_zone() -> tzinfo:
    """Return the zone of the machine: `TZ`, else where `/etc/localtime` leads; else the offset that it has now.

    An offset alone knows of no summer time, so what is set for a day after a change of the clocks would be an hour off.
    """
    written = os.environ.get("TZ", "").removeprefix(":")
    name = written or _LINK.resolve().as_posix().partition("/zoneinfo/")[2]
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.now(UTC).astimezone().tzinfo or UTC
