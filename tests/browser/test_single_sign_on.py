"""Single sign-on in Chromium, with a provider of OpenID Connect that is not ours: oidc-provider, from npm."""

from collections.abc import Iterator

import pytest
from browser.stage import Stage, open_stage
from playwright.sync_api import Browser, Page, expect
from pyotp.totp import TOTP
from support.databases import Databases
from support.processes import free_port
from support.providers import CLIENT, real_provider, write_providers

from earnest.operations.data_folder import prepare_folder


@pytest.fixture(scope="module")
def running_stage(
    module_databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Workbench and portal, running beside a provider."""
    folder = tmp_path_factory.mktemp("stage") / "data"
    prepare_folder(folder)
    port = free_port()
    path = write_providers(tmp_path_factory.mktemp("providers"), f"http://127.0.0.1:{port}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EARNEST_SINGLE_SIGN_ON", str(path))
        with (
            open_stage(module_databases, folder, browser) as opened,
            real_provider(port, redirect_address=f"{opened.addresses['workbench']}/"),
        ):
            yield opened


def _stay_on_this_machine(page: Page) -> None:
    """The provider's own page asks for a font of another host."""
    _ = page.context.route("https://**", lambda route: route.abort())


def _sign_in_at_provider(page: Page) -> None:
    """Type name and password on the provider's own page, and agree; it takes any."""
    page.wait_for_url("**/interaction/**")
    page.locator("input[name=login]").fill("rosa@north")
    page.locator("input[name=password]").fill("any")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()


def test_ac1_a_member_links_an_identity_and_signs_in_with_it_and_our_own_code(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    page = stage.open_workbench(rosa, size=(1280, 800))
    _stay_on_this_machine(page)
    page.get_by_role("tab", name="Account").click()
    page.get_by_role("button", name="Link North").click()
    _sign_in_at_provider(page)
    expect(page.get_by_text("The identity is linked.")).to_be_visible()
    assert "?" not in page.url, "the code stays neither in the address nor in the history"
    page.get_by_role("tab", name="Account").click()
    expect(page.get_by_role("listitem").filter(has_text="North")).to_contain_text("linked on")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with North").click()
    # The provider asked for the password less than five minutes ago, which is what we demand of it.
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Your provider named you without a second factor.")).to_be_visible()
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.members set last_totp_step = 0")
    expect(page.get_by_label("One-time code")).to_be_focused()
    page.keyboard.type(TOTP(rosa.totp_secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing waits")).to_be_visible()


def test_ac3_a_session_that_ended_is_renewed_at_the_provider_and_the_draft_is_there(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    stage.handover.allow(1)
    _ = stage.place("a large latte", repeat=4)
    page = stage.open_workbench(rosa, size=(1280, 800))
    _stay_on_this_machine(page)
    page.get_by_role("tab", name="Account").click()
    page.get_by_role("button", name="Link North").click()
    _sign_in_at_provider(page)
    expect(page.get_by_text("The identity is linked.")).to_be_visible()
    with page.expect_response(lambda answer: answer.url.endswith("/draft")) as saved:
        page.locator("#transcript").fill("saved before")
    assert saved.value.ok
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.sessions set last_used_at = last_used_at - interval '31 minutes'")
        _ = connection.execute("update staff.members set last_totp_step = 0")
    dialog = page.get_by_role("dialog", name="Your session has ended")
    expect(dialog).to_contain_text("what was last saved is here when you come back")
    dialog.get_by_role("button", name="Sign in with North").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("One-time code")).to_be_focused()
    page.keyboard.type(TOTP(rosa.totp_secret).now())
    page.keyboard.press("Enter")
    expect(page.locator("#transcript")).to_have_value("saved before")


def test_ac9_who_signs_out_at_the_provider_is_signed_out_here(stage: Stage) -> None:
    """The provider itself tells the workbench (OpenID Connect Back-Channel Logout)."""
    rosa = stage.add_reviewer()
    page = stage.open_workbench(rosa, size=(1280, 800))
    _stay_on_this_machine(page)
    page.get_by_role("tab", name="Account").click()
    page.get_by_role("button", name="Link North").click()
    _sign_in_at_provider(page)
    expect(page.get_by_text("The identity is linked.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    with page.expect_request("**/auth?**") as asked:
        page.get_by_role("button", name="Sign in with North").click()
    page.get_by_role("button", name="Continue").click()
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.members set last_totp_step = 0")
    expect(page.get_by_label("One-time code")).to_be_focused()
    page.keyboard.type(TOTP(rosa.totp_secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    elsewhere = page.context.new_page()
    _ = elsewhere.goto(f"{asked.value.url.split('/auth?')[0]}/session/end?client_id={CLIENT}")
    elsewhere.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_role("dialog", name="Your session has ended")).to_be_visible()


def test_an_identity_that_is_linked_to_no_account_is_told_what_to_do(stage: Stage) -> None:
    page = stage.open_page("workbench", language="de-DE")
    _stay_on_this_machine(page)
    page.get_by_role("button", name="Mit North anmelden").click()
    _sign_in_at_provider(page)
    expect(page.get_by_role("alert")).to_contain_text("Diese Kennung ist mit keinem Konto verknüpft.")
    expect(page.get_by_label("Name")).to_be_focused()
