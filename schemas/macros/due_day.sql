-- By which day is it over, if it comes about as announced? The last of the day, week, month or year named.
-- parameters: day, day_end, precision
-- example: select due_day(event_date_start, event_date_end, date_precision) from events where status = 'planned' limit 5
coalesce(day_end, case precision
    when 'year' then day + interval 1 year - interval 1 day
    when 'month' then day + interval 1 month - interval 1 day
    when 'week' then day + interval 6 day
    else day
end)::date
