-- list_skills --
-- The skills of one household, for who may read what they were told.
select skill, switched_on, sealed_settings, sealed_knowledge, changed_at, fetched_at, problem
from personal.skills where customer_id = %(customer_id)s order by skill;

-- list_skill_names --
-- The sealed names of the house that the skills of one household fetched.
select skill, sealed_names from personal.skills
where customer_id = %(customer_id)s and switched_on and sealed_names is not null order by skill;

-- put_skill --
-- Keep a skill as the household sets it; what it fetched before is fetched anew.
insert into personal.skills (customer_id, skill, switched_on, sealed_settings, changed_at)
values (%(customer_id)s, %(skill)s, %(switched_on)s, %(sealed_settings)s, %(changed_at)s)
on conflict (customer_id, skill) do update
set switched_on = excluded.switched_on, sealed_settings = excluded.sealed_settings, changed_at = excluded.changed_at,
    sealed_knowledge = null, sealed_names = null, fetched_at = null, problem = null;

-- list_due --
-- Households whose skills were not fetched since they were changed, or not for a while.
select skills.customer_id, skills.skill, customers.language
from personal.skills join personal.customers using (customer_id)
where skills.switched_on and customers.programme = 'household'
  and (skills.fetched_at is null or skills.fetched_at < %(before)s)
order by skills.fetched_at nulls first limit 20;

-- note_fetched --
-- Keep what a skill fetched, unless the household changed it meanwhile; after a failure what it knew stays.
update personal.skills
set fetched_at = %(fetched_at)s, problem = %(problem)s,
    sealed_knowledge = coalesce(%(sealed_knowledge)s, sealed_knowledge),
    sealed_names = coalesce(%(sealed_names)s, sealed_names)
where customer_id = %(customer_id)s and skill = %(skill)s and changed_at = %(changed_at)s;
