-- add_member --
-- Adds a staff account; the name is unique.
insert into staff.members (staff_id, name, role, kind, password_hash, sealed_totp, created_at, vendor_id, site_id, languages)
values (%(staff_id)s, %(name)s, %(role)s, %(kind)s, %(password_hash)s, %(sealed_totp)s, %(now)s, %(vendor_id)s, %(site_id)s, %(languages)s)
on conflict (name) do nothing
returning staff_id;

-- reset_member --
-- Gives an account a new password and second factor.
update staff.members
set password_hash = %(password_hash)s, sealed_totp = %(sealed_totp)s, last_totp_step = 0
where staff_id = %(staff_id)s and active;

-- hold_administrators --
-- Active administrators; no other transaction takes this role from one of them until the transaction ends.
select name from staff.members where role = 'administrator' and active order by staff_id for update;

-- disable_member --
-- Ends an account's access; sessions are checked against this at each request.
update staff.members set active = false where name = %(name)s and active returning staff_id;

-- enable_member --
-- Gives a disabled account access again; its secrets are set anew at once.
update staff.members set active = true where name = %(name)s and not active returning staff_id;

-- change_member --
-- Another role, site or languages for an active account.
update staff.members set role = %(role)s, site_id = %(site_id)s, languages = %(languages)s
where name = %(name)s and active returning staff_id;

-- list_languages --
-- In which languages a member reviews; none named: all.
select languages from staff.members where staff_id = %(staff_id)s;

-- end_all_sessions --
-- Removes the sessions of one member.
delete from staff.sessions where staff_id = %(staff_id)s;

-- find_member --
-- An active member by name, without secrets.
select staff_id, name, role, kind from staff.members where name = %(name)s and active;

-- list_names --
-- The names of some members.
select staff_id, name from staff.members where staff_id = any(%(staff_ids)s);

-- list_other_accounts --
-- The other accounts of the person to whom an account belongs, disabled ones too; none where the person is not known.
select others.staff_id
from staff.members as own join staff.members as others on others.person_reference = own.person_reference
where own.staff_id = %(staff_id)s and others.staff_id <> own.staff_id;

-- has_other_person --
-- Whether another person than that of an account has one of some roles; accounts of which no person is stated count as one each.
select exists (
    select 1 from staff.members as others, staff.members as own
    where own.staff_id = %(staff_id)s and others.active and others.role = any(%(roles)s) and others.staff_id <> own.staff_id
      and (others.person_reference is null or own.person_reference is null or others.person_reference <> own.person_reference)
);

-- set_person --
-- Says which person an account belongs to, by the reference that their employer uses.
update staff.members set person_reference = %(person_reference)s where name = %(name)s and active returning staff_id;

-- list_members --
-- All members, without secrets.
select staff_id, name, role, kind, active, created_at from staff.members order by name;

-- find_credentials --
-- What a sign-in is checked against, of an active member.
select staff_id, parameters, sealed_totp from staff.sign_in_parameters(%(name)s) where staff_id is not null;

-- count_attempt --
-- Counts an attempt to sign in, known name or not, and tells whether it may be checked.
select staff.count_attempt(%(name_hash)s, %(now)s, %(since)s, %(most)s);

-- forget_old_failures --
-- Failures before a moment, of all members.
delete from staff.sign_in_failures where failed_at <= %(before)s;

-- open_session --
-- A signed-in browser, where the proof is that of the member's password and the time step was not used
-- before; ends the counting for the name.
select staff.open_session(%(staff_id)s, %(proof)s, %(step)s, %(token_hash)s, %(now)s, %(expires_at)s);

-- find_session --
-- The active member whose live session this is; some roles have less time without an act, and need a passkey.
select members.staff_id, members.name, members.role, members.kind, sessions.last_used_at, sessions.created_at,
    case when members.role <> all(%(passkey_roles)s) or sessions.method in ('passkey', 'single_sign_on_key')
            or not (%(passkey_always)s or exists (select from staff.vendors)) then 'none'
        when exists (select from staff.passkeys where passkeys.staff_id = members.staff_id) then 'use'
        else 'enrol' end as passkey_demand
