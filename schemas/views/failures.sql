-- What could not be processed, and why? One row per record or article.
select *
from failure_files
