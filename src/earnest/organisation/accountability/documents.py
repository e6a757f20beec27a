"""Documents of the evidence pack: records of processing, impact assessment, figures, processors; filled from facts."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import cast

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.handover.requests import list_requests
from earnest.organisation.accountability.breach_rules import state_of
from earnest.organisation.accountability.breaches import list_breaches
from earnest.organisation.accountability.facts import Facts
from earnest.organisation.accountability.measured import load_measurements, measurement_rows
from earnest.organisation.accountability.obligations import ANSWERABLE, Statement
from earnest.organisation.accountability.records import BY_THE_ORGANISATION, NOT_MEASURED, Cell, Document, Section

Row = dict[str, Cell]


def processing_document(facts: Facts, statements: Mapping[str, Statement]) -> Document:
    """Return the records of processing activities (Art. 30)."""
    numbers = facts.numbers()
    activities = cast("list[dict[str, str]]", _packaged("processing.json")["activities"])
    who: list[Row] = [
        {
            "who": name.replace("_", " "),
            "stated": statements[name].content if name in statements else BY_THE_ORGANISATION,
        }
        for name in ANSWERABLE
    ]
    return Document(
        name="records_of_processing",
        title="Records of processing activities (GDPR Art. 30)",
        about="Filled from the settings in force; what only the organisation can say is marked. Legal bases are those "
        "that Earnest was built for; your lawyer decides.",
        sections=(
            Section(title="Who answers for it", rows=who),
            *(
                Section(
                    title=one["activity"],
                    rows=[
                        {"what": name, "stated": text.format_map(numbers)}
                        for name, text in one.items()
                        if name != "activity"
                    ],
                )
                for one in activities
            ),
            Section(title="Settings in force", rows=facts.setting_rows()),
        ),
    )


def assessment_document(facts: Facts) -> Document:
    """Return the data protection impact assessment (Art. 35(7)) with measured figures; what has none says so."""
    template = _packaged("assessment.json")
    measured = measurement_rows(load_measurements())
    numbers = facts.numbers()
    risks: list[Row] = [
        {
            "risk": one["risk"],
            "measures": str(one["measures"]).format_map(numbers),
            "what remains, measured": _figure(one["figure"]),
        }
        for one in cast("list[dict[str, str | None]]", template["risks"])
    ]
    return Document(
        name="impact_assessment",
        title="Data protection impact assessment (GDPR Art. 35)",
        about="The description, the necessity, the risks and the measures, filled from the settings in force and from "
        "benchmarks. A figure that no benchmark gave is called not measured; none was typed by hand.",
        sections=(
            Section(title="Description of the processing", text=str(template["description"])),
            Section(title="Necessity and proportionality", text=str(template["necessity"])),
            Section(title="Risks and measures", rows=risks),
            Section(title="Measurements", rows=measured),
            Section(title="Consultation", text=f"{template['consultation']} ({BY_THE_ORGANISATION})"),
            Section(title="Decision", text=f"{template['decision']} ({BY_THE_ORGANISATION})"),
            Section(title="Settings in force", rows=facts.setting_rows()),
        ),
    )


def figures_document(facts: Facts) -> Document:
    """Return how few utterances people may hear, and false wakes."""
    sampling: list[Row] = [
        {
            "region": one.region,
            "programme": one.programme,
            "month": one.period.isoformat()[:7],
            "utterances": one.utterances,
            "may be heard": one.allowed,
            "chosen": one.chosen,
            "handed out": one.handed_out,
        }
        for one in facts.sampling
    ]
    wakes: list[Row] = [
        {
            "region": one.region,
            "month": one.period.isoformat()[:7],
            "dropped": one.stopped,
            "erased as accidental": one.not_said,
        }
        for one in facts.false_wakes
    ]
    return Document(
        name="sample_figures",
        title="Figures of the sample",
        about=f"Counts by region, programme and month over {facts.period.text()}. The database lets no more be "
        "handed out than may be heard. What the signed log counts in the same time stands in log_extract, with each "
        "day's figures as an entry of its own (figures_counted), whose proof is in proofs.json; both are of the same "
        "moment.",
        sections=(Section(title="Sample", rows=sampling), Section(title="Devices that woke by accident", rows=wakes)),
    )


def processors_document(facts: Facts) -> Document:
    """Return processors and countries (Art. 13(1)(e)-(f), 28)."""
    rows: list[Row] = [
        {
            "name": one.name,
            "country": one.country,
            "service": one.service.value,
            "does": one.does,
            "transfer rests on": one.transfer.value,
            "reference": one.reference,
            "since": one.since.isoformat(),
        }
        for one in facts.processors
    ]
    employers: list[Row] = [
        {"employer": one.name, "countries of its sites": ", ".join(one.countries) or None} for one in facts.employers
    ]
    return Document(
        name="processors",
        title="Processors and countries",
        about="As customers are shown it: kept by the administrator; employers of reviewers are the tenants.",
        sections=(Section(title="Processors", rows=rows), Section(title="Employers of reviewers", rows=employers)),
    )


def registers_document(connection: Connection[TupleRow], facts: Facts) -> Document:
    """Return the registers of requests and breaches without words: kinds, days, states."""
    requests: list[Row] = [
        {
            "kind": one.kind.value,
            "came in": one.opened_at.date().isoformat(),
            "due": one.due_at.date().isoformat(),
            "prolonged": one.extended_at is not None,
            "answer": None if one.outcome is None else one.outcome.value,
            "answered": None if one.ended_at is None else one.ended_at.date().isoformat(),
            "late": (one.ended_at or facts.now) >= one.due_at,
        }
        for one in list_requests(connection)
        if facts.period.since <= one.opened_at < facts.period.until
    ]
    breaches: list[Row] = []
    for entries in list_breaches(connection):
        state = state_of(entries, facts.now)
        if not facts.period.since <= state.aware_at < facts.period.until:
            continue
        breaches.append(
            {
                "aware at": state.aware_at.isoformat(timespec="minutes"),
                "authority told at": None if state.told_at is None else state.told_at.isoformat(timespec="minutes"),
                "late": state.late,
                "risk": None if state.risk is None else state.risk.value,
                "people, about": state.people,
                "closed": state.closed,
                "entries": len(entries),
                "missing": ", ".join(one.value for one in state.missing) or None,
            }
        )
    return Document(
        name="registers",
        title="Registers of requests and breaches",
        about="Kinds, days and states. Who asked, and what officers wrote about a breach in their own words, is not "
        "here; the authority is shown that by the officer.",
        sections=(
            Section(title="Requests of data subjects (Art. 12)", rows=requests),
            Section(title="Breaches (Art. 33(5))", rows=breaches),
        ),
    )


def _figure(name: str | None) -> str:
    """Return what was measured of a risk, in words."""
    if name is None:
        return NOT_MEASURED
    values = [one.value for one in load_measurements() if one.name == name]
    return "; ".join(values) or NOT_MEASURED


def _packaged(name: str) -> dict[str, object]:
    file = files("earnest.organisation.accountability").joinpath(name)
    return cast("dict[str, object]", json.loads(file.read_text("utf-8")))
