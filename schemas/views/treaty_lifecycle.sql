-- What became of each agreement? Its events in order, from talks to signing, force and end.
-- example: from treaty_lifecycle where steps > 1
with recursive treaties_only as (
    select event_id, related_events
    from events
    where event_type = 'treaty' and len(related_events) > 0
),
kin as (
    select event_id, unnest(related_events).event_id as other
    from treaties_only
),
reached as (
    select event_id, event_id as other
    from treaties_only
    union
    select reached.event_id, kin.other
    from reached
    join kin on kin.event_id = reached.other
),
lives as (
    select event_id, min(other) as treaty_id, count(*) as steps
    from reached
    group by event_id
),
told as (
    select
        coalesce(lives.treaty_id, events.event_id) as treaty_id,
        coalesce(lives.steps, 1) as steps, events.*
    from events
    left join lives on lives.event_id = events.event_id
    where event_type = 'treaty'
)
select
    treaty_id, steps,
    row_number() over (
        partition by treaty_id, steps
        order by coalesce(event_date_start, published_date), first_published_at, event_id
    ) as step,
    treaty_action, status, event_date_start, date_precision, parties, instrument, instrument_kind,
    place, provisions, n_articles, n_sources, first_published_at, is_background, event_id
from told
order by treaty_id, step
