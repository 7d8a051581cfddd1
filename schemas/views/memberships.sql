-- Who joined, left or was suspended from which organisation or agreement, and when?
-- example: from memberships where action = 'withdrew'
with moves as (
    select
        *,
        list_filter(participants, lambda seat: seat.role = 'member') as members,
        list_filter(participants, lambda seat: seat.role <> 'member'
            and seat.organization is not null) as bodies
    from events
    where event_type = 'treaty' and treaty_action in ('joined', 'withdrew', 'suspended')
)
select
    coalesce(bodies[1].organization, instrument) as organization,
    coalesce(member.country, member.organization, member.name) as party,
    treaty_action as action, status, is_background,
    day_label(event_date_start, date_precision) as "when",
    first_published_at::date as told, instrument, n_sources, event_id
from (select *, unnest(members) as member from moves)
where treaty_action <> 'suspended' or len(bodies) > 0
order by organization, coalesce(event_date_start, published_date), party, event_id
