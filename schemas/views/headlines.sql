-- What happened, in one line per event? The newest first, then what most sources tell.
-- example: from headlines limit 20
select
    first_published_at::date as told,
    event_type as type,
    status,
    coalesce(meeting_format, treaty_action) as what,
    who(participants) as who,
    place_label(place, place_country) as "where",
    day_label(event_date_start, date_precision) as "when",
    instrument,
    n_sources as sources,
    confidence::decimal(3, 2) as confidence,
    event_id
from events
where not is_background
order by published_date desc, n_sources desc, n_articles desc, event_id