from staff.sessions join staff.members using (staff_id)
where sessions.token_hash = %(token_hash)s and sessions.expires_at > %(now)s
and sessions.last_used_at > case when members.role = any(%(strict_roles)s) then %(strict_idle_since)s::timestamptz else %(idle_since)s::timestamptz end
and members.active;

-- use_session --
-- Notes when the member of a session last acted.
update staff.sessions set last_used_at = %(acted_at)s where token_hash = %(token_hash)s and last_used_at < %(acted_at)s;

-- end_session --
-- Signs a browser out.
delete from staff.sessions where token_hash = %(token_hash)s returning staff_id;

-- forget_ended_sessions --
-- Sessions that have ended by themselves.
delete from staff.sessions where expires_at <= %(now)s or last_used_at <= %(idle_since)s;

-- open_session_by_recovery --
-- A signed-in browser for password and recovery code; the code is spent.
select staff.open_session_by_recovery(%(staff_id)s, %(proof)s, %(code_hash)s, %(token_hash)s, %(now)s, %(expires_at)s);

-- open_session_by_passkey --
-- A signed-in browser for a passkey whose signature was verified; tells whose it is.
select staff.open_session_by_passkey(
    %(credential_id)s, %(challenge)s, %(sign_count)s, %(token_hash)s, %(now)s, %(expires_at)s
);

-- change_password --
-- A new password where the proof is that of the present one.
select staff.change_password(%(staff_id)s, %(proof)s, %(password_hash)s);

-- forget_recovery_codes --
-- All recovery codes of a member.
delete from staff.recovery_codes where staff_id = %(staff_id)s;

-- add_recovery_code --
-- One recovery code, as a hash.
insert into staff.recovery_codes (code_hash, staff_id, created_at) values (%(code_hash)s, %(staff_id)s, %(now)s);

-- count_recovery_codes --
-- How many codes a member has left.
select count(*) from staff.recovery_codes where staff_id = %(staff_id)s;

-- add_challenge --
-- Something to sign.
insert into staff.challenges (challenge, staff_id, created_at) values (%(challenge)s, %(staff_id)s, %(now)s);

-- use_challenge --
-- Spends the challenge of a member who adds a passkey.
delete from staff.challenges
where challenge = %(challenge)s and staff_id = %(staff_id)s and created_at > %(since)s returning challenge;

-- forget_challenges --
-- Challenges whose time is over.
delete from staff.challenges where created_at <= %(before)s;

-- add_passkey --
-- A passkey of a member; a known credential stays whose it is.
insert into staff.passkeys (credential_id, staff_id, public_key, sign_count, name, created_at)
values (%(credential_id)s, %(staff_id)s, %(public_key)s, %(sign_count)s, %(name)s, %(now)s)
on conflict (credential_id) do nothing returning credential_id;

-- find_passkey --
-- What a signature is verified with.
select public_key, sign_count from staff.passkeys join staff.members using (staff_id)
where credential_id = %(credential_id)s and active;

-- list_passkeys --
-- A member's passkeys, oldest first.
select credential_id, name, created_at, last_used_at from staff.passkeys where staff_id = %(staff_id)s order by created_at;

-- remove_passkey --
-- Forgets one passkey of a member.
delete from staff.passkeys where staff_id = %(staff_id)s and credential_id = %(credential_id)s returning credential_id;

-- remove_passkeys --
-- Forgets all passkeys of a member.
delete from staff.passkeys where staff_id = %(staff_id)s;

-- list_sessions --
-- A member's live sessions, newest first.
select session_id, created_at, last_used_at, token_hash = %(token_hash)s as present from staff.sessions
where staff_id = %(staff_id)s and expires_at > %(now)s and last_used_at > %(idle_since)s order by created_at desc;

-- end_other_sessions --
-- Signs a member out everywhere but here.
delete from staff.sessions where staff_id = %(staff_id)s and token_hash <> %(token_hash)s;

-- began_since --
-- Whether a session began after a moment.
select 1 from staff.sessions where token_hash = %(token_hash)s and created_at > %(moment)s;

