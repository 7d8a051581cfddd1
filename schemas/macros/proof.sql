-- Which sentences prove this event? Each with its outlet and article; the id may be cut short.
-- parameters: event
-- example: from proof('a1b2')
with asked as (
    select event_id, unnest(mention_ids) as mention_id
    from events
    where starts_with(event_id, event)
),
spans as (
    select
        asked.event_id, source, published_at, title, url, article_id, rules,
        unnest(evidence) as span
    from mentions
    join asked on asked.mention_id = mentions.mention_id
)
select source, published_at, span.text as sentence, title, url, article_id, rules, event_id
from spans
order by event_id, published_at, article_id, span.char_start
