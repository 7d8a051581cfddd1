"""Where: a map of the places where events took place or are to take place."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt

from pipelines.report.figure import MARKS, Figure, tooltip
from pipelines.report.period import Period

ROOM = 500

QUERY = """
select
    coalesce(parties.name, place_country) as country, null as place, numeric as number,
    null::double as latitude, null::double as longitude, list(n order by n) as events
from told
join parties on parties.code = place_country
where place_country is not null and numeric is not null
group by all
union all
select
    any_value(parties.name), mode(place), null, latitude, longitude, list(n order by n)
from told
left join parties on parties.code = place_country
where latitude is not null
group by latitude, longitude
order by len(events) desc, country, place
"""


@cache
def world() -> dict[str, Any]:
    """The outlines of the states, as TopoJSON."""
    text = files("pipelines.report").joinpath("page", "world.json").read_text(encoding="utf-8")
    topology: dict[str, Any] = json.loads(text)
    countries = topology["objects"]["countries"]
    countries["geometries"] = [
        {**shape, "properties": {}} for shape in countries["geometries"] if shape.get("id") != "010"
    ]
    return topology


def chart(_: Period) -> alt.LayerChart | alt.FacetChart:
    """States shaded by what took place in them; a dot for each city that is known."""
    shapes = alt.Data(
        values=world(), format=alt.TopoDataFormat(type="topojson", feature="countries")
    )
    land = alt.Chart(shapes).mark_geoshape(
        fill="var(--land)", stroke="var(--paper)", strokeWidth=0.5, aria=False
    )
    states = (
        alt.Chart(shapes)
        .transform_lookup("id", from_=alt.LookupData(MARKS, "number", ["n", "i", "country"]))
        .transform_filter("datum.n > 0")
        .mark_geoshape(
            stroke="var(--paper)", strokeWidth=0.5, fill="var(--place)", cursor="pointer"
        )
        .encode(
            opacity=alt.Opacity("n:Q", scale=alt.Scale(range=[0.3, 0.75], zero=False), legend=None),
            tooltip=tooltip(country="country"),
        )
    )
    cities = (
        alt.Chart(MARKS)
        .transform_filter("isValid(datum.latitude)")
        .mark_circle(
            fill="var(--dot)", stroke="var(--paper)", strokeWidth=1, opacity=0.95, cursor="pointer"
        )
        .encode(
            latitude="latitude:Q",
            longitude="longitude:Q",
            size=alt.Size("n:Q", scale=alt.Scale(range=[30, 350]), legend=None),
            detail="i:N",
            tooltip=tooltip(place="place", country="country"),
        )
    )
    return alt.layer(land, states, cities, width="container", height="container").project(
        "equalEarth"
    )


FIGURE = Figure(
    id="venues",
    title="Where",
    note="States shaded by the events in them; dots are cities whose position is known, "
    f"at most {ROOM} marks in all.",
    query=QUERY,
    chart=chart,
    room=ROOM,
    columns={"country": "Country", "place": "Place"},
)
