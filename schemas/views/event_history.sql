-- How did the news of each event change? One row for its first report, then one per revision.
with steps as (
    select event_id, first_published_at as published_at, mention_ids[1] as mention_id,
        null::varchar as article_id, 'first told' as field, null::varchar as old,
        null::varchar as new, 0 as step
    from events
    union all
    select event_id, revision.published_at, null, revision.article_id, revision.field,
        revision.old, revision.new, step
    from (
        select event_id, unnest(revisions) as revision, generate_subscripts(revisions, 1) as step
        from events
    )
)
select
    steps.event_id, steps.published_at, steps.field, steps.old, steps.new, steps.article_id,
    events.event_type, events.status, events.parties, events.event_date_start, events.instrument,
    steps.step
from steps
join events on events.event_id = steps.event_id
order by events.first_published_at, steps.event_id, steps.step
