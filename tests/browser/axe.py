"""What axe-core finds wrong in a page (WK5)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from playwright.sync_api import Page

AXE: Final = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN: Final = """async (chosen) => {
  const only = chosen === null ? {} : { runOnly: { type: "rule", values: chosen } };
  const found = await axe.run(document, {resultTypes: ["violations"], rules: {region: {enabled: false}}, ...only});
  return found.violations.map((one) => ({id: one.id, nodes: one.nodes.map((node) => node.html.slice(0, 160))}));
}"""
"""All rules but the advice that all lies in a landmark: a panel of tabs is none, and the main part lies in it."""

OF_COLOUR: Final = ("color-contrast", "link-in-text-block")
"""The rules of colour that axe-core tries by itself; the others of its category ask for more than WCAG AA."""
PAPER: Final = "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
"""The colour behind everything (frontend/kit/tokens.css)."""


def wait_for_answers(page: Page) -> None:
    """Wait until a page, opened by `Stage.open_page`, has the answers to all that it asked."""
    _ = page.wait_for_function("() => window.__unanswered === 0")


def violations(page: Page, *, rules: Sequence[str] | None = None, wait: bool = True) -> Sequence[Mapping[str, object]]:
    """Return what axe-core finds in the page as it is seen now.

    Args:
        page: it is looked at as it is.
        rules: that are tried; None: all that axe-core tries by itself.
        wait: until colours that fade in are there; not where nothing new came.
    """
    if wait:
        page.wait_for_timeout(400)
    if not page.evaluate("'axe' in window"):
        _ = page.evaluate(AXE.read_text("utf-8"))
    return cast("Sequence[Mapping[str, object]]", page.evaluate(RUN, rules))


def violations_in_both_looks(page: Page) -> Sequence[Mapping[str, object]]:
    """Return what axe-core finds in the page in light, and then with its colours in dark, as nothing else differs."""
    found = [*violations(page)]
    light = page.evaluate(PAPER)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) != light
    found += [{**one, "look": "dark"} for one in violations(page, rules=OF_COLOUR)]
    page.emulate_media(color_scheme="light")
    return found
