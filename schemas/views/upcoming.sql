-- What is planned and not yet seen to occur? Overdue is what should have come before the last news.
-- example: from upcoming where not is_overdue
with last_news as (
    select last_day() as day
)
select
    event_date_start, date_precision, event_type, status,
    coalesce(meeting_format, treaty_action) as what, who(participants) as who, place, instrument,
    coalesce(event_date_end, case date_precision
        when 'year' then event_date_start + interval 1 year - interval 1 day
        when 'month' then event_date_start + interval 1 month - interval 1 day
        when 'week' then event_date_start + interval 6 day
        else event_date_start
    end) < last_news.day as is_overdue,
    parties, participants, n_articles, n_sources, first_published_at, last_published_at, event_id
from events
cross join last_news
where status in ('planned', 'proposed')
order by event_date_start, event_id
