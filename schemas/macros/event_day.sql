-- On which day, or in which week or month, does it count? News without a date counts when told.
-- parameters: day, precision, is_background, published
-- example: select event_day(event_date_start, date_precision, is_background, published_date) from events limit 5
case
    when precision <> 'year' then day
    when precision is null and not is_background then published
end
