-- What happened, in one line per mention? Who, where, when and what, as a person would note it.
with sides as (
    select
        mention_id,
        unnest(participants) as side,
        generate_subscripts(participants, 1) as place_in_list
    from mentions
),
named as (
    select
        mention_id,
        place_in_list,
        side.name as name,
        coalesce(side.country, side.organization) as code,
        bool_or(side.name is not null) over (
            partition by mention_id, coalesce(side.country, side.organization)
        ) as has_name
    from sides
),
called as (
    select
        mention_id,
        string_agg(
            case
                when name is null then code
                when code is null or code = name then name
                else name || ' (' || code || ')'
            end,
            ', ' order by place_in_list
        ) as who
    from named
    where name is not null or not has_name
    group by mention_id
)
select
    published_date as published,
    event_type as type,
    status,
    coalesce(meeting_format, treaty_action) as what,
    who,
    case
        when place is null then place_country
        when place_country is null then place
        else place || ' (' || place_country || ')'
    end as "where",
    case date_precision
        when 'year' then strftime(event_date_start, '%Y')
        when 'month' then strftime(event_date_start, '%Y-%m')
        when 'week' then strftime(event_date_start, '%G-W%V')
        else event_date_start::varchar
    end as "when",
    instrument,
    confidence::decimal(3, 2) as confidence
from mentions
left join called using (mention_id)
order by published_date, article_id, mention_id
