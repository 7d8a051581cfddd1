-- What became of each agreement? Its events in order, from talks to signing, force and end.
with recursive treaty_events as (
    select event_id, unnest(related_events).event_id as other
    from events
    where event_type = 'treaty'
),
reached as (
    select event_id, event_id as other
    from events
    where event_type = 'treaty'
    union
    select reached.event_id, treaty_events.other
    from reached
    join treaty_events on treaty_events.event_id = reached.other
),
lives as (
    select event_id, min(other) as treaty_id, count(*) as steps
    from reached
    group by event_id
)
select
    lives.treaty_id, lives.steps,
    row_number() over (
        partition by lives.treaty_id
        order by coalesce(event_date_start, published_date), first_published_at, event_id
    ) as step,
    treaty_action, status, event_date_start, date_precision, parties, instrument, instrument_kind,
    place, provisions, n_articles, n_sources, first_published_at, is_background, event_id
from events
join lives using (event_id)
order by lives.treaty_id, step
