"""The page: all queries asked, all charts made, one text of HTML that needs no network."""

from base64 import b64encode
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import Any, cast

import duckdb
import vl_convert
from jinja2 import Environment, FunctionLoader, StrictUndefined

from pipelines.database import asked
from pipelines.patience import Say, silent
from pipelines.report import busiest, matrix, sureness, timeline, venues
from pipelines.report.events import details, facts, number_events
from pipelines.report.numbers import numbers_before
from pipelines.report.period import Period, period_of
from pipelines.report.quality import quality_of
from pipelines.report.treaties import lives
from schemas.version import PIPELINE_VERSION

FIGURES = (timeline.FIGURE, busiest.FIGURE, matrix.FIGURE, venues.FIGURE, sureness.FIGURE)
SCRIPTS = ("words.js", "state.js", "charts.js", "lists.js", "main.js")
HEADLINES = """
select day_label(event_date_start, date_precision) as "when", what, who(participants) as who,
    place_label(place, place_country) as "where", instrument, n_sources
from told
where not is_background
order by n
limit 25
"""


def page(
    lake: str, since: date | None = None, until: date | None = None, tell: Say = silent
) -> str:
    """The report on a lake's events first told of in these days; the ends may be left open."""
    return asked(lake, "", lambda connection: _page(connection, lake, since, until, tell))


def _page(
    connection: duckdb.DuckDBPyConnection,
    lake: str,
    since: date | None,
    until: date | None,
    tell: Say,
) -> str:
    tell("reading the events")
    period = period_of(connection, lake, since, until)
    number_events(connection, period)
    tell("looking for their sentences")
    data = page_data(connection, period)
    tell("drawing the charts")
    drawn = {figure.id: figure.data(connection, period) for figure in FIGURES}
    tell("writing the page")
    scripts = [vega_script(), page_script()]
    return template().render(
        period=period,
        quality=quality_of(connection, period),
        headlines=connection.sql(HEADLINES).to_arrow_table().to_pylist(),
        figures={figure.id: figure for figure in FIGURES},
        data={**data, "figures": drawn},
        detailed=len(data["details"]),
        style=page_file("style.css"),
        scripts=scripts,
        hashes=[script_hash(script) for script in scripts],
        version=PIPELINE_VERSION,
    )


def vega_script() -> str:
    """Vega and what it needs, as one script for browsers."""
    script: str = cast(Any, vl_convert).javascript_bundle()  # its stub demands what has a default
    return script


def page_data(connection: duckdb.DuckDBPyConnection, period: Period) -> dict[str, Any]:
    """What the page knows besides its charts."""
    names = dict(connection.execute("select code, name from parties").fetchall())
    columns = facts(connection)
    used = {party for parties in _values(columns["parties"]) for party in parties}
    return {
        "since": str(period.since),
        "until": str(period.until),
        "names": {code: names[code] for code in sorted(used) if code in names},
        "facts": columns,
        "details": details(connection),
        "lives": lives(connection),
        "before": numbers_before(connection, period),
    }


def _values(column: Any) -> Any:
    return column["values"] if isinstance(column, dict) else column


def template() -> Any:
    """The template of the page; whatever is put into it is escaped."""
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(page_file),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    return environment.get_template("page.html")


def page_file(name: str) -> str:
    """The text of a file of `page/`."""
    return files("pipelines.report").joinpath("page", name).read_text(encoding="utf-8")


def page_script() -> str:
    """What the page does in the browser, in one piece."""
    return "(() => {\n'use strict';\n" + "\n".join(map(page_file, SCRIPTS)) + "})();\n"


def script_hash(script: str) -> str:
    """How a content security policy names a script: nothing else may run in the page.

    >>> script_hash("1")
    "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"
    """
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
