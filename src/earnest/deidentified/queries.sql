-- hold_clip --
-- Wait until no other transaction writes about a clip or erases it.
select deidentified.hold_clip(%(clip)s);

-- hold_snapshots --
-- Wait until no other transaction makes a snapshot or takes clips out of one.
select deidentified.hold_snapshots();

-- hold_releases --
-- Wait until no other transaction releases a model or rolls one back.
select deidentified.hold_releases();
