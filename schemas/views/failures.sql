-- What could not be processed, and why? One row per record or article.
-- example: select source_uri, position, error, message from failures
select *
from failure_files
