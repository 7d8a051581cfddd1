-- Which parties are known, under which names, and what codes do other data sets give them?
-- example: from parties where kind = 'country' and name like 'Ch%'
select *
from (values
{parties}
) as parties(code, name, kind, cameo, fips, cow, numeric, sector, known_group)
