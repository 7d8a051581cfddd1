-- Which sentences prove this event? Each with its outlet and article; the id may be cut short.
-- parameters: event
-- example: from proof((select event_id from headlines limit 1))
with asked as (
    select
        event_id, unnest(mention_ids) as mention_id,
        first_published_at::date as first_day, last_published_at::date as last_day
    from events
    where starts_with(event_id, event)
),
-- Joined by the day, too, so that only files of these days are read.
days as (
    select
        event_id, mention_id,
        unnest(generate_series(first_day, last_day, interval 1 day))::date as published_date
    from asked
),
told as (
    select days.event_id, mentions.*
    from mentions
    join days on days.mention_id = mentions.mention_id
        and days.published_date = mentions.published_date
    union all
    select asked.event_id, mentions.*
    from mentions
    join asked on asked.mention_id = mentions.mention_id
    where mentions.published_date is null
),
spans as (
    select
        event_id, source, published_at, title, url, article_id, rules, unnest(evidence) as span
    from told
)
select source, published_at, span.text as sentence, title, url, article_id, rules, event_id
from spans
order by event_id, published_at, article_id, span.char_start
