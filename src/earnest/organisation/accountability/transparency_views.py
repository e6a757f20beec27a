"""Views of the public report: a page and JSON, without a session; made once an hour, with a limit for each address."""

import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from html import escape
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.encoders import jsonable_encoder
from psycopg import Connection
from psycopg.rows import TupleRow
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from earnest.foundation.clock import Clock
from earnest.foundation.settings import Settings
from earnest.organisation.accountability.errors import TooManyRequests
from earnest.organisation.accountability.records import Language
from earnest.organisation.accountability.transparency import (
    PublicCount,
    RequestsPerMinute,
    TransparencyReport,
    make_report,
)
from earnest.organisation.accountability.transparency_texts import TEXTS, ReportTexts
from earnest.services.database import Database

_FRESH: Final = timedelta(hours=1)
_MOST_PER_MINUTE: Final = 60
"""Of one address; the report costs nothing while it is fresh, so this only keeps one program from filling the log."""

STYLE: Final = """
:root { color-scheme: light dark;
  --accent: light-dark(#0e6760, #6cc7bd); --danger: light-dark(#a01f2b, #ff9ba1);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --sunken: color-mix(in srgb, currentColor 6%, transparent); }
body { background: light-dark(#ffffff, #131716); color: light-dark(#1b2120, #e8ecea);
  font: 17px/1.55 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
main > p { max-width: 80ch; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; }
a { padding: .25rem 0; color: var(--accent); }
a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
.equal, .differs { padding: .75rem 1rem; border-inline-start: 4px solid var(--accent); background: var(--sunken); }
.differs { border-color: var(--danger); color: var(--danger); }
.wide { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .5rem .75rem; text-align: start; }
tbody tr:last-child td { border-bottom: 0; }
thead th { background: var(--sunken); font-size: .9rem; vertical-align: bottom; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
"""


class PublicReportRoutes:
    """The public routes; safe to share between threads."""

    def __init__(
        self,
        *,
        database: Database,
        settings: Settings,
        clock: Clock,
        figures_equal_log: Callable[[Connection[TupleRow]], bool],
    ) -> None:
        """Take what the report is made of.

        Args:
            database: connections of the administration's role.
            settings: those in force.
            clock: the time.
            figures_equal_log: compares the figures with the log, first in a transaction.
        """
        self._figures_equal_log = figures_equal_log
        self._database = database
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._report: TransparencyReport | None = None
        self._limit = RequestsPerMinute(_MOST_PER_MINUTE)

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter()
        router.add_api_route("/transparency", self.get_page, methods=["GET"], response_class=HTMLResponse)
        router.add_api_route("/transparency.json", self.get_data, methods=["GET"], response_model=TransparencyReport)
        router.add_api_route("/transparency.css", self.get_style, methods=["GET"], response_class=Response)
        return router

    def get_page(self, request: Request, language: Annotated[Language | None, Query()] = None) -> HTMLResponse:
        """Show how much people hear, as a page in English, German or Dutch.

        Raises:
            TooManyRequests: this address asked more than sixty times within a minute.
        """
        report = self._fresh(request)
        chosen = language or _accepted(request.headers.get("accept-language", ""))
        return HTMLResponse(_page(report, TEXTS[chosen], chosen))

    def get_data(self, request: Request) -> JSONResponse:
        """Tell how much people hear, as JSON.

        Raises:
            TooManyRequests: this address asked more than sixty times within a minute.
        """
        return JSONResponse(jsonable_encoder(asdict(self._fresh(request))))

    def get_style(self) -> Response:
        """Give the style of the page."""
        return Response(STYLE, media_type="text/css")

    def _fresh(self, request: Request) -> TransparencyReport:
        now = self._clock.now()
        with self._lock:
            if not self._limit.takes(request.client.host if request.client else "", now):
                raise TooManyRequests
            if self._report is None or not _is_fresh(self._report.made_at, now):
                with self._database.transaction() as connection:
                    equals_log = self._figures_equal_log(connection)
                    self._report = make_report(connection, self._settings, equals_log=equals_log, now=now)
            return self._report


