-- Targeted campaigns (RV11): the gate is asked to choose utterances that name a public thing. What people have said already is
-- searched nowhere; each utterance is looked at once, when it is said, by the process that answers it.

create table handover.public_entries (
    link text primary key check (link ~ '^Q[1-9][0-9]{0,11}$'),
    type text not null check (type in ('musical_artist', 'album', 'song', 'film', 'radio_station', 'brand', 'place')),
    name text not null check (length(name) between 2 and 100)
);
comment on table handover.public_entries is 'Public things that the organisation brings a list of; a campaign can ask for nothing else';
comment on column handover.public_entries.link is 'identifier in Wikidata, which says that it is public';
comment on column handover.public_entries.type is 'kind of thing';
comment on column handover.public_entries.name is 'how it is said, lower case';

create table handover.campaigns (
    campaign_id  uuid primary key,
    link         text not null references handover.public_entries,
    language     text not null,
    reason       text not null check (reason in ('often_misheard', 'new_entry', 'wrong_link')),
    most         integer not null check (most between 1 and 500),
    taken        integer not null default 0 check (taken between 0 and most),
    requested_by text not null,
    requested_at timestamptz not null,
    ends_at      timestamptz not null
);
comment on table handover.campaigns is 'Requests to the gate; without two approvals by different people none is followed (AC10)';
comment on column handover.campaigns.campaign_id is 'random identifier';
comment on column handover.campaigns.link is 'the public thing that is to be named';
comment on column handover.campaigns.language is 'language of the utterances';
comment on column handover.campaigns.reason is 'why, as a code';
comment on column handover.campaigns.most is 'most clips, within the caps of the sample';
comment on column handover.campaigns.taken is 'clips chosen for it so far';
comment on column handover.campaigns.requested_by is 'pseudonym of who asked';
comment on column handover.campaigns.requested_at is 'when';
comment on column handover.campaigns.ends_at is 'when it ends whatever was chosen';

create table handover.campaign_approvals (
    campaign_id uuid not null references handover.campaigns,
    approver    text not null,
    approved_at timestamptz not null,
    primary key (campaign_id, approver)
);
comment on table handover.campaign_approvals is 'Who approved a campaign';
comment on column handover.campaign_approvals.campaign_id is 'the campaign';
comment on column handover.campaign_approvals.approver is 'pseudonym of who approved, once';
comment on column handover.campaign_approvals.approved_at is 'when';

create function handover.take_campaign_place(campaign uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update handover.campaigns set taken = taken + 1
    where campaign_id = campaign and taken < most and ends_at > moment
      and (select count(*) from handover.campaign_approvals where campaign_approvals.campaign_id = campaign) >= 2;
    return found;
end $$;
comment on function handover.take_campaign_place(uuid, timestamptz) is 'Counts a clip that the gate chooses for a campaign; false where it is full, over or not approved by two';
revoke all on function handover.take_campaign_place(uuid, timestamptz) from public;
