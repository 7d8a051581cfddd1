-- What is new, and what has changed, in the news since this day?
-- parameters: day
-- example: from changes_since(last_day() - 1)
with steps as (
    select
        * exclude (revisions),
        unnest(list_prepend(
            {
                published_at: first_published_at, field: 'first told',
                old: null::varchar, new: null::varchar
            },
            list_transform(revisions, lambda step: {
                published_at: step.published_at, field: step.field, old: step.old, new: step.new
            })
        )) as step
    from events
    where last_published_at >= day::date
)
select
    step.published_at as told_at, step.field as change, step.old as old, step.new as new,
    event_type, status, coalesce(meeting_format, treaty_action) as what,
    who(participants) as who, day_label(event_date_start, date_precision) as "when",
    place_label(place, place_country) as "where", instrument, n_sources, event_id
from steps
where step.published_at >= day::date
order by told_at, event_id, change
