-- A campaign can be stopped before its end (RV11).

alter table handover.campaigns add column stopped_at timestamptz;
comment on column handover.campaigns.stopped_at is 'when a person stopped it, which is its end then; null: it was not stopped';
