import pytest

from generator.derive import absences, dataset_pages, site_pages
from generator.derive.pages import CataloguePage, Download, EntityPage, ThemePage
from generator.derive.terms import Awaited, Link, Missing, Period, Word
from tests import announced

ROW = "muelle,2024-Q1,007,ceiba,5,2.5,sí,2024-02-01,2024,sedes\n"
ARRIVED = (announced.PRUNINGS[0], announced.PRUNINGS[1] + ROW)
PRUNINGS = Link("Podas de árboles", "data/podas/")
FORMS = (
    Download("data/podas/podas-template.xlsx", "XLSX", "download.form_xlsx"),
    Download("data/podas/podas-template.csv", "CSV", "download.form_csv"),
)


@pytest.fixture(scope="module", name="town")
def _town():
    """Bahía Mirlo, where the prunings are awaited."""
    return announced.town()


@pytest.fixture(scope="module", name="arrived")
def _arrived():
    """Bahía Mirlo after the first row of the prunings has come."""
    return announced.town(replaced=(ARRIVED,))


def page(made, kind, path):
    """Return the page of a kind at an address."""
    (found,) = (one for one in site_pages.derive(made) if isinstance(one, kind) and one.path == path)
    return found


def test_a_dataset_without_rows_is_awaited(town, arrived):
    """It waits while it has no row, and is a dataset like any other with the first one."""
    assert (True, False) == (town.datasets["podas"].is_awaited, arrived.datasets["podas"].is_awaited)
    assert not town.datasets["sedes"].is_awaited


def test_what_is_awaited_says_who_would_report_it_and_since_when(town):
    """Its office, its frequency, its first period and its forms are told."""
    found = absences.waiting(town.datasets["podas"], town)

    assert (PRUNINGS, "Cuántos árboles podó cada sede.") == (found.dataset, found.text)
    assert ("Oficina de Arbolado", "R/P3M", Period("2023-05")) == (found.reporter, found.periodicity, found.since)
    assert FORMS == found.forms


def test_nothing_else_waits(town, arrived):
    """A dataset with rows awaits none, whether it was awaited once or never."""
    assert absences.waiting(town.datasets["sedes"], town) is None
    assert absences.waiting(arrived.datasets["podas"], arrived) is None


def test_the_forms_stay_when_the_rows_have_come(arrived):
    """The next rows are filled in with the same forms; a dataset that never was awaited has none."""
    assert FORMS == absences.forms(arrived.datasets["podas"], arrived)
    assert () == absences.forms(arrived.datasets["sedes"], arrived)


def test_the_address_of_the_forms_is_in_the_city_s_words():
    """`site.yaml` renames the word in the forms' names."""
    made = announced.town(site="segments: {data: datos, template: plantilla}\n")

    assert ["datos/podas/podas-plantilla.xlsx", "datos/podas/podas-plantilla.csv"] == [
        form.path for form in absences.forms(made.datasets["podas"], made)
    ]


WHERE = [(ThemePage, "atencion/"), (EntityPage, "sedes/muelle/"), (EntityPage, "sedes/loma/")]


@pytest.mark.parametrize(("kind", "path"), WHERE)
def test_the_pages_concerned_say_that_they_wait(town, arrived, kind, path):
    """The theme and the entities that the foreign keys point to say it, until the rows come."""
    assert [PRUNINGS] == [one.dataset for one in page(town, kind, path).waiting]
    assert () == page(arrived, kind, path).waiting


@pytest.mark.parametrize(("kind", "path"), [(ThemePage, "contraste/"), (EntityPage, "informes/informe-2024/")])
def test_other_pages_say_nothing(town, kind, path):
    """A theme or an entity that the rows are not about does not wait for them."""
    assert () == page(town, kind, path).waiting


@pytest.mark.parametrize(("kind", "path"), WHERE)
def test_figures_appear_with_the_first_row(town, arrived, kind, path):
    """No page shows a figure of what is awaited, and every page concerned does once there is a row."""

    def ids(made):
        return [figure.id for section in page(made, kind, path).sections for figure in section.figures]

    assert [] == [name for name in ids(town) if name.startswith("podas")]
    assert "podas-por-sede" in ids(arrived)


def test_the_dataset_s_page_waits_without_figures(town, arrived):
    """Its page says that it waits instead of showing figures of nothing."""
    before, after = (dataset_pages.derive(made.datasets["podas"], made) for made in (town, arrived))

    assert (PRUNINGS, 0, ()) == (before.waiting.dataset, before.rows, before.figures)
    assert (None, 1, ["podas-por-sede", "podas-tareas"]) == (
        after.waiting,
        after.rows,
        [one.id for one in after.figures],
    )


def test_the_home_page_shows_no_figure_of_what_is_awaited(town, arrived):
    """The first page counts and shows what is there, also where the city names a figure that is not yet."""
    named = "home: {figures: [podas/por-sede, recaudo-sedes/por-sede]}\n"
    waiting, come = announced.town(site=named), announced.town(replaced=(ARRIVED,), site=named)

    assert not [one.id for one in site_pages.home(town).figures if one.id.startswith("podas")]
    assert ["recaudo-sedes-por-sede"] == [one.id for one in site_pages.home(waiting).figures]
    assert ["podas-por-sede", "recaudo-sedes-por-sede"] == [one.id for one in site_pages.home(come).figures]
    assert [(7, 24), (8, 25)] == [site_pages.home(made).counts for made in (town, arrived)]


def test_the_catalogue_marks_what_is_awaited(town, arrived):
    """The card of an awaited dataset says so where others count their rows."""

    def facts(made):
        groups = page(made, CataloguePage, "data/").groups
        return next(card.facts for _, cards in groups for card in cards if card.link == PRUNINGS)

    assert ((Word("state.awaited"),), (1,)) == (facts(town), facts(arrived))


def test_a_gap_is_told_on_its_dataset_s_page(town):
    """What is missing, whose it is and since when stand on the page of the dataset that the row names."""
    (gap,) = dataset_pages.derive(town.datasets["recaudo-sedes"], town).gaps

    assert ("El recaudo de abril", "Oficina de Cuentas", Period("2024-04")) == (gap.text, gap.publisher, gap.since)
    assert (Link("Recaudo de las sedes", "data/recaudo-sedes/"), Link("Lo que falta", "data/faltantes/")) == (
        gap.dataset, gap.told,
    )  # fmt: skip


def test_gaps_are_told_on_the_theme_s_page(town):
    """A theme tells the gaps of its datasets, and no other's."""
    assert ["El recaudo de abril", "Las podas de la Loma"] == [
        gap.text for gap in page(town, ThemePage, "atencion/").gaps
    ]
    assert () == page(town, ThemePage, "contraste/").gaps


def test_a_gap_of_an_awaited_dataset_says_that_it_waits(town, arrived):
    """The dataset of a gap is marked as awaited while it is; what the row does not say is missing."""
    (before,), (after,) = (absences.gaps(["podas"], made) for made in (town, arrived))

    assert (Awaited(PRUNINGS), PRUNINGS) == (before.dataset, after.dataset)
    assert (Missing(), Missing()) == (before.publisher, before.since)


def test_gaps_need_neither_office_nor_date():
    """Without these fields the gap is told all the same."""
    head, rows = announced.MISSING
    short = head.replace(", publisher: responsable, since: desde", "")
    made = announced.town(replaced=((short, rows),))

    (gap,) = absences.gaps(["sedes"], made)

    assert ("El horario de las sedes", Missing(), Missing()) == (gap.text, gap.publisher, gap.since)
