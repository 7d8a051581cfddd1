-- Who brought whom together? Each mediator of each event, with the sides.
-- example: select mediator, count(*) as events from mediators group by all order by events desc
select
    coalesce(mediator.country, mediator.organization, mediator.name) as mediator,
    mediator.name as person,
    list_filter(parties, lambda party: party
        <> coalesce(mediator.country, mediator.organization, '')) as between_parties,
    event_type, status, coalesce(meeting_format, treaty_action) as what, instrument,
    day_label(event_date_start, date_precision) as "when",
    place_label(place, place_country) as "where", n_sources, event_id
from (
    select
        *,
        unnest(list_filter(participants, lambda seat: seat.role = 'mediator')) as mediator
    from events
)
order by coalesce(event_date_start, published_date), event_id, mediator
