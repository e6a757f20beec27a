"""Requests of officers about the panel: the personal worker carries them out, and tells only what became of each."""

from dataclasses import dataclass

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.handover.panel import PanelAct, PanelOutcome, PanelTask, end_panel_task, take_panel_task
from earnest.personal.customers.store import find_customer_by_login
from earnest.personal.panel.errors import NotForThePanel
from earnest.personal.panel.membership import invite_to_panel, note_reward, take_back_invitation
from earnest.services.audit import Pseudonyms
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWorker:
    """Carries out what officers asked; they learn only whether it was done."""

    database: Database
    """Connections of the personal worker's role."""
    pseudonyms: Pseudonyms
    clock: Clock

    def carry_out(self) -> None:
        """Carry out what waits; each in a transaction of its own, in which its name is forgotten too."""
        while self._next():
            pass

    def _next(self) -> bool:
        with self.database.transaction() as connection:
            task = take_panel_task(connection)
            if task is None:
                return False
            outcome = self._outcome_of(connection, task)
            end_panel_task(connection, task.request_id, outcome, now=self.clock.now())
            return True

    def _outcome_of(self, connection: Connection[TupleRow], task: PanelTask) -> PanelOutcome:
        customer = find_customer_by_login(connection, task.login)
        if task.reward is None:
            # Afterwards no invitation is open under this name; telling more would tell who answered.
            if customer is not None:
                _ = take_back_invitation(connection, customer, pseudonyms=self.pseudonyms, clock=self.clock)
            return PanelOutcome.DONE
        if customer is None:
            return PanelOutcome.REFUSED
        act = invite_to_panel if task.act is PanelAct.INVITE else note_reward
        try:
            act(connection, customer, task.reward, pseudonyms=self.pseudonyms, clock=self.clock)
        except NotForThePanel:
            return PanelOutcome.REFUSED
        return PanelOutcome.DONE
