import pytest
from hypothesis import given, settings, strategies as st

from generator.derive import site_pages
from generator.derive.pages import (
    CataloguePage,
    DatasetPage,
    DirectoryPage,
    EntityPage,
    HomePage,
    ThemePage,
)
from generator.derive.terms import Link, Missing, Quantity
from generator.load import codes
from generator.load.schemas import Unit
from tests import invented

KIND = """
name: {name}
title: Lista {name}
schema:
  fields: [{{name: id, title: Código, type: string}}, {{name: nombre, title: Nombre, type: string}}]
  primaryKey: [id]
label: nombre
entity: {{singular: cosa, plural: cosas}}
"""
FACTS = """
name: {name}
title: Hechos {name}
{theme}
schema:
  fields: [{{name: de, title: De, type: string}}, {{name: cuantos, title: Cuántos, type: integer, unit: hechos}}]
  {keys}
"""


def pages(made, kind):
    """Return the pages of one class, by their address."""
    return {page.path: page for page in site_pages.derive(made) if isinstance(page, kind)}


@st.composite
def catalogues(draw):
    """Draw a catalogue: kinds with entities, datasets that point to them or to nothing, themes used or not."""
    kinds = {f"k{n}": draw(st.integers(1, 4)) for n in range(draw(st.integers(0, 3)))}
    datasets = []
    for kind, count in kinds.items():
        rows = "".join(f"e{n},Cosa {n}\n" for n in range(count))
        datasets.append((KIND.format(name=kind), f"id,nombre\n{rows}"))
    used, compared = [], set()
    for number in range(draw(st.integers(0 if kinds else 1, 3))):
        kind = draw(st.sampled_from(["", *kinds]))
        theme = draw(st.sampled_from(["", "t1", "t2"]))
        used.append(theme)
        compared |= {kind} if kinds.get(kind, 0) > 1 else set()
        keys = f"foreignKeys: [{{fields: [de], reference: {{resource: {kind}, fields: [id]}}}}]" if kind else ""
        values = draw(
            st.lists(st.tuples(st.integers(0, kinds.get(kind, 1) - 1), st.sampled_from(["", "0", "7"])), min_size=1)
        )
        rows = "".join(f"e{of},{value}\n" for of, value in values)
        schema = FACTS.format(name=f"d{number}", theme=f"theme: {theme}" if theme else "", keys=keys)
        datasets.append((schema, f"de,cuantos\n{rows}"))
    metadata = "name: todo\nthemes:\n  t1: {title: Uno}\n  t2: {title: Dos}\n"
    addresses = ["", "data/", *(f"{theme}/" for theme in sorted({*used} - {""}))]
    addresses += [f"{kind}/" for kind in kinds] + [f"{kind}/compare/" for kind in compared]
    addresses += [f"{kind}/e{n}/" for kind, count in kinds.items() for n in range(count)]
    addresses += [f"data/{name}/" for name in (*kinds, *(f"d{n}" for n in range(len(used))))]
    addresses += ["search/", *(["a-z/"] if kinds else [])]
    addresses += [f"{address}changes/" for address in addresses if address.startswith("data/") and address != "data/"]
    addresses += ["changes/", "problems/", *(f"problems/{code}/" for code in codes.known())]
    return invented.build(*datasets, metadata=metadata), addresses


@settings(derandomize=True, deadline=None, max_examples=40)
@given(drawn=catalogues())
def test_every_catalogue_has_each_of_its_pages_once(drawn):
    """Whatever the datasets: home, catalogue, a page per kind, entity, theme, dataset and problem code, none twice."""
    made, addresses = drawn

    assert sorted(addresses) == sorted(page.path for page in site_pages.derive(made))
    assert sorted(addresses) == sorted(site_pages.addresses(made))


def test_each_page_is_of_its_class(villa):
    """The class of a page, which chooses its template, follows from what it is about."""
    expected = {
        HomePage: [""],
        DirectoryPage: ["centros/", "documentos/", "servicios/"],
        EntityPage: [
            *("centros/isla/", "centros/norte/", "centros/sur/", "documentos/informe/"),
            *("servicios/agua/", "servicios/poda/", "servicios/registro/"),
        ],
        ThemePage: ["atencion/"],
        CataloguePage: ["data/"],
        DatasetPage: [f"data/{name}/" for name in sorted(villa.datasets)],
    }

    assert expected == {kind: sorted(pages(villa, kind)) for kind in expected}


def test_addresses_follow_the_city_s_segments():
    """`segments` of `site.yaml` rename the address of a kind and of the catalogue, and all that stands below."""
    made = invented.villa("segments: {data: datos, centros: sedes}")
    found = {page.path for page in site_pages.derive(made)}

    assert {"sedes/", "sedes/norte/", "datos/", "datos/centros/"} <= found
    assert not {path for path in found if path.startswith(("centros/", "data/"))}


