"""When: events by day, week or month, meetings and treaty events stacked."""

import altair as alt

from pipelines.report.figure import BY_TYPE, MARKS, TYPES, Figure, tooltip
from pipelines.report.period import Period

QUERY = """
select
    date_trunc($step, day)::date as day, strftime(date_trunc($step, day), $words) as label,
    (date_trunc($step, day) + ('1 ' || $step)::interval)::date as next_day,
    event_type as type,
    case
        when status = 'occurred' then 'happened'
        when status = 'cancelled' then 'called off'
        else 'ahead'
    end as phase,
    list(n order by n) as events
from told
where day between $first and $last
group by all
order by all
"""
PHASES = {"happened": 1, "ahead": 0.55, "called off": 0.25}
"""How strong a bar's colour is."""


def chart(period: Period) -> alt.Chart:
    """Stacked bars; what lies ahead or was called off is paler."""
    ends = (period.around.since, period.around.until)
    shown = [alt.DateTime(year=d.year, month=d.month, date=d.day, utc=True) for d in ends]
    labels = "%-d %b" if period.step == "day" else "%b %Y"
    return (
        alt.Chart(MARKS, height=200, width="container")
        .mark_bar(cursor="pointer", stroke="var(--paper)", strokeWidth=1)
        .encode(
            x=alt.X(
                "day:T",
                title=None,
                scale=alt.Scale(type="utc", domain=shown),
                axis=alt.Axis(
                    grid=False, format=labels, labelOverlap=True, labelSeparation=8, tickCount=8
                ),
            ),
            x2="next_day:T",
            y=alt.Y("sum(n):Q", title="events", axis=alt.Axis(tickMinStep=1, domain=False)),
            color=BY_TYPE,
            opacity=alt.Opacity(
                "phase:N",
                sort=list(PHASES),
                scale=alt.Scale(domain=list(PHASES), range=list(PHASES.values())),
                legend=None,
            ),
            detail="i:N",
            tooltip=tooltip(label=period.step, type="type", phase="stage"),
        )
    )


FIGURE = Figure(
    id="timeline",
    title="When",
    note="By the day of the event; news without a date counts on the day it was told.",
    query=QUERY,
    chart=chart,
    columns={"label": "Day, or first day", "type": "Type", "phase": "Stage"},
    legend=(*TYPES, *((phase, "", strength) for phase, strength in PHASES.items())),
)
