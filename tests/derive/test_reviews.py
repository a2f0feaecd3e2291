import pytest

from generator.derive import dataset_pages, reviews, site_pages
from generator.derive.pages import Download, ThemePage
from generator.derive.summaries import Scope
from generator.derive.tables import Column
from generator.derive.terms import Link, Missing, Period, Quantity, Word
from generator.derive.verdicts import Verdict
from generator.load.schemas import Unit
from tests import announced, invented
from tests.announced import TOTAL

PERCENT = Unit("%", "%")
REVIEWED = {"dif_valor": "1235", "dif_fecha": "2025-01-01", "dif_motivo": "Errata"}


@pytest.fixture(scope="module", name="town")
def _town():
    """Bahía Mirlo with a statement of each verdict."""
    return announced.town()


@pytest.fixture(scope="module", name="found")
def _found(town):
    """Each statement as its page shows it, by its id."""
    groups = reviews.derive(town.datasets["afirmaciones"], town)
    return {one.contrast.id: one for group in groups for one in group.items}


def test_statements_are_gathered_by_verdict(town):
    """The most serious verdict comes first, and a verdict that nothing has is not there."""
    groups = reviews.derive(town.datasets["afirmaciones"], town)
    some = announced.town(TOTAL, {**TOTAL, "id": "otra"}, {**TOTAL, "id": "mala", "valor": "1", **REVIEWED})

    assert [
        (Verdict.FAILS, ["abiertas"]),
        (Verdict.ROUNDING, ["media"]),
        (Verdict.UNDECIDED, ["tasa-q2"]),
        (Verdict.HOLDS, ["total"]),
        (Verdict.OBSERVATION, ["amable"]),
    ] == [(group.verdict, [one.contrast.id for one in group.items]) for group in groups]
    assert [["mala"], ["total", "otra"]] == [
        [one.contrast.id for one in group.items] for group in reviews.derive(some.datasets["afirmaciones"], some)
    ]


def test_other_datasets_have_no_statements(town):
    """Only a dataset of statements is reviewed."""
    assert ((), ()) == (
        reviews.derive(town.datasets["sedes"], town), reviews.files(town.datasets["sedes"], town),
    )  # fmt: skip


def test_the_page_of_the_theme_shows_all_statements(town):
    """The theme of the dataset of statements shows them instead of their rows."""
    (page,) = (one for one in site_pages.derive(town) if isinstance(one, ThemePage) and one.path == "contraste/")

    (section,) = page.sections
    assert ([1] * 5, None, ()) == ([len(group.items) for group in section.reviews], section.listing, section.figures)
    assert section.sentences[0].key == "contrast.total"


def test_what_is_stated_stands_beside_what_was_found(found):
    """A percentage keeps its sign and its decimals; what was found shows two more."""
    assert (Quantity(25.2, PERCENT, 1), Quantity(25.125, PERCENT, 3)) == (
        found["media"].stated,
        found["media"].computed,
    )
    assert (Quantity(1235, None, 0), Quantity(1235, None, 0)) == (found["total"].stated, found["total"].computed)


def test_what_was_not_stated_or_not_found_is_missing(found):
    """A statement without a value, and a rule without data, leave a gap and no zero."""
    assert (Missing(), Missing()) == (found["tasa-q2"].stated, found["tasa-q2"].computed)


@pytest.mark.parametrize("text", ["007", "Sede de la Loma", "1.235.000", "1,5", "٣", "-", "1e5"])
def test_what_is_no_number_is_shown_as_it_stands(text):
    """A code keeps its zeros, and a text its letters."""
    made = announced.town({**TOTAL, "valor": text, "calculo": f"SELECT '{text}'"})
    ((review,),) = (group.items for group in reviews.derive(made.datasets["afirmaciones"], made))

    assert (Verdict.HOLDS, text, text) == (review.contrast.verdict, review.stated, review.computed)


def test_the_rows_read_are_shown_as_on_any_page(found):
    """Columns have the titles and the units of their fields; ids are links, periods periods, blanks gaps."""
    read = found["total"].read

    assert (
        Column("Sede"),
        Column("Periodo"),
        Column("Recibos", Unit("recibos", "recibos"), numeric=True),
    ) == read.columns
    pier = Link("Sede del Muelle", "sedes/muelle/")
    assert (pier, Period("2024-Q1"), Quantity(0, None, 0)) == read.rows[0].cells
    assert (pier, Period("2024-Q2"), Missing()) == read.rows[1].cells
    assert (Link("Recaudo de las sedes", "data/recaudo-sedes/"),) == found["total"].datasets


def test_a_boolean_that_was_read_is_a_word(found):
    """What SQL knows as 1 is told as the word of the site."""
    assert ["muelle", Word("table.yes")] == list(found["abiertas"].read.rows[0].cells)


