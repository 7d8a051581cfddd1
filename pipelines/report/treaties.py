"""What became of each agreement: the numbers of its events, in order."""

import duckdb

QUERY = """
select list(n order by step) as steps
from treaty_lifecycle
join told using (event_id)
group by treaty_id
order by count(*) > 1 desc, min(n)
"""


def lives(connection: duckdb.DuckDBPyConnection) -> list[list[int]]:
    """The events of each agreement; those that had several steps first."""
    return [steps for (steps,) in connection.execute(QUERY).fetchall()]
