-- What does each outlet report? Articles with events, mentions by type, and over which days.
-- example: from outlets where outlet ilike '%news%' limit 20
select
    coalesce(source, '(unknown)') as outlet,
    count(distinct hash(article_id)) as articles,
    count(*) as mentions,
    count(*) filter (where event_type = 'meeting') as meetings,
    count(*) filter (where event_type = 'treaty') as treaties,
    count(*) filter (where status in ('planned', 'proposed')) as plans,
    round(avg(confidence), 2) as mean_confidence,
    min(published_date) as first_day, max(published_date) as last_day
from mentions
group by outlet
order by mentions desc, outlet
