-- How did two parties deal with each other, month by month? A panel with counts and Goldstein sums.
-- example: from dyad_months where party_a = 'CHN' and party_b = 'KOR'
with pairs as (
    select *, unnest(list_filter(parties, lambda other: other > party_a)) as party_b
    from (
        select
            event_type, status, quad_class, goldstein, n_articles, parties,
            date_trunc('month', event_day(
                event_date_start, date_precision, is_background, published_date
            ))::date as month,
            unnest(parties) as party_a
        from events
    )
)
select
    month, party_a, party_b,
    count(*) as events,
    count(*) filter (where event_type = 'meeting' and status = 'occurred') as meetings_held,
    count(*) filter (where event_type = 'treaty' and status = 'occurred') as treaty_events,
    count(*) filter (where status in ('planned', 'proposed')) as plans,
    count(*) filter (where status = 'cancelled') as cancelled,
    count(*) filter (where quad_class = 1) as verbal_cooperation,
    count(*) filter (where quad_class = 2) as material_cooperation,
    count(*) filter (where quad_class = 3) as verbal_conflict,
    count(*) filter (where quad_class = 4) as material_conflict,
    round(sum(goldstein), 1) as goldstein_sum,
    round(avg(goldstein), 2) as goldstein_mean,
    sum(n_articles)::bigint as articles
from pairs
where month is not null
group by month, party_a, party_b
order by month, party_a, party_b