-- add_vendor --
-- A vendor; the name is unique.
insert into staff.vendors (vendor_id, name, created_at) values (%(vendor_id)s, %(name)s, %(now)s)
on conflict (name) do nothing returning vendor_id;

-- list_vendors --
-- The vendors within the caller's scope, with how many active people each has.
select vendors.vendor_id, vendors.name,
    (select count(*) from staff.members where members.vendor_id = vendors.vendor_id and members.active) as people
from staff.vendors where %(scope)s::uuid is null or vendors.vendor_id = %(scope)s::uuid order by vendors.name;

-- find_vendor --
-- A vendor by name, within the caller's scope.
select vendor_id from staff.vendors where name = %(name)s and (%(scope)s::uuid is null or vendor_id = %(scope)s::uuid);

-- add_site --
-- A site of a vendor.
insert into staff.sites (site_id, vendor_id, name, country, area, networks, opens, closes, time_zone, is_home, attested,
    demands_browser, demands_posture, demands_headphones, created_at)
values (%(site_id)s, %(vendor_id)s, %(name)s, %(country)s, %(area)s, %(networks)s::text[]::cidr[], %(opens)s, %(closes)s,
    %(time_zone)s, %(is_home)s, %(attested)s, %(demands_browser)s, %(demands_posture)s, %(demands_headphones)s, %(now)s)
on conflict (vendor_id, name) do nothing returning site_id;

-- change_site --
-- What a site of a vendor is from now on; its name stays.
update staff.sites set country = %(country)s, area = %(area)s, networks = %(networks)s::text[]::cidr[], opens = %(opens)s,
    closes = %(closes)s, time_zone = %(time_zone)s, is_home = %(is_home)s, attested = %(attested)s,
    demands_browser = %(demands_browser)s, demands_posture = %(demands_posture)s, demands_headphones = %(demands_headphones)s
where vendor_id = %(vendor_id)s and name = %(name)s returning site_id;

-- list_sites --
-- Sites within the caller's scope.
select sites.site_id, vendors.name as vendor, sites.name, sites.country, sites.area, sites.networks::text[] as networks, sites.opens,
    sites.closes, sites.time_zone, sites.is_home, sites.attested, sites.demands_browser,
    sites.demands_posture, sites.demands_headphones
from staff.sites join staff.vendors using (vendor_id)
where %(scope)s::uuid is null or sites.vendor_id = %(scope)s::uuid order by vendors.name, sites.name;

-- find_site_of_vendor --
-- A site by name, of one vendor.
select site_id from staff.sites where vendor_id = %(vendor_id)s and name = %(name)s;

-- list_members_in_scope --
-- Members within the caller's scope, without secrets.
select members.name, members.role, members.active, members.created_at, vendors.name as vendor, sites.name as site, members.languages
from staff.members left join staff.vendors on vendors.vendor_id = members.vendor_id
left join staff.sites on sites.site_id = members.site_id
where %(scope)s::uuid is null or members.vendor_id = %(scope)s::uuid order by members.name;

-- find_member_in_scope --
-- A member within the caller's scope, active or disabled as asked.
select staff_id, role, vendor_id from staff.members
where name = %(name)s and active = %(active)s and (%(scope)s::uuid is null or vendor_id = %(scope)s::uuid);

-- enter_scope --
-- From here on this transaction is for one vendor, and row-level security shows no other.
select set_config('earnest.vendor', coalesce(%(scope)s::uuid::text, ''), true);

-- find_own_vendor --
-- The vendor that a member works for.
select vendor_id from staff.members where staff_id = %(staff_id)s and active;

-- find_own_site --
-- Where a member works.
select sites.site_id, vendors.name as vendor, sites.name, sites.country, sites.area, sites.networks::text[] as networks, sites.opens,
    sites.closes, sites.time_zone, sites.is_home, sites.attested, sites.demands_browser,
    sites.demands_posture, sites.demands_headphones
from staff.members join staff.sites on sites.site_id = members.site_id join staff.vendors on vendors.vendor_id = sites.vendor_id
where members.staff_id = %(staff_id)s and members.active;

