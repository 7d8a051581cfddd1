"""Who: the parties with the most events, meetings and treaty events apart."""

import altair as alt

from pipelines.report.figure import COLOURS, MARKS, TYPES, Figure
from pipelines.report.period import Period

SHOWN = 12

QUERY = """
select coalesce(parties.name, party) as party, event_type as type, list(n order by n) as events
from (select n, event_type, unnest(parties) as party from told)
left join parties on parties.code = party
group by all
order by len(events) desc, party, type
"""


def chart(_: Period) -> alt.Chart:
    """Bars to the right, the longest on top."""
    return (
        alt.Chart(MARKS, height=alt.Step(22), width="container")
        .mark_bar(cursor="pointer", stroke="var(--paper)", strokeWidth=1)
        .encode(
            y=alt.Y(
                "party:N",
                title=None,
                sort=alt.EncodingSortField("n", op="sum", order="descending"),
                axis=alt.Axis(domain=False, ticks=False, labelLimit=150, labelColor="var(--ink)"),
            ),
            x=alt.X("sum(n):Q", title="events", axis=alt.Axis(tickMinStep=1, domain=False)),
            color=alt.Color(
                "type:N",
                scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
                legend=None,
            ),
            detail="i:N",
            tooltip=[
                alt.Tooltip("party:N"),
                alt.Tooltip("type:N"),
                alt.Tooltip("n:Q", title="events"),
            ],
        )
    )


FIGURE = Figure(
    id="busiest",
    title="Who",
    note=f"The {SHOWN} parties with the most events.",
    query=QUERY,
    chart=chart,
    columns={"party": "Party", "type": "Type"},
    legend=TYPES,
    most={"party": SHOWN},
)
