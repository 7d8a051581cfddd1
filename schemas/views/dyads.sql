-- Which two parties deal with each other, how often, in what way and since when?
with sides as (
    select mention_id, event_type, status, article_id, published_date, goldstein,
        unnest(parties) as party
    from mentions
    where not is_background
)
select
    a.party as party_a, b.party as party_b, a.event_type, a.status,
    count(*) as mentions,
    count(distinct a.article_id) as articles,
    round(avg(a.goldstein), 2) as mean_goldstein,
    min(a.published_date) as first_published,
    max(a.published_date) as last_published
from sides as a
join sides as b on a.mention_id = b.mention_id and a.party < b.party
group by all
