-- Which two parties met in which month, how often and how? Of what occurred and has a month.
-- example: from who_met_whom where party_a = 'CHN' or party_b = 'CHN'
with held as (
    select
        meeting_format, parties, n_articles,
        date_trunc('month', event_day(
            event_date_start, date_precision, is_background, published_date
        ))::date as month,
        unnest(parties) as party_a
    from events
    where event_type = 'meeting' and status = 'occurred'
),
pairs as (
    select *, unnest(list_filter(parties, lambda party: party > party_a)) as party_b
    from held
)
select
    month, party_a, party_b,
    count(*) as meetings,
    count(*) filter (where meeting_format in ('phone_call', 'virtual')) as at_a_distance,
    count(*) filter (where meeting_format = 'visit') as visits,
    count(*) filter (where len(parties) > 2) as with_others,
    sum(n_articles)::bigint as articles
from pairs
where month is not null
group by month, party_a, party_b
order by month, meetings desc, party_a, party_b
