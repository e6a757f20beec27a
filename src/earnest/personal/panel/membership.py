"""Membership of the panel: invited, agreed to a contract of its own, rewarded, left (CN8)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import random_identifier
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.switches import DecisionRecorder
from earnest.personal.consent.wording import load_wording, wording_language
from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import lock_customer
from earnest.personal.panel.contract import find_contract, load_contract
from earnest.personal.panel.errors import ContractChanged, InvitationMissing, NotForThePanel
from earnest.services.audit import (
    PanelContractAgreed,
    PanelInvitationTakenBack,
    PanelInvited,
    PanelLeft,
    PanelRewarded,
    Pseudonyms,
    append,
)
from earnest.services.database import Database, load_queries

QUERIES = load_queries("earnest.personal.panel")


class PanelState(StrEnum):
    """How a person stands with the panel."""

    NONE = "none"
    """Never invited."""
    INVITED = "invited"
    MEMBER = "member"
    ENDED = "ended"
    """Declined or left."""
    TAKEN_BACK = "taken_back"
    """The invitation was taken back before it was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelReward:
    """What was given."""

    reward: str
    noted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPayload:
    """What a person sees of the panel."""

    state: PanelState
    offered: str | None
    """What the invitation offers; None where there was none."""
    title: str
    contract: str
    contract_version: str
    """Of the text that is shown: the agreed one, else the present one."""
    contract_hash: str
    """SHA-256 of `contract` in UTF-8; hexadecimal."""
    language: str
    """Of the text that is shown, ISO 639-1."""
    agreed_at: datetime | None
    ended_at: datetime | None
    rewards: tuple[PanelReward, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    reward: str
    invited_at: datetime
    contract_version: str | None
    contract_hash: bytes | None
    contract_language: str | None
    agreed_at: datetime | None
    ended_at: datetime | None
    taken_back: bool


def invite_to_panel(
    connection: Connection[TupleRow], customer: Customer, reward: str, *, pseudonyms: Pseudonyms, clock: Clock
) -> None:
    """Invite a person; they are of the panel only once they agreed to its contract in the portal.

    Args:
        connection: of the role of accounts.
        customer: of the general programme, no child.
        reward: what is offered, 1 to 200 characters.
        pseudonyms: name people in the log.
        clock: tells when.

    Raises:
        NotForThePanel: they are of another programme, or a child's account.
    """
    now = clock.now()
    names = {"customer_id": customer.customer_id, "reward": reward, "now": now}
    row = connection.execute(QUERIES["invite_to_panel"], names).fetchone()
    if row is None or row[0] is not True:
        raise NotForThePanel
    _ = append(connection, PanelInvited(at=now, customer=pseudonyms.of_subject(customer.customer_id, now)))


def take_back_invitation(
    connection: Connection[TupleRow], customer: Customer, *, pseudonyms: Pseudonyms, clock: Clock
) -> bool:
    """Take an invitation back that was not answered yet; the person sees that it is gone.

    Returns:
        Whether there was one; whoever asked is not told.
    """
    now = clock.now()
    names = {"customer_id": customer.customer_id, "now": now}
    row = connection.execute(QUERIES["take_back_invitation"], names).fetchone()
    if row is None or row[0] is not True:
        return False
    pseudonym = pseudonyms.of_subject(customer.customer_id, now)
    _ = append(connection, PanelInvitationTakenBack(at=now, customer=pseudonym))
    return True


def note_reward(
    connection: Connection[TupleRow], customer: Customer, reward: str, *, pseudonyms: Pseudonyms, clock: Clock
) -> None:
    """Note what a person of the panel was given; they see it in the portal.

    Raises:
        NotForThePanel: they have not agreed to the contract.
    """
    now = clock.now()
    names = {"reward_id": random_identifier(), "customer_id": customer.customer_id, "reward": reward, "now": now}
    row = connection.execute(QUERIES["note_reward"], names).fetchone()
    if row is None or row[0] is not True:
        raise NotForThePanel
    _ = append(connection, PanelRewarded(at=now, customer=pseudonyms.of_subject(customer.customer_id, now)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMembership:
    """What a signed-in person does about the panel."""

    database: Database
    """Connections of the portal's role."""
    decisions: DecisionRecorder
    pseudonyms: Pseudonyms
    clock: Clock

    def show(self, customer: Customer, language: str | None = None) -> PanelPayload:
        """Return how they stand, with the text: that which they agreed to, else the present one."""
        with self.database.transaction() as connection:
            return self._show(connection, customer, language)

    def agree(self, customer: Customer, contract_hash: str, *, session_token: str) -> PanelPayload:
        """Agree to the contract that was shown; it switches no purpose on.

        Args:
            customer: who is signed in.
            contract_hash: of the text that was shown; hexadecimal.
            session_token: of their session, which the database asks for.

        Raises:
            ContractChanged: another text is the present one.
            InvitationMissing: there is no open invitation.
        """
        contract, now = find_contract(contract_hash), self.clock.now()
        if contract is None:
            raise ContractChanged
        names = {
            "session_token": session_token,
            "customer_id": customer.customer_id,
            "version": contract.version,
            "hash": contract.sha256,
            "language": contract.language,
            "now": now,
        }
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            row = connection.execute(QUERIES["agree_to_panel"], names).fetchone()
            if row is None or row[0] is not True:
                raise InvitationMissing
            pseudonym = self.pseudonyms.of_subject(customer.customer_id, now)
            event = PanelContractAgreed(at=now, customer=pseudonym, wording_hash=contract.sha256)
            _ = append(connection, event)
            return self._show(connection, customer, contract.language)

    def leave(self, customer: Customer, *, session_token: str) -> PanelPayload:
        """Decline, or leave: listening by people is switched off, and clips that wait are withdrawn.

        Raises:
            InvitationMissing: there is nothing to leave.
        """
        now = self.clock.now()
        names = {"session_token": session_token, "customer_id": customer.customer_id, "now": now}
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            before = _find(connection, customer)
            row = connection.execute(QUERIES["leave_panel"], names).fetchone()
            if before is None or row is None or row[0] is not True:
                raise InvitationMissing
            _ = append(connection, PanelLeft(at=now, customer=self.pseudonyms.of_subject(customer.customer_id, now)))
            if before.agreed_at is not None:
                wording = load_wording(Purpose.HUMAN_REVIEW, wording_language(customer.language))
                _ = self.decisions.decide(
                    connection, customer.customer_id, wording, given=False, session_token=session_token
                )
            return self._show(connection, customer, None)

    def _show(self, connection: Connection[TupleRow], customer: Customer, language: str | None) -> PanelPayload:
        row = _find(connection, customer)
        contract = load_contract(language or customer.language)
        if row is not None and row.contract_version is not None and row.contract_language is not None:
            contract = load_contract(row.contract_language, row.contract_version)
        rewards = connection.execute(QUERIES["list_panel_rewards"], {"customer_id": customer.customer_id}).fetchall()
        return PanelPayload(
            state=_state(row),
            offered=None if row is None else row.reward,
            title=contract.title,
            contract=contract.text,
            contract_version=contract.version,
            contract_hash=contract.sha256.hex(),
            language=contract.language,
            agreed_at=None if row is None else row.agreed_at,
            ended_at=None if row is None else row.ended_at,
            rewards=tuple(PanelReward(reward=str(one[0]), noted_at=one[1]) for one in rewards),
        )


def _find(connection: Connection[TupleRow], customer: Customer) -> _Row | None:
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        return cursor.execute(QUERIES["find_panel_member"], {"customer_id": customer.customer_id}).fetchone()


def _state(row: _Row | None) -> PanelState:
    if row is None:
        return PanelState.NONE
    if row.taken_back:
        return PanelState.TAKEN_BACK
    if row.ended_at is not None:
        return PanelState.ENDED
    return PanelState.INVITED if row.agreed_at is None else PanelState.MEMBER
