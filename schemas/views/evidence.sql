-- Which sentences prove what? One row per sentence, with its article and, once merged, its event.
-- example: select sentence, source, url from evidence limit 5
with members as (
    select event_id, unnest(mention_ids) as mention_id
    from events
)
select
    members.event_id, spans.mention_id, span.text as sentence, source, published_at, title, url,
    article_id, span.char_start as char_start, span.char_end as char_end, event_type, status,
    parties, rules, confidence
from (
    select
        mention_id, source, published_at, title, url, article_id, event_type, status, parties,
        rules, confidence, unnest(evidence) as span
    from mentions
) as spans
left join members on members.mention_id = spans.mention_id
