-- Which events does each article report? One row per article and event.
-- example: select article_id, event_type, parties from mentions limit 5
select *
from mention_files
