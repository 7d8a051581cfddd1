from itertools import chain
from pathlib import Path

from pipelines.mention_files import files_by_day, read_claims
from tests.bench.synthetic import PER_DAY, mentions, write_lake


def test_the_same_seed_makes_the_same_world() -> None:
    assert list(mentions(2)) == list(mentions(2))
    assert list(mentions(2)) != list(mentions(2, seed=2))


def test_a_lake_of_synthetic_mentions_is_read_like_any_other(tmp_path: Path) -> None:
    written = write_lake(3 * PER_DAY, tmp_path)
    files = files_by_day(str(tmp_path), "mentions")
    claims = list(chain.from_iterable(read_claims(path) for path in chain(*files.values())))
    assert len(files) == 3
    assert len({claim.mention_id for claim in claims}) == len(claims) == written
    assert {claim.status for claim in claims} == {"occurred", "planned"}
