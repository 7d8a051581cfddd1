-- Which events does each article report? One row per article and event.
select *
from mention_files
