"""What a chart of the report is: a query whose rows are marks, each with the events behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import duckdb
import vl_convert

from pipelines.report.period import Period

MARKS = alt.NamedData("counted")
"""The rows of the query, as many events counted in `n` as the filters leave."""

COLOURS = {"meeting": "var(--meeting)", "treaty": "var(--treaty)"}
"""Colours are those of the page, so that light, dark and paper change them alike."""

BY_TYPE = alt.Color(
    "type:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None
)


def tooltip(**fields: str) -> list[alt.Tooltip]:
    """What is shown under the pointer: fields with the words before them, then the number."""
    shown = [alt.Tooltip(f"{name}:N", title=words) for name, words in fields.items()]
    return [*shown, alt.Tooltip("n:Q", title="events")]


Shade = tuple[str, str, float]
"""A line of a legend: words, the class of its colour, how strong it is."""
TYPES: tuple[Shade, ...] = (("meetings", "meeting", 1), ("treaty events", "treaty", 1))

FONT = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', sans-serif"
)
CONFIG: dict[str, Any] = {
    "background": "transparent",
    "view": {"stroke": None},
    "font": FONT,
    "axis": {
        "labelColor": "var(--soft)",
        "titleColor": "var(--soft)",
        "gridColor": "var(--rule)",
        "domainColor": "var(--rule)",
        "tickColor": "var(--rule)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
}


@dataclass(frozen=True)
class Figure:
    """A chart with its query. `columns` are those of its table, with the words above them."""

    id: str
    title: str
    note: str
    query: str
    chart: Callable[[Period], alt.Chart | alt.LayerChart | alt.FacetChart]
    columns: Mapping[str, str]
    legend: tuple[Shade, ...] = ()
    most: Mapping[str, int] = field(default_factory=dict)
    """Fields of which only so many values are drawn: those with most events."""
    room: int | None = None
    """How many marks are drawn at most: those with most events."""
    mirrored: tuple[str, str] | None = None
    """Two fields that change places in a second copy of each mark: a pair seen from either side."""

    def data(self, connection: duckdb.DuckDBPyConnection, period: Period) -> dict[str, Any]:
        """All that the page has to know of the chart."""
        return {
            "spec": self.spec(period),
            "marks": self.marks(connection, period),
            "columns": dict(self.columns),
            "most": dict(self.most),
            "room": self.room,
            "mirrored": self.mirrored,
        }

    def marks(self, connection: duckdb.DuckDBPyConnection, period: Period) -> list[dict[str, Any]]:
        """The rows of the query; `events` are numbers of the table `told`, as steps.

        A step is short: with a hundred thousand events, steps save megabytes.
        """
        known = {
            "first": period.around.since,
            "last": period.around.until,
            "step": period.step,
            "words": "%B %Y" if period.step == "month" else "%-d %B %Y",
        }
        used = {name: value for name, value in known.items() if f"${name}" in self.query}
        table = connection.sql(self.query, params=used or None).to_arrow_table()
        rows = table.to_pylist()
        return [
            {k: _plain(v) for k, v in row.items()} | {"events": steps(row["events"])}
            for row in rows
        ]

    def spec(self, period: Period) -> dict[str, Any]:
        """The chart as Vega draws it; its marks come from the page."""
        chart: dict[str, Any] = self.chart(period).to_dict(validate=False)
        fit = "fit" if chart.get("height") == "container" else "fit-x"
        chart |= {"autosize": {"type": fit, "contains": "padding"}, "config": CONFIG}
        chart.setdefault("datasets", {})["counted"] = []
        version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
        vega: dict[str, Any] = vl_convert.vegalite_to_vega(chart, vl_version=version)
        return vega


def steps(numbers: list[int]) -> list[int]:
    """Numbers in order, each as what is added to the one before.

    >>> steps([3, 5, 9])
    [3, 2, 4]
    """
    return [number - last for last, number in zip([0, *numbers], numbers, strict=False)]


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | str | list | None) else str(value)
