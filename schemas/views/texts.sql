-- What do the articles say, to the letter as evidence counts it? With --keep_articles text only.
select *
from text_files
