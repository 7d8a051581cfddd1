-- How did the news of each event change? One row for its first report, then one per revision.
-- example: from event_history where field = 'status' and published_at > last_day() - 30
with revised as (
    select
        event_id, event_type, status, parties, event_date_start, instrument, first_published_at,
        unnest(revisions) as revision, generate_subscripts(revisions, 1) as step
    from events
),
steps as (
    select
        event_id, first_published_at as published_at, 'first told' as field, null as old,
        null as new, null as article_id, event_type, status, parties, event_date_start,
        instrument, 0 as step, first_published_at
    from events
    union all
    select
        event_id, revision.published_at, revision.field, revision.old, revision.new,
        revision.article_id, event_type, status, parties, event_date_start, instrument, step,
        first_published_at
    from revised
)
select * exclude (first_published_at)
from steps
order by first_published_at, event_id, step
