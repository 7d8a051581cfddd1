-- Where do they meet and sign? Places with the number of events that took place there.
-- example: from venues limit 20
select
    place, place_country as country,
    count(*) as events,
    count(*) filter (where event_type = 'meeting') as meetings,
    count(*) filter (where event_type = 'treaty') as treaties,
    len(list_distinct(flatten(list(distinct parties)))) as parties,
    any_value(latitude) as latitude, any_value(longitude) as longitude,
    min(event_date_start) as first_day, max(event_date_start) as last_day
from events
where place is not null and status = 'occurred' and not is_background
group by place, place_country
order by events desc, place, country
