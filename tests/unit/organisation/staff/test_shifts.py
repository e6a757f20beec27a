"""WP2: the network of a home, also where the address names the interface by which it was met."""

from datetime import UTC, datetime, time
from uuid import uuid4

import pytest

from earnest.foundation.identifiers import SiteId
from earnest.foundation.settings import WorkplaceName
from earnest.organisation.staff.records import Site
from earnest.organisation.staff.shifts import place_of

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOME = Site(
    site_id=SiteId(uuid4()),
    vendor="Vendor",
    name="Home",
    country="DE",
    area=None,
    networks=(),
    opens=time(0),
    closes=time(0),
    time_zone="Europe/Berlin",
    is_home=True,
    attested=False,
    demands_browser=False,
    demands_posture=False,
    demands_headphones=False,
)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.17", "192.0.2.0/24"),
        ("::ffff:192.0.2.17", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
    ],
)
def test_wp2_a_home_is_the_network_of_its_address(address: str, network: str) -> None:
    assert place_of(HOME, address, NOON, WorkplaceName.SITES_AND_HOME) == network
