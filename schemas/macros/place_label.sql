-- Where was it, in words: the place with its country?
-- parameters: place, country
-- example: select place_label(place, place_country) from events where place is not null limit 5
case
    when place is null then country
    when country is null or ends_with(place, country) then place
    else place || ' (' || country || ')'
end
