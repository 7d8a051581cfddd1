-- How widely was each event reported? Articles, independent sources and days in the news.
-- example: from coverage limit 10
select
    event_id, event_type, status, coalesce(meeting_format, treaty_action) as what, parties, place,
    event_date_start, instrument, n_articles, n_sources, len(mention_ids) as n_mentions,
    date_diff('day', first_published_at, last_published_at) + 1 as days_in_news,
    len(alternatives) as n_alternatives, len(revisions) as n_revisions,
    first_published_at, last_published_at, confidence
from events
order by n_sources desc, n_articles desc, event_id
