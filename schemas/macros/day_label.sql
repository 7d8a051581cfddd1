-- When was it, as precisely as it is known: a day, a week, a month or a year?
-- parameters: day, precision
-- example: select day_label(event_date_start, date_precision) from events limit 5
case precision
    when 'year' then strftime(day, '%Y')
    when 'month' then strftime(day, '%Y-%m')
    when 'week' then strftime(day, '%G-W%V')
    else day::varchar
end
