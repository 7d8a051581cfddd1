-- Which pairs met face to face for the first time in so many years? Null: no earlier one is known.
-- parameters: years
-- example: from first_meetings(5) limit 20
with held as (
    select
        event_id, meeting_format, place, place_country, parties, n_sources, is_background,
        case
            when event_date_start is not null then event_date_start
            when not is_background then published_date
        end as day
    from events
    where event_type = 'meeting' and status = 'occurred'
        and meeting_format not in ('phone_call', 'virtual')
),
pairs as (
    select *, unnest(list_filter(parties, lambda other: other > party_a)) as party_b
    from (select *, unnest(parties) as party_a from held where day is not null)
),
days as (
    select party_a, party_b, list_sort(list(day)) as days
    from pairs
    group by party_a, party_b
),
steps as (
    select party_a, party_b, unnest(days) as day, unnest(list_prepend(null, days)) as previous_day
    from days
),
firsts as (
    select *
    from steps
    where previous_day is null
        or (day > previous_day and day >= previous_day + to_years(years::integer))
)
select
    day, party_a, party_b, previous_day,
    round(date_diff('day', previous_day, day) / 365.25, 1) as years_since,
    meeting_format, place_label(place, place_country) as "where", n_sources, event_id
from (
    select pairs.*, previous_day
    from pairs
    join firsts using (party_a, party_b, day)
    qualify row_number() over (partition by party_a, party_b, day order by event_id) = 1
)
where not is_background
order by years_since desc nulls last, n_sources desc, day, party_a, party_b
