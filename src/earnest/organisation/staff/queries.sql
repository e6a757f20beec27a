-- add_member --
-- Adds a staff account; the name is unique.
insert into staff.members (staff_id, name, role, kind, password_hash, sealed_totp, created_at)
values (%(staff_id)s, %(name)s, %(role)s, %(kind)s, %(password_hash)s, %(sealed_totp)s, %(now)s)
on conflict (name) do nothing
returning staff_id;

-- reset_member --
-- Gives an account a new password and second factor.
update staff.members
set password_hash = %(password_hash)s, sealed_totp = %(sealed_totp)s, last_totp_step = 0
where staff_id = %(staff_id)s and active;

-- disable_member --
-- Ends an account's access; sessions are checked against this at each request.
update staff.members set active = false where name = %(name)s and active returning staff_id;

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
-- The active member whose live session this is; some roles have less time without a request.
select members.staff_id, members.name, members.role, members.kind, sessions.last_used_at, sessions.created_at
from staff.sessions join staff.members using (staff_id)
where sessions.token_hash = %(token_hash)s and sessions.expires_at > %(now)s
and sessions.last_used_at > case when members.role = any(%(strict_roles)s) then %(strict_idle_since)s::timestamptz else %(idle_since)s::timestamptz end
and members.active;

-- use_session --
-- Notes that a session was used.
update staff.sessions set last_used_at = %(now)s where token_hash = %(token_hash)s and last_used_at < %(now)s;

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
