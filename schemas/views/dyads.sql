-- Which two parties deal with each other, how often, in what way and since when?
-- example: from dyads order by events desc limit 20
with sides as (
    select
        event_type, status, n_articles, published_date, last_published_at, goldstein, parties,
        unnest(parties) as party_a
    from events
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
    count(*) as events,
    sum(n_articles)::bigint as articles,
    round(avg(goldstein), 2) as mean_goldstein,
    min(published_date) as first_published,
    max(last_published_at)::date as last_published
from pairs
group by all
