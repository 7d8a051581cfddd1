"""Every row of the code table, by the facts that lead to it."""

import pytest

from transforms.codes import Facts, code_rows, codes_of

# fmt: off
CASES = [
    (Facts("meeting", "occurred", "bilateral"), "040", 1, 1.0, "CONSULT", None),
    (Facts("meeting", "occurred", "phone_call"), "041", 1, 1.0, "CONSULT", "phone"),
    (Facts("meeting", "occurred", "visit"), "042", 1, 1.9, "CONSULT", "visit"),
    (Facts("meeting", "occurred", "summit", third_place=True),
     "044", 1, 2.5, "CONSULT", "third-party"),
    (Facts("meeting", "occurred", "multilateral"), "040", 1, 1.0, "CONSULT", "multilateral"),
    (Facts("meeting", "occurred", "mediation"), "045", 1, 5.0, "CONSULT", None),
    (Facts("meeting", "planned", "summit"), "036", 1, 4.0, "AGREE", None),
    (Facts("meeting", "proposed", "visit"), "036", 1, 4.0, "AGREE", None),
    (Facts("meeting", "cancelled", "bilateral", refused=True), "125", 3, -5.0, "REJECT", "meet"),
    (Facts("meeting", "cancelled", "visit"), "164", 4, -7.0, "REJECT", "meet"),
    (Facts("meeting", "cancelled", "mediation"), "165", 4, -6.5, "REJECT", "meet"),
    (Facts("treaty", "occurred", None, "negotiating"), "046", 1, 7.0, "CONSULT", None),
    (Facts("treaty", "planned", None, "negotiating"), "036", 1, 4.0, "AGREE", None),
    (Facts("treaty", "cancelled", None, "negotiating"), "164", 4, -7.0, "REJECT", "meet"),
    (Facts("treaty", "occurred", None, "agreed"), "030", 1, 4.0, "AGREE", None),
    (Facts("treaty", "occurred", None, "agreed", "trade deal"), "031", 1, 5.2, "AGREE", None),
    (Facts("treaty", "planned", None, "signed", "arms deal"), "032", 1, 4.5, "AGREE", None),
    (Facts("treaty", "occurred", None, "signed"), "057", 1, 8.0, "SUPPORT", None),
    (Facts("treaty", "occurred", None, "ratified"), "057", 1, 8.0, "SUPPORT", None),
    (Facts("treaty", "occurred", None, "joined"), "057", 1, 8.0, "SUPPORT", None),
    (Facts("treaty", "occurred", None, "agreed", "ties", "relations"),
     "054", 1, 6.0, "SUPPORT", None),
    (Facts("treaty", "occurred", None, "agreed", "truce", "ceasefire"),
     "0871", 2, 9.0, "CONCEDE", None),
    (Facts("treaty", "cancelled", None, "signed"), "127", 3, -5.0, "REJECT", None),
    (Facts("treaty", "occurred", None, "rejected"), "127", 3, -5.0, "REJECT", None),
    (Facts("treaty", "occurred", None, "withdrew"), "161", 4, -4.0, "SANCTION", "withdraw"),
    (Facts("treaty", "occurred", None, "suspended"), "161", 4, -4.0, "SANCTION", "withdraw"),
    (Facts("treaty", "occurred", None, "violated", "truce", "ceasefire"),
     "196", 4, -9.5, "ASSAULT", None),
    (Facts("treaty", "occurred", None, "violated"), "128", 3, -5.0, "REJECT", "yield"),
]
# fmt: on


@pytest.mark.parametrize(("facts", "cameo", "quad", "goldstein", "plover", "mode"), CASES)
def test_codes(
    facts: Facts, cameo: str, quad: int, goldstein: float, plover: str, mode: str | None
) -> None:
    row = codes_of(facts)
    assert row is not None
    assert (row.cameo, row.quad, row.goldstein) == (cameo, quad, goldstein)
    assert (row.plover, row.mode) == (plover, mode)


def test_every_row_is_reached() -> None:
    reached = {id(codes_of(facts)) for facts, *_ in CASES}
    assert [row.why for row in code_rows() if id(row) not in reached] == []


def test_what_the_schemes_have_no_code_for_gets_none() -> None:
    assert codes_of(Facts("treaty", "occurred", None, "expired")) is None
    assert codes_of(Facts("treaty", "planned", None, "withdrew")) is None
