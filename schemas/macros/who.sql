-- Who took part, in words: persons with their party, and parties for which no person is named?
-- parameters: participants
-- example: select who(participants) from events limit 5
array_to_string(
    list_transform(
        case
            when list_count(list_transform(participants, lambda seat: seat.name))
                in (0, len(participants))
            then participants
            else list_filter(participants, lambda seat: seat.name is not null or not coalesce(
                list_contains(
                    list_transform(
                        list_filter(participants, lambda other: other.name is not null),
                        lambda other: coalesce(other.country, other.organization)
                    ),
                    coalesce(seat.country, seat.organization)
                ),
                false
            ))
        end,
        lambda seat: case
            when seat.name is null then coalesce(seat.country, seat.organization)
            when coalesce(seat.country, seat.organization, seat.name) = seat.name then seat.name
            else seat.name || ' (' || coalesce(seat.country, seat.organization) || ')'
        end
    ),
    ', '
)
