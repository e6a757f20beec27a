"""Switching: what a household sees of its skills at the portal, and what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.assistant.skills.orders import hosts_of
from earnest.personal.assistant.skills.plugin import SettingKind, SkillDescription
from earnest.personal.assistant.skills.running import SkillRunner
from earnest.personal.assistant.texts import text_language
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.household.skills.errors import SkillMissing, SkillsForHouseholds
from earnest.personal.household.skills.records import HeldSkill, ShownSetting, ShownSkill
from earnest.personal.household.skills.rules import merged_settings
from earnest.personal.household.skills.store import list_skill_names, list_skills, put_skill
from earnest.services.audit import Pseudonyms, SkillSwitched, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSwitches:
    """Shows and changes the skills of one household."""

    database: Database
    """Connections of the portal's role."""
    master_key: MasterKey
    pseudonyms: Pseudonyms
    runner: SkillRunner
    """Only asked what there is; the portal lets no skill ask another host."""
    clock: Clock

    def show(self, customer: Customer, language: str) -> list[ShownSkill]:
        """Return all installed skills that may ask other hosts; none where the customer does not own the machine."""
        if not may_ask_others(customer):
            return []
        with self.database.transaction() as connection:
            held = {one.skill: one for one in list_skills(connection, customer.customer_id, self.master_key)}
            names = list_skill_names(connection, customer.customer_id, self.master_key)
        count = len(names.reveal(RevealReason.OWN_HISTORY))
        return [_shown(one, held.get(one.name), text_language(language), count) for one in self.runner.descriptions()]

    def switch(
        self, customer: Customer, skill: str, *, switched_on: bool, written: Mapping[str, str], language: str
    ) -> ShownSkill:
        """Set a skill and return it as it is kept.

        Raises:
            SkillsForHouseholds: the customer does not own the machine.
            SkillMissing: it is not installed.
            SkillSettingsInvalid: a setting is missing or cannot be used; nothing is changed.
        """
        if not may_ask_others(customer):
            raise SkillsForHouseholds
        described = next((one for one in self.runner.descriptions() if one.name == skill), None)
        if described is None:
            raise SkillMissing
        with self.database.transaction() as connection:
            held = {one.skill: one for one in list_skills(connection, customer.customer_id, self.master_key)}
            before = dict[str, str]()
            if skill in held:
                before = dict(held[skill].settings.reveal(RevealReason.OWN_HISTORY))
            settings = merged_settings(described, before, written, switched_on=switched_on)
            put_skill(
                connection,
                customer.customer_id,
                skill,
                switched_on=switched_on,
                settings=Sensitive(settings),
                master_key=self.master_key,
                clock=self.clock,
            )
            event = SkillSwitched(
                at=self.clock.now(),
                customer=self.pseudonyms.of(customer.customer_id),
                skill=skill,
                switched_on=switched_on,
            )
            _ = append(connection, event)
            after = {one.skill: one for one in list_skills(connection, customer.customer_id, self.master_key)}
        return _shown(described, after.get(skill), text_language(language), 0)


def may_ask_others(customer: Customer) -> bool:
    """Return whether skills may ask other hosts for a customer: only for the owner of the machine.

    Each customer of a large programme could otherwise let the organisation's machine ask hosts inside its network.
    """
    return customer.programme is Programme.HOUSEHOLD


def _shown(described: SkillDescription, held: HeldSkill | None, language: str, names: int) -> ShownSkill:
    settings = {} if held is None else dict(held.settings.reveal(RevealReason.OWN_HISTORY))
    return ShownSkill(
        name=described.name,
        title=described.titles.get(language, described.name),
        sent=described.sent.get(language, ""),
        examples=tuple(described.examples.get(language, ())),
        asks_others=True,
        hosts=hosts_of(described, settings),
        settings=tuple(
            ShownSetting(
                name=one.name,
                kind=one.kind.value,
                title=one.titles.get(language, one.name),
                required=one.required,
                placeholder=one.placeholder,
                value="" if one.kind is SettingKind.SECRET else settings.get(one.name, ""),
                written=bool(settings.get(one.name)),
            )
            for one in described.settings
        ),
        switched_on=held is not None and held.switched_on,
        fetched_at=None if held is None else held.fetched_at,
        problem=None if held is None else held.problem,
        names=names,
    )
