-- Timers and lists of a household survive a restart.

create table personal.homes (
    customer_id    uuid primary key references personal.customers on delete cascade,
    sealed_content bytea not null,
    updated_at     timestamptz not null
);
comment on table personal.homes is 'Timers and lists of a household; never crosses';
comment on column personal.homes.customer_id is 'whose; goes with the account and when everything is deleted';
comment on column personal.homes.sealed_content is 'timers and lists, sealed with the customer key';
comment on column personal.homes.updated_at is 'when they last changed';