-- find_shift --
-- What the session of a token began with.
select shifts.place, shifts.ask_again_at, shifts.country from staff.shifts join staff.sessions using (session_id)
where sessions.token_hash = %(token_hash)s;

-- begin_shift --
-- The place of a session's first clip.
insert into staff.shifts (session_id, place, country)
select session_id, %(place)s, %(country)s from staff.sessions where token_hash = %(token_hash)s
on conflict (session_id) do nothing;

-- attest_shift --
-- The declared surroundings of a session; the place of its first clip stays.
insert into staff.shifts (session_id, place, country, attested_at, ask_again_at)
select session_id, %(place)s, %(country)s, %(now)s, %(ask_again_at)s from staff.sessions where token_hash = %(token_hash)s
on conflict (session_id) do update set attested_at = excluded.attested_at, ask_again_at = excluded.ask_again_at;

-- begin_single_sign_on --
-- A sign-in that a browser begins at a provider.
insert into staff.single_sign_ons (state_hash, browser_hash, issuer, nonce, code_verifier, redirect_address, linking, created_at)
values (%(state_hash)s, %(browser_hash)s, %(issuer)s, %(nonce)s, %(code_verifier)s, %(redirect_address)s, %(linking)s, %(now)s);

-- take_single_sign_on --
-- What a provider's answer belongs to; it is found once.
update staff.single_sign_ons set taken_at = %(now)s
where state_hash = %(state_hash)s and browser_hash = %(browser_hash)s and created_at > %(since)s and taken_at is null
returning state_hash, issuer, nonce, code_verifier, redirect_address, linking;

-- identify_single_sign_on --
-- Notes whom the provider named: an active member to whom the identity is linked, of an employer whom it serves.
update staff.single_sign_ons set identified = members.staff_id
from staff.linked_identities join staff.members using (staff_id) left join staff.vendors using (vendor_id)
where single_sign_ons.state_hash = %(state_hash)s and single_sign_ons.taken_at is not null and single_sign_ons.linking is null
and single_sign_ons.issuer = %(issuer)s
and linked_identities.issuer = %(issuer)s and linked_identities.subject = %(subject)s and members.active
and (vendors.name = any(%(vendors)s::text[]) or (members.vendor_id is null and %(own_people)s::boolean))
returning members.staff_id;

-- find_identified --
-- Whom a provider named in a browser that has still to give our own code.
select members.name from staff.single_sign_ons join staff.members on members.staff_id = single_sign_ons.identified
where browser_hash = %(browser_hash)s and single_sign_ons.created_at > %(since)s and taken_at is not null and members.active;

-- open_session_by_single_sign_on --
-- A signed-in browser for whom a provider named; where it stated no second factor, with the step of a code of an app.
select staff.open_session_by_single_sign_on(
    %(browser_hash)s, %(staff_id)s, %(step)s, %(by_key)s, %(token_hash)s, %(now)s, %(expires_at)s
);

-- forget_single_sign_ons --
-- Sign-ins at a provider whose time is over.
delete from staff.single_sign_ons where created_at <= %(before)s;

-- link_identity --
-- Links an identity to an active member of an employer whom the provider serves; a linked one stays whose it is.
insert into staff.linked_identities (issuer, subject, staff_id, linked_at)
select %(issuer)s, %(subject)s, members.staff_id, %(now)s
from staff.members left join staff.vendors using (vendor_id)
where members.staff_id = %(staff_id)s and members.active
and (vendors.name = any(%(vendors)s::text[]) or (members.vendor_id is null and %(own_people)s::boolean))
on conflict do nothing returning staff_id;

-- list_identities --
-- The identities that sign a member in, oldest first.
select issuer, linked_at, last_used_at from staff.linked_identities where staff_id = %(staff_id)s order by linked_at;

-- unlink_identity --
-- Forgets the identity of a member at one provider.
delete from staff.linked_identities where staff_id = %(staff_id)s and issuer = %(issuer)s returning issuer;

-- unlink_identities --
-- Forgets all identities of a member.
delete from staff.linked_identities where staff_id = %(staff_id)s;

