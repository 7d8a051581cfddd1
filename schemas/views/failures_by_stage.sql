-- At which stage, and for which reasons, are records lost?
-- example: from failures_by_stage
select
    stage, error,
    count(*) as failures,
    count(distinct source_uri) as files,
    any_value(split_part(message, chr(10), 1)) as for_instance
from failures
group by all
