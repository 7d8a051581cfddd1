"""The card of the shipped pipeline: what it was made of, what it can do."""

from importlib.resources import files

from training.score import Entities, Scores, Syntax


def write_card(scores: Scores, facts: dict[str, object]) -> str:
    """The card in Markdown; *facts* are size, versions and the time it took."""
    lines = ["| | tag | UPOS | UAS | LAS |", "|---|---|---|---|---|"]
    lines.append(_syntax_row("UD PUD (news and wiki, unseen)", scores.pud))
    lines.append(_syntax_row("UD EWT test (web)", scores.ewt))
    lines += ["", "| entities | precision | recall | F |", "|---|---|---|---|"]
    lines += _entity_rows("VOA news, held out", scores.news)
    lines += _entity_rows("Universal NER PUD, unseen", scores.pud_entities)
    head = files("training").joinpath("card.md").read_text(encoding="utf-8")
    return (
        head.format(speed=scores.words_per_second, events=100 * scores.events, **facts)
        + "\n"
        + "\n".join(lines)
        + "\n"
    )


def _syntax_row(name: str, score: Syntax) -> str:
    cells = (score.tag, score.pos, score.uas, score.las)
    return f"| {name} | " + " | ".join(f"{100 * cell:.1f}" for cell in cells) + " |"


def _entity_rows(name: str, table: dict[str, Entities]) -> list[str]:
    return [
        f"| {name}: {label} | {100 * s.precision:.1f} | {100 * s.recall:.1f} | {100 * s.f:.1f} |"
        for label, s in table.items()
    ]
