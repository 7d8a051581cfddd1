-- What was called off, put off or refused, and had it been planned before?
-- example: from cancelled where was_planned
select
    last_published_at::date as told, event_type as type,
    coalesce(meeting_format, treaty_action) as what, who(participants) as who,
    day_label(event_date_start, date_precision) as "when",
    place_label(place, place_country) as "where", instrument,
    len(list_filter(revisions, lambda step: step.field = 'status' and step.new = 'cancelled')) > 0
        as was_planned,
    parties, n_sources, event_id
from events
where status = 'cancelled' and not is_background
order by told desc, n_sources desc, event_id
