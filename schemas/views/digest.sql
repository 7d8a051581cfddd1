-- What happened, in one line per mention? Who, where, when and what, as a person would note it.
-- example: from digest where published = last_day()
select
    published_date as published,
    event_type as type,
    status,
    coalesce(meeting_format, treaty_action) as what,
    who(participants) as who,
    place_label(place, place_country) as "where",
    day_label(event_date_start, date_precision) as "when",
    instrument,
    confidence::decimal(3, 2) as confidence
from mentions
order by published_date, article_id, mention_id
