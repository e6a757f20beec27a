-- Skills that a household switched on, with what they were told and fetched; sealed with the customer's key.

create table personal.skills (
    customer_id      uuid not null references personal.customers on delete cascade,
    skill            text not null check (skill ~ '^[a-z][a-z0-9_]{0,39}$'),
    switched_on      boolean not null,
    sealed_settings  bytea not null,
    sealed_knowledge bytea,
    sealed_names     bytea,
    changed_at       timestamptz not null,
    fetched_at       timestamptz,
    problem          text check (problem ~ '^[a-z][a-z0-9_]{0,59}$'),
    primary key (customer_id, skill)
);
comment on table personal.skills is 'Skills that may ask other hosts, as a household set them; no row means switched off';
comment on column personal.skills.customer_id is 'whose; goes with the account and when everything is deleted';
comment on column personal.skills.skill is 'name of the skill';
comment on column personal.skills.switched_on is 'the household lets it ask its hosts';
comment on column personal.skills.sealed_settings is 'addresses, tokens and the like, sealed with the customer key';
comment on column personal.skills.sealed_knowledge is 'what it fetched to understand requests, sealed with the customer key; null: nothing yet';
comment on column personal.skills.sealed_names is 'names of the house that it fetched, sealed with the customer key; covered like household names; never crosses';
comment on column personal.skills.changed_at is 'when the household last changed it';
comment on column personal.skills.fetched_at is 'when it last tried to fetch; null: not since it was changed';
comment on column personal.skills.problem is 'code of what failed then; null: it went well';
