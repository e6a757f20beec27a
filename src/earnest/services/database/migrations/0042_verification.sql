-- Verification first: of a clip in whose words two recognisers agree it is asked whether they are right.

alter table handover.clips add column agreed boolean not null default false;
comment on column handover.clips.agreed is 'whether two recognisers of different kinds heard the same words; then the page asks whether they are right';

alter table deidentified.leases add column keystrokes integer check (keystrokes between 0 and 100000);
comment on column deidentified.leases.keystrokes is 'keys pressed for the label, as the page counted them; null: not counted';
