-- The names that a customer wants nobody to hear: one sealed list per customer. Additive: what ran before keeps running.

create table personal.household_names (
    customer_id    uuid primary key references personal.customers on delete cascade,
    sealed_content bytea not null,
    updated_at     timestamptz not null
);
comment on table personal.household_names is 'Names that a customer wants nobody to hear (AU5); covered in every recording; never crosses';
comment on column personal.household_names.customer_id is 'whose list; goes with the account and when everything is deleted';
comment on column personal.household_names.sealed_content is 'the names, sealed with the customer key';
comment on column personal.household_names.updated_at is 'when the list was last changed';

grant select, insert, update, delete on personal.household_names to earnest_customer_portal;
grant select on personal.household_names to earnest_personal_worker;
