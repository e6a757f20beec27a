"""Takes the pictures of both pages for the README, on real processes with invented people and synthetic sound.

Run by `make screenshots`; writes docs/pictures/*.png. An argument names another folder.
"""

import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg
from playwright.sync_api import Page, expect, sync_playwright
from psycopg.conninfo import make_conninfo

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser.stage import PATIENCE_MILLISECONDS, Stage, chromium, clear, open_stage, swells  # noqa: E402 - the path comes first
from support.databases import TEMPLATE, Databases, PostgresServer  # noqa: E402
from support.speaking import spoken  # noqa: E402

from earnest.foundation.identifiers import ClipId, RecordingId  # noqa: E402
from earnest.operations.data_folder import prepare_folder  # noqa: E402
from earnest.operations.embedded_database import EmbeddedPostgres  # noqa: E402
from earnest.personal.consent.purposes import Purpose  # noqa: E402
from earnest.personal.customers.records import Customer, Programme  # noqa: E402
from earnest.services.database.roles import Role, prepare  # noqa: E402
from earnest.services.migration import migrate  # noqa: E402
from earnest.speech.meaning.interpretation import Interpretation, Slot  # noqa: E402

PASSWORD: Final = "correct horse battery"
SETTLE_MILLISECONDS: Final = 400


def main() -> int:
    """Take every picture; returns the exit status."""
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with _stage() as stage:
        for scene in (_workbench, _portal, _household):
            clear(stage)
            scene(stage, pictures)
            stage.close_pages()
        if stage.troubles.heard:
            _ = sys.stderr.write("\n".join(stage.troubles.heard) + "\n")
            return 1
    return 0


@contextmanager
def _stage() -> Generator[Stage]:
    with tempfile.TemporaryDirectory(prefix="earnest-pictures-") as name:
        server = EmbeddedPostgres(Path(name) / "postgres", durable=False)
        owner_dsn = server.start()
        try:
            passwords = {role: uuid4().hex for role in Role}
            with psycopg.connect(owner_dsn, autocommit=True) as connection:
                _ = connection.execute("create database earnest_template")
            template = make_conninfo(owner_dsn, dbname=TEMPLATE)
            prepare(template, passwords)
            migrate(template)
            databases: Databases = PostgresServer(owner_dsn=owner_dsn, passwords=passwords).create("pictures")
            folder = Path(name) / "data"
            prepare_folder(folder)
            with sync_playwright() as playwright, chromium(playwright) as browser:
                with open_stage(databases, folder, browser) as stage:
                    yield stage
                databases.close()
        finally:
            server.stop()


def _take(page: Page, path: Path) -> None:
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    _ = page.screenshot(path=path)


