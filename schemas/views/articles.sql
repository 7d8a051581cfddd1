-- Which articles came in, what became of each, and how many mentions did it give? With --keep_articles only.
-- example: select outcome, reason, count(*) as articles from articles group by all order by all
select
    articles.*,
    case when outcome = 'read' then coalesce(given.mentions, 0) else 0 end as mentions
from article_files as articles
left join (
    select article_id, count(*) as mentions from mentions group by article_id
) as given using (article_id)
