-- Which agreements were negotiated, signed, joined, broken or left, and by whom?
-- example: from treaties where treaty_action = 'signed' and published_date > last_day() - 30
select
    published_date, status, is_background, treaty_action, instrument, instrument_kind, parties,
    participants, place, place_country, event_date_start, event_date_end, date_precision,
    provisions, topics, outcomes, evidence, confidence, title, source, url, article_id, mention_id
from mentions
where event_type = 'treaty'
