-- Which sentences prove this event? Each with its outlet and article; the id may be cut short.
-- parameters: event
-- example: from proof('a1b2')
with asked as (
    select event_id, unnest(mention_ids) as mention_id
    from events
    where starts_with(event_id, event)
),
spans as (
    select *, unnest(evidence) as span
    from mentions
    where mention_id in (select mention_id from asked)
)
select
    source, published_at, span.text as sentence, spans.title, url, article_id, rules,
    asked.event_id
from spans
join asked on asked.mention_id = spans.mention_id
order by asked.event_id, published_at, article_id, span.char_start
