-- What is planned and not yet seen to occur? Overdue is what should have come before the last news.
-- example: from upcoming where not is_overdue
with last_news as (
    select last_day() as day
)
select
    event_date_start, date_precision, event_type, status,
    coalesce(meeting_format, treaty_action) as what, who(participants) as who, place, instrument,
    due_day(event_date_start, event_date_end, date_precision) < last_news.day as is_overdue,
    parties, participants, n_articles, n_sources, first_published_at, last_published_at, event_id
from events
cross join last_news
where status in ('planned', 'proposed')
order by event_date_start, event_id
