-- What did each run read and write, and how long did it take?
-- example: from runs
select
    run_id, slice_id, started_at, counts.records_in, counts.articles, counts.copies,
    counts.skipped, counts.failures, counts.mentions, counts.dates_lost, seconds.total as seconds
from run_files
