"""A reviewer asks for the enrolment of their browser, an administrator approves it, and clips are given there (WP1)."""

from datetime import time

from browser.stage import Stage
from playwright.sync_api import expect

from earnest.foundation.clock import SystemClock
from earnest.organisation.staff.browsers import approve_browser, list_browsers
from earnest.organisation.staff.tenants import ALL_TENANTS, NewSite, add_site, add_vendor
from earnest.services.audit import Pseudonyms
from earnest.services.database.roles import Role

FIND_KEY = """() => new Promise((resolve) => {
  const opening = indexedDB.open("earnest");
  opening.onsuccess = () => {
    const found = opening.result.transaction("keys").objectStore("keys").get("browser");
    found.onsuccess = () => resolve(found.result.privateKey.extractable);
  };
})"""


def test_wp1_a_browser_is_enrolled_on_the_page_and_shows_itself_from_then_on(stage: Stage) -> None:
    clock = SystemClock()
    site = NewSite(
        vendor="North",
        name="Kiel",
        country="DE",
        area=None,
        networks=(),
        opens=time(0),
        closes=time(0),
        time_zone="Europe/Berlin",
        is_home=False,
        demands_browser=True,
    )
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("truncate staff.vendors cascade")
    rosa = stage.add_reviewer()
    with stage.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = add_vendor(connection, "North", clock)
        site_id = add_site(connection, site, ALL_TENANTS, clock)
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update staff.members set site_id = sites.site_id, vendor_id = sites.vendor_id "
            "from staff.sites where sites.site_id = %s",
            (site_id,),
        )
    stage.handover.allow(1)
    _ = stage.place("a large latte")
    page = stage.open_workbench(rosa, size=(1280, 800))
    expect(page.get_by_role("heading", name="This browser is not enrolled")).to_be_visible()
    page.get_by_label("Name of this browser").fill("room 2, place 4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Asked. Tell your administrator")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("It is not approved yet.")).to_be_visible()
    assert page.evaluate(FIND_KEY) is False, "the private half cannot be exported"
    with stage.databases[Role.ADMINISTRATION].transaction() as connection:
        (asked,) = list_browsers(connection, ALL_TENANTS)
        assert (asked.name, asked.site) == ("room 2, place 4", "Kiel")
        approve_browser(
            connection,
            asked.thumbprint,
            ALL_TENANTS,
            now=clock.now(),
            pseudonyms=Pseudonyms.load(stage.folder / "secrets" / "pseudonym.key"),
        )
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#transcript")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.members set last_totp_step = 0")
    stage.sign_in(page, rosa)
    expect(page.locator("#transcript")).to_be_visible()
