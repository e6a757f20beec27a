-- find_panel_member --
-- How a person stands with the panel; nothing where they were never invited.
select reward, invited_at, contract_version, contract_hash, contract_language, agreed_at, ended_at, taken_back
from personal.panel_members where customer_id = %(customer_id)s;

-- list_panel_rewards --
-- Rewards of a person, the newest first.
select reward, noted_at from personal.panel_rewards where customer_id = %(customer_id)s order by noted_at desc;

-- invite_to_panel --
-- Invite a person of the general programme; false for all others.
select personal.invite_to_panel(%(customer_id)s, %(reward)s, %(now)s);

-- take_back_invitation --
-- Take an invitation back that was not answered; false where there is none.
select personal.take_back_panel_invitation(%(customer_id)s, %(now)s);

-- note_reward --
-- Note a reward of a person who agreed; false for all others.
select personal.note_reward(%(reward_id)s, %(customer_id)s, %(reward)s, %(now)s);

-- agree_to_panel --
-- Agree to the contract; false without an open invitation.
select personal.agree_to_panel(%(session_token)s, %(customer_id)s, %(version)s, %(hash)s, %(language)s, %(now)s);

-- leave_panel --
-- Decline or leave; false where there is nothing to leave.
select personal.leave_panel(%(session_token)s, %(customer_id)s, %(now)s);
