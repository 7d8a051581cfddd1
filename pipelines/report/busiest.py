"""Who: the parties with the most events, meetings and treaty events apart."""

import altair as alt

from pipelines.report.figure import BY_TYPE, MARKS, TYPES, Figure, tooltip
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
            color=BY_TYPE,
            detail="i:N",
            tooltip=tooltip(party="party", type="type"),
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
