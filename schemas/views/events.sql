-- What happened in the world, put together from all articles? One row per event.
select *
from event_files
