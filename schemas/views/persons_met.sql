-- Which two persons of different parties met, how often, when first and last?
-- example: from persons_met where 'KOR' in (party_a, party_b) limit 20
with seats as (
    select
        event_id, meeting_format, participants, n_articles,
        event_day(event_date_start, date_precision, is_background, published_date) as day,
        unnest(participants) as a
    from events
    where event_type = 'meeting' and status = 'occurred'
),
pairs as (
    select
        * exclude (participants),
        unnest(list_filter(participants, lambda seat: seat.name > a.name
            and coalesce(seat.country, seat.organization, '')
            <> coalesce(a.country, a.organization, ''))) as b
    from seats
    where a.name is not null
)
select
    a.name as person_a, coalesce(a.country, a.organization) as party_a,
    b.name as person_b, coalesce(b.country, b.organization) as party_b,
    count(*) as meetings,
    count(*) filter (where meeting_format in ('phone_call', 'virtual')) as at_a_distance,
    min(day) as first_day, max(day) as last_day, sum(n_articles)::bigint as articles
from pairs
group by all
order by meetings desc, articles desc, person_a, person_b
