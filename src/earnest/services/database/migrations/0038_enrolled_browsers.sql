-- Browsers that an administrator enrolled, and what device management says of the machine (WP1, WP4, WP6).

create table staff.browsers (
    thumbprint   text primary key check (length(thumbprint) = 43),
    public_key   text not null check (length(public_key) between 1 and 500),
    name         text not null check (length(name) between 1 and 60),
    site_id      uuid not null references staff.sites on delete cascade,
    requested_by uuid not null references staff.members on delete cascade,
    requested_at timestamptz not null,
    approved_at  timestamptz,
    posture_at   timestamptz
);
create index on staff.browsers (site_id);
create index on staff.browsers (requested_by);
comment on table staff.browsers is 'Browsers of reviewers: each has a key pair whose private half cannot leave it (WP1)';
comment on column staff.browsers.thumbprint is 'SHA-256 of the public key (RFC 7638), Base64url';
comment on column staff.browsers.public_key is 'P-256 key that verifies its signatures, as a JSON Web Key';
comment on column staff.browsers.name is 'what the member who asked calls it';
comment on column staff.browsers.site_id is 'where it may be used';
comment on column staff.browsers.requested_by is 'who asked for its enrolment';
comment on column staff.browsers.requested_at is 'when';
comment on column staff.browsers.approved_at is 'when an administrator approved it; null: not yet';
comment on column staff.browsers.posture_at is 'when device management last stated that the machine is in order; null: never';

alter table staff.sites add column demands_browser boolean not null default false;
alter table staff.sites add column demands_posture boolean not null default false;
alter table staff.sites add column demands_headphones boolean not null default false;
comment on column staff.sites.demands_browser is 'clips are given in enrolled browsers only';
comment on column staff.sites.demands_posture is 'clips are given where device management stated within eight hours that the machine is in order';
comment on column staff.sites.demands_headphones is 'no shift begins where the browser tells that sound goes to loudspeakers';

alter table staff.shifts add column browser text references staff.browsers (thumbprint) on delete set null;
alter table staff.shifts add column country text not null default '';
create index on staff.shifts (browser);
comment on column staff.shifts.browser is 'enrolled browser that signed the challenge of this session; null: none did';
comment on column staff.shifts.country is 'country from which the first clip was asked for, as a trusted proxy names it; empty where none is read';
