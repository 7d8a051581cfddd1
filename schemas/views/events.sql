-- What happened in the world, put together from all articles? One row per event.
-- example: select event_id, parties, revisions from events limit 5
select *
from event_files