def test_columns_that_a_rule_makes_are_shown_by_their_own_name():
    """A computed column has its name for a title; its numbers are numbers and its texts texts."""
    rows = "SELECT nota AS codigo, 2 * tasa AS doble, 1 AS uno FROM recaudo_sedes WHERE sede_id = 'loma'"
    made = announced.town({**TOTAL, "filas": rows, "valor": "2", "calculo": "SELECT count(*) FROM filas"})
    ((review,),) = (group.items for group in reviews.derive(made.datasets["afirmaciones"], made))

    assert ["codigo", "doble", "uno"] == [column.title for column in review.read.columns]
    assert [("007", Quantity(0.0, None, 1), Quantity(1, None, 0)), (Missing(), Quantity(100.5, None, 1), Quantity(1, None, 0))] == [
        row.cells for row in review.read.rows
    ]  # fmt: skip


def test_many_rows_read_are_cut_and_counted():
    """The page shows the first rows that a rule read, and says how many more there were."""
    rows = "SELECT a.sede_id FROM recaudo_sedes a, recaudo_sedes b"
    made = announced.town({**TOTAL, "filas": rows, "valor": "16", "calculo": "SELECT count(*) FROM filas"})
    ((review,),) = (group.items for group in reviews.derive(made.datasets["afirmaciones"], made))

    assert (reviews.SHOWN, 16 - reviews.SHOWN) == (len(review.read.rows), review.read.hidden)


def test_each_verdict_is_counted(town):
    """The page says how many statements there are, and how many have each verdict."""
    told = reviews.summary(reviews.derive(town.datasets["afirmaciones"], town))

    assert "contrast.total" == told[0].key
    assert [f"contrast.count.{verdict}" for verdict in Verdict] == [sentence.key for sentence in told[1:]]
    assert [1] * 5 == [sentence.number for sentence in told[1:]]


def test_a_figure_links_to_the_statements_about_what_it_measures(town):
    """A figure says how many statements are about the column it measures, and leads to the most serious of them."""
    note = invented.figure(town, "recaudo-sedes", "por-sede").note

    assert Link("Se expidieron 1235 recibos", "contraste/#total") == note.link
    assert [("contrast.note", 1), ("contrast.note_fails_none", 0)] == [(one.key, one.number) for one in note.sentences]


def test_a_figure_of_rows_links_to_every_statement_that_read_them(town):
    """What measures no column is about the rows: every statement that read some is told, the most serious first."""
    note = reviews.note(town.datasets["recaudo-sedes"], "", town, None)

    assert Link("La tasa media de la Loma fue del 25,2 %", "contraste/#media") == note.link
    assert [("contrast.note", 3), ("contrast.note_fails_none", 0)] == [(one.key, one.number) for one in note.sentences]


def test_a_figure_says_that_a_statement_about_it_fails():
    """A statement that fails is told beside the figure, and is where its link leads."""
    made = announced.town(TOTAL, {**TOTAL, "id": "mala", "enunciado": "Mala", "valor": "1", **REVIEWED})

    note = invented.figure(made, "recaudo-sedes", "por-sede").note

    assert Link("Mala", "contraste/#mala") == note.link
    assert [("contrast.note", 2), ("contrast.note_fails", 1)] == [(one.key, one.number) for one in note.sentences]


def test_the_figure_of_an_entity_links_to_the_statements_about_it_alone(town):
    """On an entity's page only statements whose rule read its rows alone are told."""
    dataset, sites = town.datasets["recaudo-sedes"], town.entities["sedes"]
    hill, pier = (reviews.note(dataset, "", town, Scope("sede_id", sites[name])) for name in ("loma", "muelle"))

    assert (1, "contraste/#media") == (hill.sentences[0].number, hill.link.path)
    assert pier is None


def test_statements_without_a_theme_are_found_at_their_dataset():
    """Where no page of a theme shows the statements, links lead to the page of their dataset."""
    head, rows = announced.stated(TOTAL)
    made = announced.town(replaced=((head.replace("theme: contraste\n", ""), rows),))

    assert "data/afirmaciones/" == invented.figure(made, "recaudo-sedes", "por-sede").note.link.path


def test_a_figure_that_nobody_speaks_of_has_no_note(town):
    """Where no statement reads a dataset, nothing is said."""
    assert invented.figure(town, "tareas", "lista").note is None


def test_the_page_of_a_dataset_lists_the_statements_that_read_it(town):
    """The most serious come first; the dataset of statements itself is read by none."""
    taken = dataset_pages.derive(town.datasets["recaudo-sedes"], town).reviews

    assert ["media", "tasa-q2", "total"] == [one.contrast.id for one in taken]
    assert () == dataset_pages.derive(town.datasets["afirmaciones"], town).reviews


@pytest.mark.parametrize(
    ("site", "path"),
    [
        ("", "data/afirmaciones/afirmaciones-verdicts.csv"),
        ("segments: {data: datos, verdicts: veredictos}\n", "datos/afirmaciones/afirmaciones-veredictos.csv"),
    ],
)
def test_the_verdicts_are_offered_as_a_file(site, path):
    """The page of the statements offers their verdicts, under the site's own word."""
    made = announced.town(site=site)

    assert (
        Download(path, "CSV", "download.verdicts")
        in dataset_pages.derive(made.datasets["afirmaciones"], made).downloads
    )
