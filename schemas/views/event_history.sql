-- How did the news of each event change? One row for its first report, then one per revision.
-- example: from event_history where field = 'status'
with steps as (
    select
        event_id, event_type, status, parties, event_date_start, instrument, first_published_at,
        unnest(list_prepend(
            {
                published_at: first_published_at, article_id: null::varchar, field: 'first told',
                old: null::varchar, new: null::varchar
            },
            revisions
        )) as revision,
        generate_subscripts(list_prepend(null, revisions), 1) - 1 as step
    from events
)
select
    event_id, revision.published_at as published_at, revision.field as field,
    revision.old as old, revision.new as new, revision.article_id as article_id,
    event_type, status, parties, event_date_start, instrument, step
from steps
order by first_published_at, event_id, step
