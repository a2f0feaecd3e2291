import pytest

from generator.mend import dates


@pytest.mark.parametrize("mark", ["/", "-", "."])
def test_one_day_above_12_proves_the_whole_column(mark):
    """With one day that can be no month, and none that contradicts it, every date is day-month-year."""
    texts = [text.replace("/", mark) for text in ("31/12/2024", "4/3/2024", "05/05/2024")]

    found = dates.mend(texts)

    assert dict(zip(texts, ["2024-12-31", "2024-03-04", "2024-05-05"], strict=True)) == found.mends
    assert {} == found.doubts


def test_a_column_without_proof_is_in_doubt_with_both_readings():
    """Days that could all be months are not touched; the one whose two numbers are equal has one reading."""
    found = dates.mend(["03/04/2024", "05/05/2024"])

    assert {"05/05/2024": "2024-05-05"} == found.mends
    assert {"03/04/2024": ("2024-04-03", "2024-03-04")} == found.doubts


def test_a_month_above_12_contradicts():
    """A column with days first and months first is not touched at all."""
    found = dates.mend(["31/12/2024", "12/31/2024", "03/04/2024"])

    assert {} == found.mends
    assert {"12/31/2024": ("2024-12-31",), "03/04/2024": ("2024-04-03", "2024-03-04")} == found.doubts


def test_iso_dates_beside_others_prove_nothing():
    """Beside dates that a spreadsheet may have turned already, only what has one reading is mended."""
    found = dates.mend(["2024-04-03", "31/12/2024", "05/06/2024"])

    assert {"31/12/2024": "2024-12-31"} == found.mends
    assert {"05/06/2024": ("2024-06-05", "2024-05-06")} == found.doubts


def test_another_text_takes_the_proof_away():
    """A cell that is no date at all leaves the ambiguous ones in doubt."""
    assert ["05/06/2024"] == list(dates.mend(["31/12/2024", "05/06/2024", "pronto"]).doubts)


@pytest.mark.parametrize(
    "text",
    ["31/02/2024", "00/01/2024", "1/2/24", "1/2-2024", "\u0661/\u0662/\u0662\u0660\u0662\u0664", "31/12/2024 0:00"],
)
def test_what_is_no_day_of_the_calendar_is_left_alone(text):
    """Days that do not exist, years of two digits and other digits are nothing to be mended."""
    assert ({}, {}) == (dates.mend([text]).mends, dates.mend([text]).doubts)
