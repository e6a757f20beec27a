-- What the workbench knew in the memory of one process: several may stand behind one address.

alter table deidentified.leases add column sound_left_at timestamptz;
comment on column deidentified.leases.sound_left_at is 'when the sound first left under this lease: play is believed as far as it fits in since then (RV1); null: it never left';

create table deidentified.sound_tickets (
    ticket_hash bytea primary key,
    lease_id    uuid not null references deidentified.leases on delete cascade,
    staff_id    uuid not null references staff.members on delete cascade,
    ends_at     timestamptz not null
);
create index on deidentified.sound_tickets (ends_at);
create index on deidentified.sound_tickets (lease_id);
create index on deidentified.sound_tickets (staff_id);
comment on table deidentified.sound_tickets is 'Addresses under which the sound of a lease leaves once, within a minute (AU8); gone when used, and at the next request when their minute is over';
comment on column deidentified.sound_tickets.ticket_hash is 'SHA-256 of the address''s secret, so that whoever reads this cannot fetch the sound';
comment on column deidentified.sound_tickets.lease_id is 'the lease whose sound may leave';
comment on column deidentified.sound_tickets.staff_id is 'the reviewer who may fetch it';
comment on column deidentified.sound_tickets.ends_at is 'when it stops being good';
