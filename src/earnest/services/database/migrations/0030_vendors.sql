-- Vendors employ reviewers; each sees its own people and sites only (AC11). Sites say where and when clips are heard (WP2).

create table staff.vendors (
    vendor_id  uuid primary key,
    name       text not null unique check (length(name) between 1 and 100),
    created_at timestamptz not null
);
comment on table staff.vendors is 'Employers of reviewers: tenants that see nothing of each other';
comment on column staff.vendors.vendor_id is 'random identifier';
comment on column staff.vendors.name is 'what it is called';
comment on column staff.vendors.created_at is 'when it was added';

create table staff.sites (
    site_id    uuid primary key,
    vendor_id  uuid not null references staff.vendors on delete cascade,
    name       text not null check (length(name) between 1 and 100),
    country    text not null check (country ~ '^[A-Z]{2}$'),
    area       text check (length(area) between 1 and 20),
    networks   cidr[] not null,
    opens      time not null,
    closes     time not null,
    time_zone  text not null,
    is_home    boolean not null,
    created_at timestamptz not null,
    unique (vendor_id, name),
    unique (vendor_id, site_id)
);
comment on table staff.sites is 'Places where reviewers of a vendor work';
comment on column staff.sites.site_id is 'random identifier';
comment on column staff.sites.vendor_id is 'whose';
comment on column staff.sites.name is 'what it is called';
comment on column staff.sites.country is 'ISO 3166-1 alpha-2';
comment on column staff.sites.area is 'coarse area, such as the first two digits of the postal code; for PS6';
comment on column staff.sites.networks is 'networks from which its browsers come; none for home work';
comment on column staff.sites.opens is 'local time from which clips are given';
comment on column staff.sites.closes is 'local time until which clips are given; the same as opens: all day';
comment on column staff.sites.time_zone is 'IANA name';
comment on column staff.sites.is_home is 'stands for the homes of its members; allowed only where the programme allows home work';
comment on column staff.sites.created_at is 'when it was added';

alter table staff.members add column vendor_id uuid references staff.vendors;
alter table staff.members add column site_id uuid;
alter table staff.members add constraint members_site_of_vendor foreign key (vendor_id, site_id) references staff.sites (vendor_id, site_id);
alter table staff.members add constraint members_site_needs_vendor check (site_id is null or vendor_id is not null);
create index on staff.members (vendor_id);
comment on column staff.members.vendor_id is 'employer; null: our own people';
comment on column staff.members.site_id is 'where they work; one of their vendor';

create table staff.shifts (
    session_id   uuid primary key references staff.sessions (session_id) on delete cascade,
    place        text not null,
    attested_at  timestamptz,
    ask_again_at timestamptz
);
comment on table staff.shifts is 'What a session of a reviewer began with: place and declared surroundings (WP3, WP6)';
comment on column staff.shifts.session_id is 'the session';
comment on column staff.shifts.place is 'network of the site from which the first clip was asked for; empty where no place is prescribed';
comment on column staff.shifts.attested_at is 'when headphones, closed room and being alone were declared; null: not yet';
comment on column staff.shifts.ask_again_at is 'random moment from which it is asked again';
