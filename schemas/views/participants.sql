-- Who took part in what, in which role? One row per participant of a mention.
-- example: select name, title, count(*) from participants where role = 'host' group by all
with seats as (
    select * exclude (participants, title), title as article_title, unnest(participants) as seat
    from mentions
)
select
    seat.name, seat.title, seat.country, seat.organization, seat.role,
    event_type, status, is_background, meeting_format, treaty_action,
    event_date_start, place, published_date, confidence, article_title, article_id, mention_id
from seats
