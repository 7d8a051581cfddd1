-- How would GDELT 2.0 write it? One row per event and pair of parties, in the 61 columns of its events.
-- example: from gdelt_events where MonthYear = 202503
with told as (
    select
        events.*,
        -- Computed here, so that what a query asks of them is asked before the pairs are made.
        (year(day) * 10000 + month(day) * 100 + day(day))::integer as day_number,
        (year(day) * 100 + month(day))::integer as month_number,
        year(day)::integer as year_number,
        left(cameo_code, 3) as base_code, left(cameo_code, 2) as root_code,
        articles.url as url, articles.cited as cited,
        case when meeting_format = 'visit' then list_transform(
            list_filter(participants, lambda seat: seat.role = 'visitor'),
            lambda seat: coalesce(seat.country, seat.organization)
        ) else [] end as visitors,
        list_transform(
            list_filter(participants, lambda seat: seat.title is not null),
            lambda seat: coalesce(seat.country, seat.organization)
        ) as officials
    from (select *, coalesce(event_date_start, published_date) as day from events) as events
    left join (
        select mention_id, url, concat_ws(': ', source, title) as cited
        from mentions
    ) as articles on articles.mention_id = mention_ids[1]
    where cameo_code is not null
),
pairs as (
    select
        * exclude (others),
        unnest(case when len(others) = 0 and len(parties) = 1 then [null] else others end) as other
    from (
        select *, list_filter(parties, lambda party: party > one) as others
        from (select *, unnest(parties) as one from told)
    )
),
acts as (
    select
        *,
        coalesce(list_contains(visitors, other) and not list_contains(visitors, one), false) as turned
    from pairs
),
sides as (
    select
        *,
        case when turned then other else one end as actor1,
        case when turned then one else other end as actor2
    from acts
)
select
    (md5_number_lower(concat_ws('|', event_id, one, other)) // 2)::bigint as GlobalEventID,
    day_number as Day,
    month_number as MonthYear,
    year_number as Year,
    round(year(day) + (month(day) * 30 + day(day)) / 365, 4) as FractionDate,
    coalesce(a.cameo, a.code, actor1) as Actor1Code,
    upper(a.name) as Actor1Name,
    case when a.kind = 'country' then a.cameo end as Actor1CountryCode,
    a.known_group as Actor1KnownGroupCode,
    null::varchar as Actor1EthnicCode,
    null::varchar as Actor1Religion1Code,
    null::varchar as Actor1Religion2Code,
    coalesce(a.sector, case when list_contains(officials, actor1) then 'GOV' end) as Actor1Type1Code,
    null::varchar as Actor1Type2Code,
    null::varchar as Actor1Type3Code,
    coalesce(b.cameo, b.code, actor2) as Actor2Code,
    upper(b.name) as Actor2Name,
    case when b.kind = 'country' then b.cameo end as Actor2CountryCode,
    b.known_group as Actor2KnownGroupCode,
    null::varchar as Actor2EthnicCode,
    null::varchar as Actor2Religion1Code,
    null::varchar as Actor2Religion2Code,
    coalesce(b.sector, case when list_contains(officials, actor2) then 'GOV' end) as Actor2Type1Code,
    null::varchar as Actor2Type2Code,
    null::varchar as Actor2Type3Code,
    1 as IsRootEvent,
    cameo_code as EventCode,
    base_code as EventBaseCode,
    root_code as EventRootCode,
    quad_class::integer as QuadClass,
    goldstein::double as GoldsteinScale,
    len(mention_ids)::integer as NumMentions,
    n_sources as NumSources,
    n_articles as NumArticles,
    null::double as AvgTone,
    null::integer as Actor1Geo_Type,
    null::varchar as Actor1Geo_FullName,
    null::varchar as Actor1Geo_CountryCode,
    null::varchar as Actor1Geo_ADM1Code,
    null::varchar as Actor1Geo_ADM2Code,
    null::double as Actor1Geo_Lat,
    null::double as Actor1Geo_Long,
    null::varchar as Actor1Geo_FeatureID,
    null::integer as Actor2Geo_Type,
    null::varchar as Actor2Geo_FullName,
    null::varchar as Actor2Geo_CountryCode,
    null::varchar as Actor2Geo_ADM1Code,
    null::varchar as Actor2Geo_ADM2Code,
    null::double as Actor2Geo_Lat,
    null::double as Actor2Geo_Long,
    null::varchar as Actor2Geo_FeatureID,
    case
        when latitude is not null and place_country = 'USA' then 3
        when latitude is not null then 4
        when place_country is not null then 1
        else 0
    end as ActionGeo_Type,
    case when latitude is null then spot.name else concat_ws(', ', place, spot.name) end
        as ActionGeo_FullName,
    spot.fips as ActionGeo_CountryCode,
    null::varchar as ActionGeo_ADM1Code,
    null::varchar as ActionGeo_ADM2Code,
    latitude as ActionGeo_Lat,
    longitude as ActionGeo_Long,
    null::varchar as ActionGeo_FeatureID,
    strftime(first_published_at, '%Y%m%d%H%M%S')::bigint as DATEADDED,
    coalesce(url, cited) as SOURCEURL
from sides
left join parties as a on a.code = actor1
left join parties as b on b.code = actor2
left join parties as spot on spot.code = place_country