def _workbench(stage: Stage, pictures: Path) -> None:
    stage.handover.allow(9)
    _ = stage.place("okay nabu play some jazz", wake_word="okay nabu")
    page = stage.open_workbench()
    keys = page.keyboard
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    keys.press("s")
    keys.press("Alt+i")
    keys.type("play_music")
    keys.press("Alt+s")
    for text in ("artist", "jazz"):
        keys.type(text)
        keys.press("Tab")
    _ = stage.place("okay nabu play tailor swift in the kitchen please", wake_word="okay nabu")
    keys.press("Control+Enter")
    expect(page.get_by_label("What was said")).to_have_value("okay nabu play tailor swift in the kitchen please")
    keys.press("s")
    keys.press("Control+A")
    keys.type("okay nabu play taylor swift in the kitchen please")
    keys.press("Home")
    for _word in range(3):
        keys.press("Control+ArrowRight")
    keys.press("Shift+Control+ArrowRight")
    keys.press("Shift+Control+ArrowRight")
    keys.press("Alt+e")
    keys.press("m")
    keys.type("Q26876")
    _take(page, pictures / "workbench-entity.png")
    keys.press("Enter")
    keys.press("End")
    keys.press("Alt+u")
    keys.press("Alt+i")
    keys.type("play_m")
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.press("Alt+s")
    keys.type("taylor swift")
    keys.press("Alt+t")
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    keys.press("Control+b")
    _take(page, pictures / "workbench.png")
    keys.press("F1")
    _take(page, pictures / "workbench-keys.png")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Something said, and what the assistant made of it."""

    text: str
    intent: str | None = None
    slots: tuple[Slot, ...] = ()
    answer: str = "Sorry, I did not understand that."


def _say(stage: Stage, customer: Customer, line: _Line, *, selected: bool = False) -> RecordingId:
    stage.side.clock.advance(timedelta(minutes=4))
    words = line.text.split()
    content = replace(
        spoken(*words, intent=line.intent),
        interpretation=Interpretation(intent=line.intent, slots=line.slots, confidence=0.9),
        answer=line.answer,
    )
    return stage.side.store(customer, samples=swells(len(words)), content=content, selected=selected)


def _portal(stage: Stage, pictures: Path) -> None:
    agreed = (Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    customer = stage.side.add_customer(*agreed, programme=Programme.PANEL, login="anna", password=PASSWORD)
    cappuccino = (Slot(name="size", value="medium"), Slot(name="drink", value="cappuccino"))
    tea = (Slot(name="size", value="small"), Slot(name="drink", value="tea"))
    _ = _say(
        stage,
        customer,
        _Line(
            text="a medium cappuccino please", intent="order_drink", slots=cappuccino, answer="One medium cappuccino."
        ),
    )
    chosen = _say(stage, customer, _Line(text="one large goat latte with two shots"), selected=True)
    _ = _say(stage, customer, _Line(text="a small tea", intent="order_drink", slots=tea, answer="One small tea."))
    stage.handover.allow(1)
    clip_id = stage.place("one large goat latte with two shots", posterior=0.4)
    _link(stage, customer, chosen, clip_id)
    _review(stage)
    page = stage.open_portal("anna", PASSWORD)
    page.set_viewport_size({"width": 1440, "height": 1020})
    page.get_by_role("button", name="one large goat latte").click()
    page.get_by_role("button", name="Play: What the reviewer hears").click()
    page.wait_for_timeout(SETTLE_MILLISECONDS * 3)
    _take(page, pictures / "portal.png")
    page.get_by_role("navigation").get_by_role("link", name="Choices").click()
    expect(page.get_by_role("switch")).to_have_count(4)
    _take(page, pictures / "portal-choices.png")


def _review(stage: Stage) -> None:
    page = stage.open_workbench(stage.add_reviewer("Ida"))
    expect(page.get_by_text("Heard to the end")).to_be_visible()
    page.keyboard.type("one large oat latte with two shots")
    page.keyboard.press("Alt+i")
    page.keyboard.type("order_drink")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing waits")).to_be_visible()


def _link(stage: Stage, customer: Customer, recording_id: RecordingId, clip_id: ClipId) -> None:
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after)"
            " values (%s, %s, %s, now(), now() + interval '90 days')",
            [clip_id, recording_id, customer.customer_id],
        )
        _ = connection.execute(
            "update personal.recordings set review_state = 'placed' where recording_id = %s", [recording_id]
        )


def _household(stage: Stage, pictures: Path) -> None:
    agreed = (Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING)
    owner = stage.side.add_customer(*agreed, programme=Programme.HOUSEHOLD, login="home", password=PASSWORD)
    _ = _say(stage, owner, _Line(text="turn on the lamp"))
    _ = _say(stage, owner, _Line(text="play the wreck room radio"))
    page = stage.open_portal("home", PASSWORD)
    page.get_by_role("button", name="Play: Your recording").click()
    page.get_by_label("What you said").fill("play the rec room radio")
    page.get_by_role("combobox", name="What you wanted").fill("play_radio")
    _take(page, pictures / "household.png")


if __name__ == "__main__":
    sys.exit(main())
