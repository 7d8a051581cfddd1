"""Who with whom: a field for each two parties that meet, darker where they meet more often."""

import altair as alt

from pipelines.report.figure import MARKS, Figure, tooltip
from pipelines.report.period import Period

SHOWN = 12

QUERY = """
select
    coalesce(one.name, party) as party, coalesce(two.name, other) as other,
    party as code, other as other_code, list(n order by n) as events
from (
    select n, party, unnest(list_filter(parties, lambda code: code > party)) as other
    from (select n, parties, unnest(parties) as party from told where event_type = 'meeting')
)
left join parties as one on one.code = party
left join parties as two on two.code = other
group by all
order by len(events) desc, party, other
"""


def chart(_: Period) -> alt.LayerChart:
    """A square table, the same on both sides of its diagonal."""
    order = alt.EncodingSortField("rank", op="min", order="ascending")
    base = alt.Chart(MARKS, height=alt.Step(26), width="container").encode(
        x=alt.X(
            "other_code:N",
            title=None,
            sort=alt.EncodingSortField("other_rank", op="min", order="ascending"),
            axis=alt.Axis(
                orient="top",
                labelAngle=-60,
                domain=False,
                ticks=False,
                labelLimit=90,
                labelPadding=8,
            ),
        ),
        y=alt.Y(
            "party:N",
            title=None,
            sort=order,
            axis=alt.Axis(domain=False, ticks=False, labelLimit=150, labelColor="var(--ink)"),
        ),
        tooltip=tooltip(party="one side", other="the other"),
    )
    fields = base.mark_rect(
        cursor="pointer", fill="var(--meeting)", stroke="var(--paper)", cornerRadius=3
    ).encode(
        opacity=alt.Opacity("n:Q", scale=alt.Scale(range=[0.2, 1], domainMin=0), legend=None),
        detail="i:N",
    )
    numbers = base.mark_text(fontSize=11, fontWeight="bold", cursor="pointer").encode(
        text="n:Q",
        color=alt.when("datum.share > 0.55")
        .then(alt.value("var(--paper)"))
        .otherwise(alt.value("var(--ink)")),
        detail="i:N",
    )
    return fields + numbers


FIGURE = Figure(
    id="matrix",
    title="Who met whom",
    note=f"Meetings, held or planned, among the {SHOWN} parties that meet most.",
    query=QUERY,
    chart=chart,
    columns={"party": "One side", "other": "The other"},
    most={"party": SHOWN, "other": SHOWN},
    mirrored=("party", "other"),
)
