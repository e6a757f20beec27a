"""What axe-core finds wrong in a page (WK5)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from playwright.sync_api import Page

AXE: Final = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN: Final = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], rules: {region: {enabled: false}}});
  return found.violations.map((one) => ({id: one.id, nodes: one.nodes.map((node) => node.html.slice(0, 160))}));
}"""
"""All rules but the advice that all lies in a landmark: a panel of tabs is none, and the main part lies in it."""


def violations(page: Page) -> Sequence[Mapping[str, object]]:
    """Return what axe-core finds in the page as it is seen now."""
    page.wait_for_timeout(400)  # Colours that fade in are measured when they are there.
    _ = page.evaluate(AXE.read_text("utf-8"))
    return cast("Sequence[Mapping[str, object]]", page.evaluate(RUN))
