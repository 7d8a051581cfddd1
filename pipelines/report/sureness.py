"""How sure: events by confidence."""

import altair as alt

from pipelines.report.figure import MARKS, Figure, tooltip
from pipelines.report.period import Period

QUERY = """
select
    least(floor(confidence::double * 10), 9) / 10 as low, low + 0.1::double as high,
    list(n order by n) as events
from told
group by all
order by low
"""


def chart(_: Period) -> alt.Chart:
    """Ten bars from 0 to 1."""
    return (
        alt.Chart(MARKS, height=120, width="container")
        .mark_bar(color="var(--soft)", cursor="pointer", stroke="var(--paper)", strokeWidth=1)
        .encode(
            x=alt.X(
                "low:O",
                title="confidence from",
                scale=alt.Scale(domain=[tenth / 10 for tenth in range(10)]),
                axis=alt.Axis(format=".1f", labelAngle=0),
            ),
            y=alt.Y("n:Q", title="events", axis=alt.Axis(tickMinStep=1, domain=False)),
            tooltip=tooltip(low="confidence from"),
        )
    )


FIGURE = Figure(
    id="sureness",
    title="How sure",
    note="Of events with a confidence of 0.8, about 80 % were right on annotated texts.",
    query=QUERY,
    chart=chart,
    columns={"low": "Confidence from", "high": "to"},
)
