"""Texts of the public report in English, German and Dutch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from earnest.foundation.country_names import country_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """How a language writes numbers, days and countries."""

    language: str
    """ISO 639-1."""
    months: tuple[str, ...]
    thousands: str
    decimal: str
    percent: str
    """What follows the number."""
    day: str
    """With day, month and year."""

    def country(self, code: str) -> str:
        """Return the name of a country; the code where it has none."""
        return country_name(code, self.language)

    def count(self, number: int) -> str:
        """Return a count with its thousands apart."""
        return f"{number:,}".replace(",", self.thousands)

    def share(self, share: float) -> str:
        """Return a share, 0 to 1, in percent."""
        return f"{share * 100:g}".replace(".", self.decimal) + self.percent

    def month(self, first: date) -> str:
        """Return month and year."""
        return f"{self.months[first.month - 1]} {first.year}"

    def date(self, day: date) -> str:
        """Return day, month and year."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTexts:
    """Texts of one language."""

    title: str
    lead: str
    rule: str
    cap: str
    """With the share of both programmes and the days."""
    locale: Locale
    equals_log: str
    differs_from_log: str
    sample: str
    sample_heads: tuple[str, str, str, str, str, str, str]
    accidents: str
    accident_heads: tuple[str, str, str, str]
    processors: str
    processor_heads: tuple[str, str, str, str]
    employers: str
    employer_heads: tuple[str, str]
    nothing: str
    few: str
    programmes: Mapping[str, str]
    languages: str
    """Label of the choice of languages."""
    data: str
    """Label of the link to the JSON."""
    made: str
    """With day and time."""


