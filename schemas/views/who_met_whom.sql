-- Which two parties met in which month, how often and how? Of what occurred and has a month.
with held as (
    select event_id, meeting_format, parties, n_articles,
        date_trunc('month', case
            when event_date_start is null and not is_background then published_date
            when date_precision <> 'year' then event_date_start
        end)::date as month
    from events
    where event_type = 'meeting' and status = 'occurred'
),
seats as (
    select event_id, unnest(parties) as party
    from held
)
select
    held.month, a.party as party_a, b.party as party_b,
    count(*) as meetings,
    count(*) filter (where meeting_format in ('phone_call', 'virtual')) as at_a_distance,
    count(*) filter (where meeting_format = 'visit') as visits,
    count(*) filter (where len(parties) > 2) as with_others,
    sum(n_articles)::bigint as articles
from held
join seats as a on a.event_id = held.event_id
join seats as b on b.event_id = held.event_id and a.party < b.party
where held.month is not null
group by all
order by held.month, meetings desc, party_a, party_b
