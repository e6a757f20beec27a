"""What the privacy officer does with buttons: requests, an authority, evidence packs, breaches, shares, the panel."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

from browser.stage import Stage
from browser.test_administration import SMALL
from browser.test_customer_rights import ZONE, go
from browser.test_officer_pages import row
from browser.test_portal import PASSWORD
from playwright.sync_api import Page, expect

from earnest.cli import letters
from earnest.foundation.clock import SystemClock
from earnest.organisation.staff.records import StaffRole
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Programme
from earnest.personal.disclosure.affected import AffectedWorker
from earnest.personal.panel.requests import PanelWorker
from earnest.services.database.roles import Role


def privacy_officer(stage: Stage, name: str) -> Page:
    return stage.open_administration(stage.add_reviewer(name, role=StaffRole.PRIVACY_OFFICER), size=SMALL)


def field_of(moment: datetime) -> str:
    """A moment as a field of a form has it; in the browser's zone."""
    return moment.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")


def verify(pack: Path, key: str) -> subprocess.CompletedProcess[str]:
    """Check a pack as another machine does, with nothing but the folder and the key."""
    command = [sys.executable, "-m", "earnest.cli.main", "evidence-pack", "verify", str(pack), "--key", key]
    return subprocess.run(command, check=False, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})


def test_ri8_rg4_a_request_is_answered_an_authority_too_and_a_pack_is_verified_elsewhere(
    stage: Stage, tmp_path: Path
) -> None:
    page = privacy_officer(stage, "Petra")
    page.get_by_role("tab", name="Requests").click()
    expect(page.get_by_text("No request has come in.")).to_be_visible()
    today = datetime.now(UTC).date()
    for kind, days in (("erasure", 25), ("access", 0)):
        _ = page.get_by_label("What is asked").select_option(kind)
        page.get_by_label("Came in", exact=True).fill((today - timedelta(days=days)).isoformat())
        page.get_by_role("button", name="Enter", exact=True).press("Enter")
        expect(row(page, "Erasure" if days else "Access")).to_be_visible()
    expect(page.get_by_text("1 request is due within a week or late.")).to_be_visible()
    expect(row(page, "Erasure")).to_contain_text("Due within a week")
    expect(row(page, "Access")).to_contain_text("Open")
    row(page, "Access").get_by_role("button", name="More time").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="More time").press("Enter")
    expect(row(page, "Access")).to_contain_text("prolonged")
    row(page, "Erasure").get_by_role("button", name="Answer").press("Enter")
    _ = page.get_by_role("dialog").get_by_label("Answer").select_option("nothing_held")
    page.get_by_role("dialog").get_by_role("button", name="Answer").press("Enter")
    expect(row(page, "Erasure")).to_contain_text("Nothing is held")
    expect(row(page, "Erasure").get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("due within a week or late")).to_have_count(0)

    customer = stage.side.add_customer(Purpose.OWN_HISTORY, login="anna", password=PASSWORD)
    _ = stage.side.store(customer)
    page.get_by_role("tab", name="Authority").click()
    page.get_by_role("button", name="Answer", exact=True).press("Enter")
    expect(page.get_by_text("1 recording of 1 person is kept.")).to_be_visible()
    expect(row(page, "Germany")).to_contain_text("1")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the answer").press("Enter")
    told = json.loads(download.value.path().read_text("utf-8"))
    assert (told["people"], [one["region"] for one in told["recordings"]]) == (1, ["DE"])
    assert "anna" not in json.dumps(told)
    page.get_by_label("Since").fill((today + timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Answer", exact=True).press("Enter")
    expect(page.get_by_text("No recording is kept.")).to_be_visible()

    page.get_by_role("tab", name="Evidence").click()
    expect(page.get_by_text("No pack is there.")).to_be_visible()
    page.get_by_role("button", name="Build").press("Enter")
    made = page.get_by_role("link", name="Download", exact=True)
    expect(page.get_by_text("Waits").or_(page.get_by_text("Being made")).or_(made).first).to_be_visible()
    expect(made).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        made.press("Enter")
    with ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path)
    pack = tmp_path / "evidence-pack"
    key = page.request.get(f"{stage.addresses['administration']}/checkpoint/key").text().strip()
    found = verify(pack, key)
    assert found.returncode == 0, found.stdout + found.stderr
    changed = pack / "index.html"
    _ = changed.write_bytes(changed.read_bytes().replace(b"<", b" <", 1))
    found = verify(pack, key)
    assert found.returncode != 0
    assert "index.html" in found.stdout + found.stderr


def test_rg6_ac10_a_breach_is_entered_and_two_officers_get_the_list_of_those_affected(
    stage: Stage, tmp_path: Path
) -> None:
    """And the same two raise a share of clips (AC10)."""
    _ = stage.side.store(stage.side.add_customer(Purpose.OWN_HISTORY, login="adalbert"))
    petra = privacy_officer(stage, "Petra")
    paul = privacy_officer(stage, "Paul")
    petra.get_by_role("tab", name="Breaches").click()
    expect(petra.get_by_text("No breach is entered.")).to_be_visible()
    petra.get_by_label("Aware since").fill(field_of(datetime.now(UTC) - timedelta(hours=60)))
    petra.get_by_label("What happened").fill("A laptop was lost on a train.")
    petra.get_by_role("button", name="Start the clock").press("Enter")
    breach = petra.get_by_role("region", name="Aware since")
    expect(breach).to_contain_text("11 h left")
    expect(breach).to_contain_text("the risk is not assessed")
    breach.get_by_role("button", name="Add an entry").press("Enter")
    _ = breach.get_by_role("combobox").last.select_option("risk")
    breach.get_by_label("People, about").fill("1")
    breach.get_by_role("button", name="Add", exact=True).press("Enter")
    expect(breach).to_contain_text("about 1")
    breach.get_by_role("button", name="Who is affected?").press("Enter")
    breach.get_by_label("Recorded since").fill(field_of(datetime.now(UTC) - timedelta(days=800)))
    keys = {name: tmp_path / f"{name}.key" for name in ("petra", "paul")}
    lines = {name: letters.create_key(file) for name, file in keys.items()}
    breach.get_by_label("Line of your key").fill(lines["petra"])
    breach.get_by_role("button", name="Ask for the list").press("Enter")
    expect(breach).to_contain_text("waits for a second officer")

    paul.get_by_role("tab", name="Two people").click()
    waiting = paul.get_by_role("region", name="Who is affected by a breach")
    expect(waiting).to_contain_text("asked by Petra")
    waiting.get_by_label("Line of your key").fill("good morning")
    waiting.get_by_role("button", name="Approve").press("Enter")
    expect(paul.get_by_text("This is no key.")).to_be_visible()
    waiting.get_by_label("Line of your key").fill(lines["paul"])
    waiting.get_by_role("button", name="Approve").press("Enter")
    expect(paul.get_by_text("Agreed; the list is made")).to_be_visible()
    AffectedWorker(database=stage.databases[Role.PERSONAL_WORKER], clock=SystemClock()).carry_out()

    petra.get_by_role("tab", name="Requests").click()
    petra.get_by_role("tab", name="Breaches").click()
    expect(breach).to_contain_text("1 person")
    with petra.expect_download() as download:
        breach.get_by_role("link", name="Download, sealed").press("Enter")
    command = breach.locator("code, .code").last.inner_text().split()
    names = {"breach_id": command[command.index("--breach") + 1], "list_id": command[command.index("--list") + 1]}
    sealed = download.value.path()
    assert b"adalbert" not in sealed.read_bytes()
    opened = json.loads(letters.open_list(sealed, [keys["paul"], keys["petra"]], **names))
    assert [one["login"] for one in opened] == ["adalbert"]
    breach.get_by_role("button", name="Add an entry").press("Enter")
    expect(breach.locator("option", has_text="Close")).to_be_disabled()
    _ = breach.get_by_role("combobox").select_option("authority_told")
    breach.get_by_role("button", name="Add", exact=True).press("Enter")
    expect(breach).to_contain_text("Authority told")
    breach.get_by_role("button", name="Add an entry").press("Enter")
    _ = breach.get_by_role("combobox").select_option("closed")
    breach.get_by_role("button", name="Add", exact=True).press("Enter")
    expect(breach.get_by_text("Closed", exact=True)).to_be_visible()
    expect(breach.get_by_role("button", name="Add an entry")).to_have_count(0)

    petra.get_by_role("tab", name="Two people").click()
    petra.get_by_label("Share in per cent").fill("5")
    petra.get_by_role("button", name="Ask for a higher share").press("Enter")
    asked = row(petra, "General programme: up to 5%")
    expect(asked).to_contain_text("Waits for another person")
    expect(asked.get_by_role("button")).to_have_count(0)
    paul.get_by_role("tab", name="Overview").click()
    paul.get_by_role("tab", name="Two people").click()
    row(paul, "General programme: up to 5%").get_by_role("button", name="Approve").press("Enter")
    expect(row(paul, "General programme: up to 5%")).to_contain_text("Approved by Paul")


def test_cn8_the_officer_invites_a_person_who_agrees_and_notes_their_reward(stage: Stage) -> None:
    customer = stage.side.add_customer(login="anna", password=PASSWORD, programme=Programme.GENERAL)
    worker = PanelWorker(
        database=stage.databases[Role.PERSONAL_WORKER], pseudonyms=stage.side.pseudonyms, clock=SystemClock()
    )
    page = privacy_officer(stage, "Petra")
    page.get_by_role("tab", name="Panel").click()
    expect(page.get_by_text("Nothing was asked for in the last 30 days.")).to_be_visible()
    invite = page.get_by_role("form", name="Invite a person")
    for name in ("nemo", customer.login):
        invite.get_by_label("Sign-in name").fill(name)
        invite.get_by_label("What is offered").fill("20 euros a month")
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name=f"Invite {name}?")
        expect(dialog).to_contain_text("“20 euros a month”")
        dialog.get_by_role("button", name="Invite").press("Enter")
        expect(dialog).to_have_count(0)
    table = page.get_by_role("group", name="Asked for in the last 30 days")
    expect(table.get_by_text("Waits")).to_have_count(2)
    worker.carry_out()
    expect(table.get_by_text("Done", exact=True)).to_have_count(1)
    expect(table.get_by_text("Not possible", exact=True)).to_have_count(1)
    expect(page.get_by_text("there is no such sign-in name")).to_be_visible()
    figures = page.get_by_role("main").locator("dl.figures > div")
    expect(figures.filter(has_text="Have not answered")).to_contain_text("1")
    page.get_by_text("Read the contract").press("Enter")
    contract = page.get_by_role("group").get_by_text("You are invited to a panel of people")
    expect(contract).to_be_visible()
    words = contract.inner_text()

    taking = page.get_by_role("form", name="Take an invitation back")
    portal = stage.open_portal("anna", PASSWORD, size=SMALL)
    go(stage, portal, "Choices")
    expect(portal.get_by_role("button", name="Agree to the contract")).to_be_visible()
    page.bring_to_front()
    taking.get_by_label("Sign-in name").fill("anna")
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Take back the invitation of anna?").get_by_role("button", name="Take back").press(
        "Enter"
    )
    expect(table.get_by_text("Waits")).to_have_count(1)
    worker.carry_out()
    expect(table.get_by_text("Done", exact=True)).to_have_count(2)
    expect(figures.filter(has_text="Have not answered")).to_contain_text("0")
    portal.bring_to_front()
    portal.get_by_role("button", name="Agree to the contract").press("Enter")
    expect(portal.get_by_text("This invitation is not open any more; nothing was changed.")).to_be_visible()
    expect(portal.get_by_text("the invitation was taken back on")).to_be_visible()
    page.bring_to_front()
    invite.get_by_label("Sign-in name").fill("anna")
    invite.get_by_label("What is offered").fill("20 euros a month")
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Invite anna?").get_by_role("button", name="Invite").press("Enter")
    expect(table.get_by_text("Waits")).to_have_count(1)
    worker.carry_out()

    portal.bring_to_front()
    _ = portal.reload()
    card = portal.get_by_role("region", name="Contract of the invited panel")
    expect(card).to_contain_text("20 euros a month")
    assert " ".join(words.split())[:300] in " ".join(card.inner_text().split())
    card.get_by_role("button", name="Agree to the contract").press("Enter")
    expect(portal.get_by_text("You are in the panel.")).to_be_visible()

    page.bring_to_front()
    expect(figures.filter(has_text="Agreed and in it")).to_contain_text("1")
    reward = page.get_by_role("form", name="Note a reward")
    reward.get_by_label("Sign-in name").fill("anna")
    reward.get_by_label("What was given").fill("20 euros on 1 March")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Note the reward").press("Enter")
    expect(table.get_by_text("Waits")).to_have_count(1)
    worker.carry_out()
    expect(figures.filter(has_text="Rewards noted")).to_contain_text("1")
    expect(page.get_by_role("main")).not_to_contain_text("anna")
    _ = portal.reload()
    expect(card).to_contain_text("20 euros on 1 March")
