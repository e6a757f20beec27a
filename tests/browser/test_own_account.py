"""The own account, as members use it: passkeys, recovery codes, password, sessions, a demanded passkey (AC2)."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from browser.stage import Stage, open_stage
from playwright.sync_api import Browser, Page, expect
from pyotp.totp import TOTP
from support.databases import Databases

from earnest.operations.data_folder import prepare_folder
from earnest.organisation.staff.records import NewMember, StaffRole


@pytest.fixture(scope="module")
def running_stage(
    module_databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Workbench and administration, running where officers need a passkey."""
    folder = tmp_path_factory.mktemp("stage") / "data"
    prepare_folder(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EARNEST_PASSKEYS", "demanded")
        with open_stage(module_databases, folder, browser, more=("administration",)) as opened:
            yield opened


def _authenticator(page: Page) -> None:
    """Give the browser an authenticator with a person before it who always agrees."""
    session = page.context.new_cdp_session(page)
    send = cast("Callable[..., object]", session.send)  # pyright: ignore[reportUnknownMemberType]
    _ = send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    _ = send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _open(stage: Stage, process: str, member: NewMember, **options: str) -> Page:
    """Open a process's page under a name, which passkeys need, and sign in."""
    page = stage.open_page(process, language=options.get("language", "en-GB"), size=(1280, 800))
    _ = page.goto(stage.addresses[process].replace("127.0.0.1", "localhost"))
    _authenticator(page)
    stage.sign_in(page, member)
    return page


def _age_sessions(stage: Stage) -> None:
    """Let eleven minutes pass since everybody signed in."""
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.sessions set created_at = created_at - interval '11 minutes'")
        _ = connection.execute("update staff.members set last_totp_step = last_totp_step - 30")


def test_ac2_a_reviewer_adds_a_passkey_on_their_page_uses_it_and_removes_it(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    page = _open(stage, "workbench", rosa)
    page.get_by_role("tab", name="Account").click()
    expect(page.get_by_text("You have no passkey yet.")).to_be_visible()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="Give the passkey a name")).to_be_visible()
    page.get_by_label("Name of the new passkey").fill("work laptop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="work laptop")).to_contain_text("not used yet")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("tab", name="Account").click()
    expect(page.get_by_role("listitem").filter(has_text="work laptop")).to_contain_text("last used on")
    page.get_by_role("button", name="Remove: work laptop").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("You have no passkey yet.")).to_be_visible()


def test_ac4_new_recovery_codes_are_shown_once_after_who_asks_was_confirmed(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    page = _open(stage, "workbench", rosa)
    page.get_by_role("tab", name="Account").click()
    expect(page.get_by_text("You have none left.")).to_be_visible()
    _age_sessions(stage)
    page.get_by_role("button", name="Make ten new codes").click()
    page.get_by_role("dialog").get_by_role("button", name="Make ten new codes").click()
    dialog = page.get_by_role("dialog", name="Confirm that it is you")
    expect(dialog.get_by_label("Password")).to_be_focused()
    page.keyboard.type("wrong")
    page.keyboard.press("Tab")
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("not right")
    dialog.get_by_label("Password").fill(rosa.password)
    dialog.get_by_label("One-time code").fill(TOTP(rosa.totp_secret).now())
    page.keyboard.press("Enter")
    shown = page.get_by_role("dialog", name="Your recovery codes")
    expect(shown.get_by_role("listitem")).to_have_count(10)
    code = shown.get_by_role("listitem").first.inner_text()
    shown.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("You have 10 left.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    # The page of the account has fields of these names too, for as long as signing out takes.
    expect(page.get_by_role("heading", name="Sign in to review")).to_be_visible()
    page.get_by_label("Name").fill("Rosa")
    page.get_by_label("Password").fill(rosa.password)
    page.get_by_label("One-time code").fill(code)
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="Account").click()
    expect(page.get_by_text("You have 9 left.")).to_be_visible()


def test_ac5_a_password_is_changed_and_other_browsers_are_signed_out(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    other = _open(stage, "workbench", rosa)
    expect(other.get_by_role("button", name="Sign out")).to_be_visible()
    _age_sessions(stage)
    page = _open(stage, "workbench", rosa)
    page.get_by_role("tab", name="Account").click()
    expect(page.get_by_text("another browser")).to_be_visible()
    page.get_by_label("Present password").fill(rosa.password)
    for chosen, repeated, told in (
        ("a good long pass phrase", "a good long pass phrases", "not the same"),
        ("password1", "password1", "attackers try first"),
        ("short", "short", "too short"),
    ):
        page.get_by_label("New password", exact=True).fill(chosen)
        page.get_by_label("New password again").fill(repeated)
        page.get_by_role("button", name="Change password").click()
        expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()
    page.get_by_label("New password", exact=True).fill("a good long pass phrase")
    page.get_by_label("New password again").fill("a good long pass phrase")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Your password is changed.")).to_be_visible()
    expect(page.get_by_text("another browser")).to_be_hidden()
    _ = other.reload()
    expect(other.get_by_role("heading", name="Sign in to review")).to_be_visible()


def test_ac2_an_administrator_adds_the_first_passkey_and_sees_nothing_before(stage: Stage) -> None:
    ida = stage.add_reviewer("Ida", role=StaffRole.ADMINISTRATOR)
    page = _open(stage, "administration", ida)
    expect(page.get_by_role("heading", name="Add a passkey first")).to_be_visible()
    expect(page.get_by_role("tab")).to_have_count(0)
    page.get_by_label("Name of the new passkey").fill("my key")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="People")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    _age_sessions(stage)
    stage.sign_in(page, ida)
    expect(page.get_by_role("heading", name="Use your passkey")).to_be_visible()
    page.get_by_role("button", name="Sign in with my passkey").click()
    expect(page.get_by_role("tab", name="People")).to_be_visible()
