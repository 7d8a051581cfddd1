-- How would POLECAT write it? One row per event, with the PLOVER codes, in the columns of its files.
-- example: select "Event Date", "Event Type", "Actor Country" from polecat_events
with seats as (
    select
        *,
        list_transform(
            list_filter(participants, lambda seat: seat.role in ('visitor', 'mediator')),
            lambda seat: coalesce(seat.country, seat.organization)
        ) as movers
    from events
    where plover_event is not null
),
sides as (
    select
        *,
        case
            when len(list_filter(parties, lambda party: list_contains(movers, party))) > 0
            then list_filter(parties, lambda party: list_contains(movers, party))
            else parties[1:1]
        end as actors
    from seats
),
named as (
    select
        *,
        list_filter(parties, lambda party: not list_contains(actors, party)) as recipients,
        list_filter(participants, lambda seat:
            list_contains(actors, coalesce(seat.country, seat.organization))) as actor_seats,
        list_filter(participants, lambda seat:
            not list_contains(actors, coalesce(seat.country, seat.organization, ''))) as other_seats
    from sides
),
states as (
    select map_from_entries(list((code, {cow: cow, sector: coalesce(sector, 'GOV')}))) as of
    from parties
)
select
    event_id as "Event ID",
    coalesce(event_date_start, published_date)::varchar as "Event Date",
    plover_event as "Event Type",
    plover_mode as "Event Mode",
    goldstein as "Intensity",
    case quad_class
        when 1 then 'VERBAL COOPERATION'
        when 2 then 'MATERIAL COOPERATION'
        when 3 then 'VERBAL CONFLICT'
        when 4 then 'MATERIAL CONFLICT'
    end as "Quad Code",
    'diplomatic' as "Contexts",
    array_to_string(list_transform(actor_seats, lambda seat:
        coalesce(seat.name, seat.country, seat.organization)), '; ') as "Actor Name",
    array_to_string(actors, '; ') as "Actor Country",
    array_to_string(list_filter(list_transform(actors, lambda party: states.of[party].cow),
        lambda code: code is not null), '; ') as "Actor COW",
    states.of[actors[1]].sector as "Primary Actor Sector",
    array_to_string(list_transform(actors, lambda party: states.of[party].sector), '; ')
        as "Actor Sectors",
    array_to_string(list_transform(actor_seats, lambda seat: seat.title), '; ') as "Actor Title",
    array_to_string(list_transform(actor_seats, lambda seat: seat.name), '; ') as "Actor Name Raw",
    null::varchar as "Wikipedia Actor ID",
    array_to_string(list_transform(other_seats, lambda seat:
        coalesce(seat.name, seat.country, seat.organization)), '; ') as "Recipient Name",
    array_to_string(recipients, '; ') as "Recipient Country",
    array_to_string(list_filter(list_transform(recipients, lambda party: states.of[party].cow),
        lambda code: code is not null), '; ') as "Recipient COW",
    states.of[recipients[1]].sector as "Primary Recipient Sector",
    array_to_string(list_transform(recipients, lambda party: states.of[party].sector), '; ')
        as "Recipient Sectors",
    array_to_string(list_transform(other_seats, lambda seat: seat.title), '; ')
        as "Recipient Title",
    array_to_string(list_transform(other_seats, lambda seat: seat.name), '; ')
        as "Recipient Name Raw",
    null::varchar as "Wikipedia Recipient ID",
    place as "Placename",
    case when latitude is not null then place end as "City",
    null::varchar as "District",
    null::varchar as "Province",
    place_country as "Country",
    latitude as "Latitude",
    longitude as "Longitude",
    null::varchar as "GeoNames ID",
    place as "Raw Placename",
    null::varchar as "Feature Type",
    source as "Source",
    first_published_at::date::varchar as "Publication Date",
    array_to_string(list_transform(participants, lambda seat: seat.name), '; ') as "Story People",
    array_to_string(list_transform(participants, lambda seat: seat.organization), '; ')
        as "Story Organizations",
    place as "Story Locations",
    'eng' as "Language",
    'communique ' || pipeline_version as "Version"
from named
cross join states
left join (select mention_id, source from mentions) as articles
    on articles.mention_id = mention_ids[1]
