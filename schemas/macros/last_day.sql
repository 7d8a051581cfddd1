-- What is the day of the newest article of the lake?
-- parameters:
-- example: select last_day()
(select max(published_date) from mention_days)
