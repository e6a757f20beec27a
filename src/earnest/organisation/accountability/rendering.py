"""Rendering: documents as JSON and as pages that any browser shows without a network."""

import json
from collections.abc import Sequence
from html import escape

from earnest.organisation.accountability.records import Cell, Document, Section

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } .wide { overflow-x: auto; }
th, td { border: 1px solid color-mix(in srgb, currentColor 30%, transparent); padding: .35rem .6rem; text-align: start;
  vertical-align: top; } th { font-weight: 600; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit;
  border-inline-start: 3px solid; padding-inline-start: 1rem; }
td { overflow-wrap: anywhere; }
"""


def as_json(document: Document) -> str:
    """Return a document as JSON; the same document gives the same bytes."""
    return json.dumps(document.as_data(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def as_page(document: Document) -> str:
    """Return a document as one HTML page."""
    parts = [f"<p>{escape(document.about)}</p>", *(_section(one) for one in document.sections)]
    return page(document.title, parts)


def page(title: str, parts: Sequence[str]) -> str:
    """Return a page of parts that are HTML already."""
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style></head>\n'
        f"<body><main>\n<h1>{escape(title)}</h1>\n{body}\n</main></body>\n</html>\n"
    )


def _section(section: Section) -> str:
    parts = [f"<h2>{escape(section.title)}</h2>"]
    parts += [f"<p>{escape(text)}</p>" for text in section.text.split("\n\n") if text.strip()]
    if section.verbatim:
        parts.append(f"<pre>{escape(section.verbatim)}</pre>")
    if section.rows:
        heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in section.rows[0])
        lines = "\n".join(
            "<tr>" + "".join(f"<td>{escape(cell_text(value))}</td>" for value in row.values()) + "</tr>"
            for row in section.rows
        )
        parts.append(
            f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>\n{lines}\n</tbody></table></div>'
        )
    elif not section.text and not section.verbatim:
        parts.append("<p>Nothing to show.</p>")
    return "\n".join(parts)


def cell_text(value: Cell) -> str:
    """Return a value as a page shows it."""
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case _:
            return str(value)
