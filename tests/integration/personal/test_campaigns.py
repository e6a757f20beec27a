"""Campaigns at the gate (RV11, AC10, S5): a public name, said from now on, with a yes, approved by two people."""

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from support.assistant import EVERYTHING, speaker_of
from support.sampling import SPOKEN
from support.speaking import PersonalSide, spoken, tone

from earnest.foundation.identifiers import RecordingId, random_identifier
from earnest.foundation.sensitive import Sensitive
from earnest.handover.campaigns import (
    CampaignReason,
    EntryType,
    PublicEntry,
    approve_campaign,
    bring_entry,
    list_campaigns,
    request_campaign,
)
from earnest.personal.capture.keeping import UtteranceStorage
from earnest.personal.capture.utterances import Utterance, UtteranceContent
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.sampling.drawing import Draws
from earnest.personal.sampling.rules import GateReason, ReviewNeed
from earnest.services.database.roles import Role

WELL = ReviewNeed(understood=True, confidence=0.95, rephrased=False, failed_action=False)
ARTIST = PublicEntry(link="Q26876", type=EntryType.MUSICAL_ARTIST, name="Taylor  Swift")


def ask(side: PersonalSide, *, most: int = 1, link: str = ARTIST.link) -> UUID | None:
    campaign_id = random_identifier()
    with side.databases[Role.CORPUS_WORKER].transaction() as connection:
        bring_entry(connection, ARTIST)
    with side.databases[Role.WORKBENCH].transaction() as connection:
        added = request_campaign(
            connection,
            campaign_id,
            link=link,
            language="en",
            reason=CampaignReason.OFTEN_MISHEARD,
            most=most,
            requested_by="a" * 32,
            now=side.clock.now(),
            ends_at=side.clock.now() + timedelta(days=30),
        )
    return campaign_id if added else None


def approve(side: PersonalSide, campaign_id: UUID, approver: str) -> bool:
    with side.databases[Role.WORKBENCH].transaction() as connection:
        return approve_campaign(connection, campaign_id, approver=approver * 32, now=side.clock.now())


def say(side: PersonalSide, customer: Customer, *words: str) -> GateReason:
    storage = UtteranceStorage(
        database=side.databases[Role.DEVICE_GATEWAY],
        vault=side.vault,
        jobs=side.jobs,
        caps=EVERYTHING,
        draws=Draws(master_key=side.master_key),
        retention_days=90,
        clock=side.clock,
    )
    grant = side.grant(customer)
    said = None
    if grant is not None:
        said = UtteranceContent(
            recording_id=RecordingId(random_identifier()),
            samples=Sensitive(tone()),
            content=Sensitive(spoken(*words)),
            grant=grant,
        )
    utterance = Utterance(
        speaker=speaker_of(side, customer), captured_at=side.clock.now(), sound=SPOKEN, need=WELL, said=said
    )
    return storage.keep(utterance).reason


def clips_of(side: PersonalSide) -> int:
    with side.databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from personal.recordings where selected").fetchone()
    assert row is not None
    return int(row[0])


def test_rv11_ac10_without_the_second_approval_there_is_no_clip(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    campaign_id = ask(side)
    assert campaign_id is not None
    words = ("play", "taylor", "swift")
    assert say(side, customer, *words) == GateReason.NO_NEED
    assert approve(side, campaign_id, "a")
    assert not approve(side, campaign_id, "a"), "one person has one approval"
    assert say(side, customer, *words) == GateReason.NO_NEED
    assert clips_of(side) == 0
    assert approve(side, campaign_id, "b")
    assert clips_of(side) == 0, "what was said before is not looked at"
    assert say(side, customer, "play", "taylor", "dayne") == GateReason.NO_NEED
    assert say(side, customer, *words) == GateReason.CAMPAIGN
    assert say(side, customer, *words) == GateReason.NO_NEED, "capped"
    assert clips_of(side) == 1
    with side.databases[Role.WORKBENCH].transaction() as connection:
        (campaign,) = list_campaigns(connection)
    assert (campaign.taken, campaign.most, campaign.reason) == (1, 1, CampaignReason.OFTEN_MISHEARD)


def test_rv11_cn2_only_people_with_a_yes_to_review(side: PersonalSide) -> None:
    campaign_id = ask(side, most=5)
    assert campaign_id is not None
    for approver in "ab":
        assert approve(side, campaign_id, approver)
    for purposes in ((), (Purpose.OWN_HISTORY,)):
        customer = side.add_customer(*purposes)
        assert say(side, customer, "play", "taylor", "swift") == GateReason.NO_CONSENT
    assert clips_of(side) == 0


def test_rv11_a_private_name_is_refused(side: PersonalSide) -> None:
    assert ask(side, link="Q1") is None, "not in the catalogue"
    refused = (psycopg.errors.IntegrityError, psycopg.errors.InsufficientPrivilege)
    for role in (Role.WORKBENCH, Role.CORPUS_WORKER, Role.DEVICE_GATEWAY):
        with pytest.raises(refused), side.databases[role].transaction() as connection:
            _ = connection.execute("insert into handover.public_entries values ('Anna', 'person', 'anna')")
        with pytest.raises(refused), side.databases[role].transaction() as connection:
            _ = connection.execute("update handover.campaigns set taken = 0, most = 500")
