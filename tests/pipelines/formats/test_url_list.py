from pathlib import Path

import pytest

from tests.pipelines.formats.reading import faults, records
from transforms.parse import SkippedRecord, parse_record

URL = "https://wire.example/a"


def row(cells: int, **known: str) -> str:
    found = [str(n) for n in range(cells)]
    for place, value in known.items():
        found[int(place.removeprefix("at"))] = value
    return "\t".join(found)


EVENTS = row(61, at59="20250305121500", at60=URL)
MENTIONS = row(16, at2="20250305121500", at4="wire.example", at5=URL)
GKG = row(27, at1="20250305121500", at3="wire.example", at4=URL)


@pytest.mark.parametrize(
    ("name", "line", "dated"),
    [
        ("20250305121500.export.CSV", EVENTS, "2025-03-05T12:15:00+00:00"),
        ("20250305121500.mentions.CSV", MENTIONS, "2025-03-05T12:15:00+00:00"),
        ("20250305121500.gkg.csv", GKG, "2025-03-05T12:15:00+00:00"),
        ("events.tsv", EVENTS, "2025-03-05T12:15:00+00:00"),
        ("index.cdxj", f'example,wire)/a 20250306000000 {{"url": "{URL}", "status": "200"}}', None),
        ("seeds.txt", URL, None),
    ],
)
def test_addresses_are_known_and_skipped(
    tmp_path: Path, name: str, line: str, dated: str | None
) -> None:
    (tmp_path / name).write_text(f"{line}\n{line}\n")
    first, second = records(tmp_path / name)
    assert (first.skip, first.values["url"], second.position) == ("no_text", URL, 2)
    with pytest.raises(SkippedRecord) as skipped:
        parse_record(first)
    facts = skipped.value.facts
    assert (facts.outcome, facts.reason, facts.url) == ("skipped", "no_text", URL)
    if dated:
        assert facts.published_at is not None
        assert facts.published_at.isoformat() == dated


def test_lines_of_another_kind_are_failures_between_the_others(tmp_path: Path) -> None:
    lines = [EVENTS, "too\tfew", row(61, at60="no address"), EVENTS]
    (tmp_path / "a.export.CSV").write_text("\n".join(lines))
    assert len(records(tmp_path / "a.export.CSV")) == 2
    assert faults(tmp_path / "a.export.CSV") == [(2, "MalformedList"), (3, "MalformedList")]
