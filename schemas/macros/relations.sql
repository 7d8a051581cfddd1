-- What happened between these two parties, in order?
-- parameters: one, other
-- example: from relations('CHN', 'KOR')
select *
from events_of(one)
where list_contains(parties, other)
