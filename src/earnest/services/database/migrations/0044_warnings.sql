-- What a reviewer is warned of before a clip is heard (DC2). A clip with a warning goes only to reviewers who chose such clips. Clips
-- that were placed before there was a search are not marked: they were given to all.

alter table handover.clips add column warnings text[] not null default '{}'
    check (warnings <@ array['violence', 'sexual', 'self_harm', 'outcry', 'not_screened']);
comment on column handover.clips.warnings is 'kinds of what may be hard to hear, found in words and sound before the clip was placed; such a clip never plays by itself';
