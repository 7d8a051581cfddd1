-- Who met, or will meet, whom, where and when, as the articles report it?
-- example: from meetings where meeting_format = 'phone_call' and published_date > last_day() - 30
select
    published_date, status, is_background, meeting_format, parties, participants,
    place, place_country, event_date_start, event_date_end, date_precision, duration_minutes,
    topics, outcomes, evidence, confidence, title, source, url, article_id, mention_id
from mentions
where event_type = 'meeting'