-- end_sessions_of_provider --
-- Ends the sessions of a member that began at a provider.
delete from staff.sessions where staff_id = %(staff_id)s and provider = %(issuer)s;

-- end_ended_elsewhere --
-- Sessions of a person that began at a provider where they have ended.
delete from staff.sessions using staff.linked_identities
where sessions.staff_id = linked_identities.staff_id and sessions.provider = %(issuer)s and sessions.created_at < %(before)s
  and linked_identities.issuer = %(issuer)s and linked_identities.subject = %(subject)s
returning sessions.staff_id;

-- find_provider_of_session --
-- Where the member of a session signed in; null: here.
select provider from staff.sessions where token_hash = %(token_hash)s;

-- request_browser --
-- A browser that asks to be enrolled for the site of its member; a key that is known stays as it is.
insert into staff.browsers (thumbprint, public_key, name, site_id, requested_by, requested_at)
select %(thumbprint)s, %(public_key)s, %(name)s, members.site_id, members.staff_id, %(now)s
from staff.members where members.staff_id = %(staff_id)s and members.active and members.site_id is not null
and (select count(*) from staff.browsers where requested_by = %(staff_id)s and approved_at is null) < %(most)s
on conflict (thumbprint) do nothing returning thumbprint;

-- find_browser_of_site --
-- The key of an approved browser of the member's site.
select browsers.public_key from staff.browsers join staff.members on members.site_id = browsers.site_id
where browsers.thumbprint = %(thumbprint)s and browsers.approved_at is not null
and members.staff_id = %(staff_id)s and members.active;

-- use_browser --
-- Notes the browser of a session.
insert into staff.shifts (session_id, place, country, browser)
select session_id, %(place)s, %(country)s, %(thumbprint)s from staff.sessions where token_hash = %(token_hash)s
on conflict (session_id) do update set browser = excluded.browser;

-- find_shift_browser --
-- The browser of a session, while it is approved for the member's site.
select browsers.posture_at from staff.shifts join staff.sessions using (session_id)
join staff.browsers on browsers.thumbprint = shifts.browser
join staff.members on members.staff_id = sessions.staff_id and members.site_id = browsers.site_id
where sessions.token_hash = %(token_hash)s and members.staff_id = %(staff_id)s and browsers.approved_at is not null;

-- state_posture --
-- What device management states of the machine of an approved browser. An older statement changes nothing, and of two of one second
-- that counts by which the machine is not in order.
update staff.browsers set posture_at = %(at)s, posture_stated_at = %(stated)s
where thumbprint = %(thumbprint)s and approved_at is not null
and (posture_stated_at is null or posture_stated_at < %(stated)s
    or (posture_stated_at = %(stated)s and (posture_at is not null or %(at)s::timestamptz is null)))
returning thumbprint;

-- list_browsers --
-- Browsers of the sites within the caller's scope; those that wait for approval first.
select browsers.thumbprint, browsers.name, vendors.name as vendor, sites.name as site, members.name as requested_by,
    browsers.requested_at, browsers.approved_at, browsers.posture_at
from staff.browsers join staff.sites using (site_id) join staff.vendors on vendors.vendor_id = sites.vendor_id
join staff.members on members.staff_id = browsers.requested_by
where %(scope)s::uuid is null or sites.vendor_id = %(scope)s::uuid
order by browsers.approved_at is not null, vendors.name, sites.name, browsers.requested_at;

-- approve_browser --
-- Approves a browser that waits, within the caller's scope; tells who asked.
update staff.browsers set approved_at = %(now)s from staff.sites
where browsers.thumbprint = %(thumbprint)s and sites.site_id = browsers.site_id and browsers.approved_at is null
and (%(scope)s::uuid is null or sites.vendor_id = %(scope)s::uuid)
returning browsers.requested_by;

-- remove_browser --
-- Removes a browser within the caller's scope; tells who had asked for it.
delete from staff.browsers using staff.sites
where browsers.thumbprint = %(thumbprint)s and sites.site_id = browsers.site_id
and (%(scope)s::uuid is null or sites.vendor_id = %(scope)s::uuid)
returning browsers.requested_by;
