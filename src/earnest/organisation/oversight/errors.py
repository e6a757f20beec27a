"""Errors of oversight: deciding escalations, stopping.

EarnestError
├── Conflict
│   ├── CountryIncomplete
│   ├── EscalationTakenByOther
│   ├── LogShorter
│   ├── NotApproved
│   └── PersonAskedFor
└── InvalidInput
    ├── ActUnfit
    ├── CountryUnknown
    ├── DutyUnfit
    ├── HoldUnfit
    ├── SecondKeyUnfit
    └── StopUnfit
"""

from earnest.foundation.errors import Conflict, InvalidInput


class CountryIncomplete(Conflict):
    """Entries of this country are still to be filled by the organisation."""

    code = "country_incomplete"
    remedy = "Write every entry of the country; the legal text is the organisation's own."


class EscalationTakenByOther(Conflict):
    """Another safety officer has taken this escalation."""

    code = "escalation_taken"
    remedy = "They decide it; the log tells who has it."


class LogShorter(Conflict):
    """The log has fewer leaves than the head that was kept."""

    code = "log_shorter"
    remedy = (
        "Keep the head and a copy of the database, run `earnest audit verify` with it, and ask the organisation why."
    )


class NotApproved(Conflict):
    """Two different officers have not approved this."""

    code = "not_approved"
    remedy = "A second officer approves it too; for who spoke, one safety officer and one privacy officer."


class PersonAskedFor(Conflict):
    """It was asked before who spoke."""

    code = "person_asked_for"
    remedy = "The first request stays, and with it whether the customer is told; load the escalations again."


class CountryUnknown(InvalidInput):
    """There is no such country or entry in the matrix."""

    code = "country_unknown"
    remedy = "Use one of the countries and entries that GET /api/countries lists."


class DutyUnfit(InvalidInput):
    """This cannot stand in the duty roster."""

    code = "duty_unfit"
    remedy = "Name an active safety officer, a country of two letters, and an end after the beginning, within 31 days."


class HoldUnfit(InvalidInput):
    """Evidence cannot be held until then."""

    code = "hold_unfit"
    remedy = "Choose a day after today and at most a year away."


class SecondKeyUnfit(InvalidInput):
    """This is no public key of a second person."""

    code = "second_key_unfit"
    remedy = "Give the line that `earnest breach key` printed on your own machine, as it is."


class StopUnfit(InvalidInput):
    """That is nothing that can be stopped."""

    code = "stop_unfit"
    remedy = "Name a country (DE), a language (de), a vendor, a purpose or a programme, or everything."


class ActUnfit(InvalidInput):
    """A higher share needs its programme and the share; an export has neither."""

    code = "act_unfit"
    remedy = "Name programme and share for a higher share, and nothing for an export."
