-- What did this party do, in order? With whom, where, about what?
-- parameters: party
-- example: from events_of('KOR')
select
    event_day(event_date_start, date_precision, is_background, published_date) as day,
    day_label(event_date_start, date_precision) as "when", event_type, status,
    coalesce(meeting_format, treaty_action) as what, who(participants) as who,
    place_label(place, place_country) as "where", instrument, goldstein, n_sources, parties, event_id
from events
where list_contains(parties, party)
order by coalesce(event_date_start, published_date), event_id
