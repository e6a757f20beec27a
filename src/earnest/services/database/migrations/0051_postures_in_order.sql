-- A machine that is not in order any more must not come back by an earlier statement that is sent once more (WP1).

alter table staff.browsers add column posture_stated_at timestamptz;
comment on column staff.browsers.posture_stated_at is 'of when the newest statement of device management is, whatever it says; null: there is none';
update staff.browsers set posture_stated_at = posture_at;
