-- Claims of people without an account, for a device and a time (S29, RI7): decided by the owner of the device.

create table personal.guest_codes (
    customer_id uuid primary key references personal.customers on delete cascade,
    code        text not null unique check (code ~ '^[A-Za-z0-9_-]{22}$'),
    made_at     timestamptz not null
);
comment on table personal.guest_codes is 'Code on the card for guests, by which a claim finds the household; 128 random bits, so that none is guessed';
comment on column personal.guest_codes.customer_id is 'whose household';
comment on column personal.guest_codes.code is 'what stands on the card; opens nothing';
comment on column personal.guest_codes.made_at is 'when it was made';

create table personal.claims (
    claim_id       uuid primary key,
    customer_id    uuid references personal.customers on delete cascade,
    request_id     uuid not null,
    status_hash    bytea not null unique,
    wish           text not null check (wish in ('see', 'delete')),
    since          timestamptz not null,
    until          timestamptz not null check (until > since and until <= since + interval '7 days'),
    wrapped_key    bytea not null,
    sealed_content bytea not null,
    sealed_answer  bytea,
    made_at        timestamptz not null,
    decided_at     timestamptz
);
create index claims_customer on personal.claims (customer_id, made_at desc);
comment on table personal.claims is 'What people without an account claim was kept of them; removed a month after the answer, four months after it came in at the latest';
comment on column personal.claims.claim_id is 'random identifier';
comment on column personal.claims.customer_id is 'whose device it was, by the code of the card; null: no such code, so a privacy officer answers';
comment on column personal.claims.request_id is 'the request in the register';
comment on column personal.claims.status_hash is 'SHA-256 of what the person asks after the answer with';
comment on column personal.claims.wish is 'see: read what was kept; delete: have it deleted';
comment on column personal.claims.since is 'from when on it may have been said';
comment on column personal.claims.until is 'until when; at most seven days';
comment on column personal.claims.wrapped_key is 'key of what is sealed, wrapped by the personal master key';
comment on column personal.claims.sealed_content is 'what was said and about where, as the person wrote it';
comment on column personal.claims.sealed_answer is 'what the person may read, as the owner decided; null: nothing';
comment on column personal.claims.made_at is 'when it came in';
comment on column personal.claims.decided_at is 'when the owner decided; null: not yet';
