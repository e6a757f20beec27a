"""Wyoming announcement: lets Home Assistant find the Wyoming server in the network, where that server is open to it."""

import hashlib
import socket
from typing import Final

from earnest.foundation.service_discovery import AnnouncedService, ServiceAnnouncer, addresses_to_announce
from earnest.foundation.settings import ServerName, Settings
from earnest.personal.capture.events import AnnouncementFailed
from earnest.services.observability import log

KIND: Final = "_wyoming._tcp.local."
"""What Home Assistant's Wyoming integration looks for."""
_DIGITS: Final = 8


async def announce_wyoming(settings: Settings) -> ServiceAnnouncer | None:
    """Begin to announce the Wyoming server and return what ends it; None where that is off or not possible.

    Nothing is announced of a server that only this machine reaches. A network without multicast costs only the
    announcement: Home Assistant is then given host and port by hand.
    """
    addresses = addresses_to_announce(settings.binds[ServerName.WYOMING]) if settings.announce else ()
    if not addresses:
        return None
    announcer = ServiceAnnouncer(described_service(settings), addresses)
    try:
        await announcer.open()
    except OSError as error:
        log(AnnouncementFailed(error=type(error)))
        return None
    return announcer


def described_service(settings: Settings) -> AnnouncedService:
    """Return what is announced: a name of this installation that says nothing of machine or family, and the port."""
    place = f"{socket.gethostname()}:{settings.data_folder}:{settings.ports[ServerName.WYOMING]}"
    number = hashlib.sha256(place.encode()).hexdigest()[:_DIGITS]
    return AnnouncedService(instance=f"earnest-{number}", kind=KIND, port=settings.ports[ServerName.WYOMING])
