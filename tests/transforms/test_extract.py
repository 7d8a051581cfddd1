"""What every mention of every sample article must keep."""

import json
from importlib.resources import files

from schemas.article import Article
from transforms.extract import Extractor, Mention, acronyms_of, is_about_games, is_brief
from transforms.parse import SourceRecord, parse_record


def samples() -> list[Article]:
    """The shipped sample articles."""
    found = []
    folder = files("pipelines").joinpath("samples")
    for file in sorted(f.name for f in folder.iterdir() if f.name.endswith(".jsonl")):
        for n, line in enumerate(folder.joinpath(file).read_text("utf-8").splitlines(), 1):
            found.append(parse_record(SourceRecord(file, n, json.loads(line))).found.article)
    return found


def mentions() -> list[tuple[Article, Mention]]:
    """All mentions of the samples, each with its article."""
    return [(article, m) for article, ms in Extractor().extract(samples()) for m in ms]


def test_ids_are_unique() -> None:
    ids = [mention.mention_id for _, mention in mentions()]
    assert len(ids) > 40
    assert len(ids) == len(set(ids))


def test_evidence_is_verbatim() -> None:
    for article, mention in mentions():
        for span in mention.evidence:
            assert article.text[span.char_start : span.char_end] == span.text


def test_articles_together_give_what_each_gives_alone() -> None:
    articles = samples()[:6]
    extractor = Extractor()
    together = [ms for _, ms in extractor.extract(articles)]
    alone = [ms for a in articles for _, ms in extractor.extract([a])]
    assert together == alone


def test_acronym_of_an_instrument_stands_for_it() -> None:
    assert acronyms_of("The Arctic Fishing Treaty (AFT) was signed in Oslo.") == {
        "AFT": "Arctic Fishing Treaty"
    }
    assert acronyms_of("The Arctic Fishing Council (AFC) met in Oslo.") == {}


def test_headline_is_brief_unless_it_tells_of_a_game() -> None:
    assert is_brief("Duarte to meet Orlov in Geneva")
    assert not is_brief("Duarte to meet Orlov in the tennis final")


def test_report_of_a_match_is_about_games() -> None:
    assert is_about_games("The coach said the striker would miss the semifinal in the new stadium.")
    assert not is_about_games("The coach of the delegation left the stadium after the talks.")
