-- How active was each party, month by month? A panel with counts, partners and Goldstein sums.
-- example: from country_months where party = 'KOR'
with seats as (
    select
        event_type, status, goldstein, n_articles, parties,
        date_trunc('month', event_day(
            event_date_start, date_precision, is_background, published_date
        ))::date as month,
        unnest(parties) as party
    from events
)
select
    month, party,
    count(*) as events,
    count(*) filter (where event_type = 'meeting' and status = 'occurred') as meetings_held,
    count(*) filter (where event_type = 'treaty' and status = 'occurred') as treaty_events,
    count(*) filter (where status in ('planned', 'proposed')) as plans,
    count(*) filter (where status = 'cancelled') as cancelled,
    len(list_distinct(flatten(list(distinct parties)))) - 1 as partners,
    round(sum(goldstein), 1) as goldstein_sum,
    round(avg(goldstein), 2) as goldstein_mean,
    sum(n_articles)::bigint as articles
from seats
where month is not null
group by month, party
order by month, party
