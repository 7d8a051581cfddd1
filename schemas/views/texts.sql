-- What do the articles say, to the letter as evidence counts it? With --keep_articles text only.
-- example: select article_id, text from texts limit 1
select *
from text_files