TEXTS: Final[Mapping[str, ReportTexts]] = {
    "en": ReportTexts(
        locale=Locale(
            language="en",
            months=(
                *("January", "February", "March", "April", "May", "June", "July"),
                *("August", "September", "October", "November", "December"),
            ),
            thousands=",",
            decimal=".",
            percent="%",
            day="{day} {month} {year}",
        ),
        title="Transparency report",
        lead="How much of what is said to this assistant is heard by people, how often devices woke by accident, and "
        "who else handles data. The same figures stand in the evidence pack for the authority.",
        rule="So that no figure tells of a single person: counts from 1 to 9 are not told, all others are rounded down "
        "to tens, the present month is left out, and no sums are given.",
        cap="At most {cap} of utterances may be heard in each country and month, in the invited panel {panel}. "
        "Recordings are kept {days} days at most, and only where a person switched that on.",
        equals_log="When this report was made, its figures before rounding were compared with the audit log: they are "
        "equal.",
        differs_from_log="When this report was made, its figures before rounding were compared with the audit log: "
        "they differ. Do not rely on them until the organisation has said why.",
        sample="Heard by people",
        sample_heads=("Month", "Country", "Programme", "Utterances", "May be heard", "Chosen", "Given to a reviewer"),
        accidents="Woken by accident",
        accident_heads=("Month", "Country", "Dropped at once", "Erased after a listener said so"),
        processors="Processors",
        processor_heads=("Name", "Country", "What it does", "Since"),
        employers="Employers of reviewers",
        employer_heads=("Name", "Countries of its sites"),
        nothing="Nothing to tell yet.",
        few="fewer than 10",
        programmes={"general": "general", "panel": "invited panel", "household": "own household"},
        languages="Language",
        data="The same as JSON",
        made="Made on {day} at {time} UTC.",
    ),
    "de": ReportTexts(
        locale=Locale(
            language="de",
            months=(
                *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
                *("August", "September", "Oktober", "November", "Dezember"),
            ),
            thousands=".",
            decimal=",",
            percent="\u00a0%",
            day="{day}. {month} {year}",
        ),
        title="Transparenzbericht",
        lead="Wie viel von dem, was zu diesem Assistenten gesagt wird, Menschen hören, wie oft Geräte aus Versehen "
        "aufwachten und wer sonst mit Daten umgeht. Dieselben Zahlen stehen in der Nachweismappe für die Behörde.",
        rule="Damit keine Zahl von einer einzelnen Person erzählt: 1 bis 9 wird nicht genannt, alles andere auf Zehner "
        "abgerundet, der laufende Monat fehlt, und Summen gibt es nicht.",
        cap="Höchstens {cap} der Äußerungen dürfen je Land und Monat gehört werden, im eingeladenen Panel {panel}. "
        "Aufnahmen bleiben höchstens {days} Tage, und nur wenn jemand das eingeschaltet hat.",
        equals_log="Als dieser Bericht entstand, wurden seine Zahlen vor dem Runden mit dem Protokoll verglichen: Sie "
        "stimmen überein.",
        differs_from_log="Als dieser Bericht entstand, wurden seine Zahlen vor dem Runden mit dem Protokoll "
        "verglichen: Sie weichen ab. Verlassen Sie sich nicht auf sie, bis die Organisation den Grund genannt hat.",
        sample="Von Menschen gehört",
        sample_heads=(
            "Monat",
            "Land",
            "Programm",
            "Äußerungen",
            "Dürfen gehört werden",
            "Gewählt",
            "Zum Prüfen gegeben",
        ),
        accidents="Aus Versehen aufgewacht",
        accident_heads=("Monat", "Land", "Sofort verworfen", "Gelöscht, weil ein Prüfer es sagte"),
        processors="Auftragsverarbeiter",
        processor_heads=("Name", "Land", "Aufgabe", "Seit"),
        employers="Arbeitgeber der Prüfer",
        employer_heads=("Name", "Länder der Standorte"),
        nothing="Noch nichts zu berichten.",
        few="weniger als 10",
        programmes={"general": "allgemein", "panel": "eingeladenes Panel", "household": "eigener Haushalt"},
        languages="Sprache",
        data="Dasselbe als JSON",
        made="Erstellt am {day} um {time} UTC.",
    ),
    "nl": ReportTexts(
        locale=Locale(
            language="nl",
            months=(
                *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
                *("augustus", "september", "oktober", "november", "december"),
            ),
            thousands=".",
            decimal=",",
            percent="%",
            day="{day} {month} {year}",
        ),
        title="Transparantierapport",
        lead="Hoeveel mensen horen van wat tegen deze assistent wordt gezegd, hoe vaak apparaten per "
        "ongeluk wakker werden en wie verder met gegevens omgaat. Dezelfde cijfers staan in de bewijsmap voor de "
        "toezichthouder.",
        rule="Zodat geen cijfer iets over één persoon zegt: 1 tot 9 wordt niet genoemd, al het andere is naar beneden "
        "afgerond op tientallen, de lopende maand ontbreekt en er zijn geen totalen.",
        cap="Hoogstens {cap} van de uitingen mag per land en maand worden gehoord, in het uitgenodigde panel {panel}. "
        "Opnamen blijven hoogstens {days} dagen, en alleen als iemand dat heeft ingeschakeld.",
        equals_log="Toen dit rapport werd gemaakt, zijn de cijfers vóór het afronden met het logboek vergeleken: "
        "ze zijn gelijk.",
        differs_from_log="Toen dit rapport werd gemaakt, zijn de cijfers vóór het afronden met het logboek "
        "vergeleken: ze wijken af. Vertrouw er niet op totdat de organisatie heeft gezegd waarom.",
        sample="Wat mensen hoorden",
        sample_heads=("Maand", "Land", "Programma", "Uitingen", "Mag worden gehoord", "Gekozen", "Ter beoordeling"),
        accidents="Per ongeluk wakker geworden",
        accident_heads=("Maand", "Land", "Meteen weggegooid", "Gewist omdat een beoordelaar het zei"),
        processors="Verwerkers",
        processor_heads=("Naam", "Land", "Taak", "Sinds"),
        employers="Werkgevers van beoordelaars",
        employer_heads=("Naam", "Landen van de locaties"),
        nothing="Nog niets te melden.",
        few="minder dan 10",
        programmes={"general": "algemeen", "panel": "uitgenodigd panel", "household": "eigen huishouden"},
        languages="Taal",
        data="Hetzelfde als JSON",
        made="Gemaakt op {day} om {time} UTC.",
    ),
}
"""Language (ISO 639-1) → texts."""
