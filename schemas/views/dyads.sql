-- Which two parties deal with each other, how often, in what way and since when?
-- example: from dyads order by mentions desc limit 20
with sides as (
    select event_type, status, article_id, published_date, goldstein, parties,
        unnest(parties) as party_a
    from mentions
    where not is_background
),
pairs as (
    select
        * exclude (parties),
        unnest(list_filter(parties, lambda party: party > party_a)) as party_b
    from sides
)
select
    party_a, party_b, event_type, status,
    count(*) as mentions,
    count(distinct hash(article_id)) as articles,
    round(avg(goldstein), 2) as mean_goldstein,
    min(published_date) as first_published,
    max(published_date) as last_published
from pairs
group by all