def _is_fresh(made_at: datetime, now: datetime) -> bool:
    return made_at <= now < made_at + _FRESH


def _accepted(header: str) -> Language:
    """Return the first language of ours that a browser asks for."""
    for part in header.lower().split(","):
        match part.split(";")[0].strip()[:2]:
            case "de":
                return "de"
            case "nl":
                return "nl"
            case "en":
                return "en"
            case _:
                pass
    return "en"


def _page(report: TransparencyReport, texts: ReportTexts, language: str) -> str:
    locale = texts.locale
    sample = [
        (
            locale.month(one.month),
            locale.country(one.region),
            texts.programmes.get(one.programme, one.programme),
            *(_count(value, texts) for value in (one.utterances, one.may_be_heard, one.chosen, one.heard)),
        )
        for one in report.months
    ]
    accidents = [
        (locale.month(one.month), locale.country(one.region), _count(one.dropped, texts), _count(one.erased, texts))
        for one in report.accidents
    ]
    processors = [
        (one.name, locale.country(one.country), one.does, locale.date(one.since)) for one in report.processors
    ]
    employers = [
        (one.name, ", ".join(locale.country(country) for country in one.countries) or "–") for one in report.employers
    ]
    cap = texts.cap.format(
        cap=locale.share(report.cap_share), panel=locale.share(report.panel_cap_share), days=report.retention_days
    )
    made = texts.made.format(day=locale.date(report.made_at), time=report.made_at.isoformat()[11:16])
    names = {"en": "English", "de": "Deutsch", "nl": "Nederlands"}
    present = ' aria-current="page"'
    links = "".join(
        f'<a href="/transparency?language={code}" lang="{code}"{present if code == language else ""}>{name}</a>'
        for code, name in names.items()
    )
    told = (
        f'<p class="equal">{texts.equals_log}</p>'
        if report.equals_log
        else f'<p class="differs"><strong>{texts.differs_from_log}</strong></p>'
    )
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>Earnest · {texts.title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="stylesheet" href="/transparency.css"></head>\n'
        f'<body><nav aria-label="{texts.languages}">{links}</nav><main>\n<h1>{texts.title}</h1>\n'
        f"<p>{texts.lead}</p><p>{escape(cap)}</p><p>{texts.rule}</p>\n{told}\n"
        f"{_table(texts.sample, texts.sample_heads, sample, texts.nothing, counts_from=3)}\n"
        f"{_table(texts.accidents, texts.accident_heads, accidents, texts.nothing, counts_from=2)}\n"
        f"{_table(texts.processors, texts.processor_heads, processors, texts.nothing)}\n"
        f"{_table(texts.employers, texts.employer_heads, employers, texts.nothing)}\n"
        f'<p><a href="/transparency.json">{texts.data}</a></p><p>{made}</p>\n'
        "</main></body></html>\n"
    )


def _count(value: PublicCount, texts: ReportTexts) -> str:
    return texts.few if value.few else texts.locale.count(value.at_least)


def _table(
    title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]], nothing: str, *, counts_from: int | None = None
) -> str:
    """Return a table below its title; the columns from a place on hold counts."""
    if not rows:
        return f"<h2>{escape(title)}</h2><p>{escape(nothing)}</p>"
    marks = [
        ' class="number"' if counts_from is not None and place >= counts_from else "" for place in range(len(heads))
    ]
    head = "".join(f'<th scope="col"{mark}>{escape(one)}</th>' for mark, one in zip(marks, heads, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{mark}>{escape(cell)}</td>" for mark, cell in zip(marks, row, strict=True)) + "</tr>"
        for row in rows
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    part = f'class="wide" tabindex="0" role="region" aria-label="{escape(title)}"'
    return f"<h2>{escape(title)}</h2><div {part}>{table}</div>"