def test_a_theme_without_datasets_has_no_page(villa):
    """A declared theme that no dataset uses is not published."""
    assert ["atencion"] == [theme.id for theme in site_pages.themes(villa)]


def test_the_home_page_leads_with_the_declared_figures():
    """The figures that `site.yaml` names stand on the home page, in its order."""
    made = invented.villa("home: {figures: [visitas/por-trimestre, oferta/por-centro]}")

    assert ["visitas-por-trimestre", "oferta-por-centro"] == [figure.id for figure in site_pages.home(made).figures]


def test_a_home_page_without_declared_figures_shows_the_first_ones(villa):
    """Without `home`, and where no view asks for the home page, the first that may stand on any page are shown."""
    expected = ["encuesta-calificacion", "visitas-por-trimestre", "visitas-por-centro"]

    assert expected == [figure.id for figure in site_pages.home(villa).figures]


def test_a_view_may_ask_for_the_home_page():
    """Without `home` in `site.yaml` the views whose `pages` name it stand there, and no other."""
    schema, rows = invented.SATISFACTION
    asking = (schema.rstrip() + "\n    pages: [home, theme]\n", rows)
    made = invented.build(*invented.VILLA[:-1], asking)

    assert ["encuesta-calificacion"] == [figure.id for figure in site_pages.home(made).figures]


def test_the_home_page_counts_datasets_and_rows(villa):
    """The home page says how many datasets and how many rows there are."""
    assert (6, 3 + 1 + 5 + 9 + 3 + 5) == site_pages.home(villa).counts


def test_entities_stand_between_their_neighbours(villa):
    """An entity's page leads to those before and after it in the directory, and to the directory."""
    page = pages(villa, EntityPage)["servicios/registro/"]

    assert (Link("Recibo del agua", "servicios/agua/"), Link("Poda de árboles", "servicios/poda/")) == (
        page.previous,
        page.next,
    )
    assert (Link("Servicios", "servicios/"),) == page.crumbs


def test_the_first_and_the_last_entity_have_one_neighbour(villa):
    """Nothing comes before the first entity or after the last."""
    found = pages(villa, EntityPage)

    assert (None, None) == (found["servicios/agua/"].previous, found["servicios/poda/"].next)


def test_the_facts_of_an_entity_are_its_attributes(villa):
    """Facts are the fields of the row but for its id, its name and its order; a blank one is a gap."""
    found = {fact.title: fact.value for fact in pages(villa, EntityPage)["centros/sur/"].facts}

    assert ["Barrio", "Abierto desde"] == list(found)
    assert Missing() == found["Barrio"]


@pytest.mark.parametrize(("title", "unit"), [("Páginas", None), ("Extensión", Unit("páginas", "páginas"))])
def test_a_number_among_the_facts_says_what_it_counts(title, unit):
    """A fact has the unit of its field, unless its title says it already."""
    schema, rows = invented.DOCUMENTS
    made = invented.build((schema.replace("title: Páginas", f"title: {title}"), rows))
    (fact,) = pages(made, EntityPage)["documentos/informe/"].facts

    assert (title, Quantity(40, unit, 0)) == (fact.title, fact.value)


def test_names_that_differ_in_case_or_accents_only_are_told_once():
    """Other names are told unless they are the title again, or one another, but for case and accents."""
    text, rows = invented.CENTRES
    centres = (text.replace("plural: centros}", "plural: centros, aliases: nombres}"), rows)
    names = (
        """
name: nombres
title: Otros nombres
schema:
  fields: [{name: centro_id, title: Centro, type: string}, {name: nombre, title: Nombre, type: string}]
  foreignKeys: [{fields: [centro_id], reference: {resource: centros, fields: [id]}}]
label: nombre
""",
        "centro_id,nombre\nnorte,CENTRO NORTE\nnorte,La Norteña\nnorte,LA NORTENA\nnorte,Sede 1\n",
    )
    made = invented.build(centres, *invented.VILLA[1:], names)

    assert ("La Norteña", "Sede 1") == pages(made, EntityPage)["centros/norte/"].aliases


def test_a_document_tells_which_data_come_from_it(villa):
    """The page of a source document lists the datasets taken from it and how many rows."""
    (use,) = pages(villa, EntityPage)["documentos/informe/"].derived

    assert (Link("Visitas a los centros", "data/visitas/"), 5) == (use.dataset, use.rows)


def test_the_catalogue_lists_every_dataset_by_theme(villa):
    """Datasets stand under the title of their theme; those without one come together, under none."""
    groups = {title: [card.link.text for card in cards] for title, cards in site_pages.catalogue(villa).groups}

    expected = {
        "Atención a la ciudadanía": [
            "Cómo califican la atención",
            "Qué se puede hacer en cada centro",
            "Visitas a los centros",
        ],
        "": ["Centros de atención", "Documentos", "Servicios"],
    }
    assert expected == groups
