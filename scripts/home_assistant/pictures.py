"""Pictures of Home Assistant's own pages, in Chromium, for the guide."""

import os
import re
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, expect, sync_playwright

_SIZE: Final = {"width": 1280, "height": 800}
_PATIENCE_MILLISECONDS: Final = 60_000


def take_pictures(address: str, name: str, password: str, folder: Path) -> None:
    """Sign in and take the pictures of the integration and of the voice assistant.

    Args:
        address: of Home Assistant.
        name: who signs in.
        password: of that person.
        folder: where `home-assistant-*.png` are written.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("EARNEST_CHROMIUM") or None, args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": _SIZE["width"], "height": _SIZE["height"]})
        page.set_default_timeout(_PATIENCE_MILLISECONDS)
        _ = page.goto(address)
        page.locator("input[name=username]").fill(name)
        page.locator("input[name=password]").fill(password)
        page.locator("input[name=password]").press("Enter")
        expect(page.locator("home-assistant-main")).to_be_visible(timeout=_PATIENCE_MILLISECONDS)
        _take(
            page,
            f"{address}/config/integrations/integration/wyoming",
            re.compile("Add service|Integration entries"),
            folder / "home-assistant-added.png",
        )
        _take(
            page,
            f"{address}/config/voice-assistants/assistants",
            re.compile("Add assistant"),
            folder / "home-assistant-assistant.png",
        )
        page.get_by_text("Earnest", exact=True).first.click()
        expect(page.get_by_role("button", name="Update")).to_be_visible(timeout=_PATIENCE_MILLISECONDS)
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Try voice").scroll_into_view_if_needed()
        _ = page.screenshot(path=folder / "home-assistant-pipeline.png")
        browser.close()


def _take(page: Page, address: str, shows: re.Pattern[str], path: Path) -> None:
    """Take a picture of a page once it shows a text."""
    _ = page.goto(address)
    expect(page.get_by_text(shows).first).to_be_visible(timeout=_PATIENCE_MILLISECONDS)
    page.wait_for_load_state("networkidle")
    _ = page.screenshot(path=path)
