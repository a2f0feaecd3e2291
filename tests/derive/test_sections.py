import pytest

from generator.derive import sections
from generator.derive.pages import Download
from tests import announced, invented

WORKS = (
    """
name: obras
title: Obras
theme: atencion
schema:
  fields:
    - {name: centro_id, title: Centro, type: string}
    - {name: vecino_id, title: Centro vecino, type: string}
    - {name: obra, title: Obra, type: string}
  foreignKeys:
    - {fields: [centro_id], reference: {resource: centros, fields: [id]}}
    - {fields: [vecino_id], reference: {resource: centros, fields: [id]}}
views: {}
""",
    "centro_id,vecino_id,obra\nnorte,sur,Rampa\nnorte,isla,Baño\n",
)
QUEUES = (
    """
name: filas
title: Filas
schema:
  fields: [{name: centro_id, title: Centro, type: string}, {name: hora, title: Hora, type: string}]
  foreignKeys: [{fields: [centro_id], reference: {resource: centros, fields: [id]}}]
views:
  horas: {title: Horas con fila, group: hora, measure: {aggregate: count}}
""",
    "centro_id,hora\nnorte,mañana\n",
)
NAMES = (
    """
name: nombres
title: Otros nombres
schema:
  fields: [{name: centro_id, title: Centro, type: string}, {name: nombre, title: Nombre, type: string}]
  foreignKeys: [{fields: [centro_id], reference: {resource: centros, fields: [id]}}]
label: nombre
""",
    "centro_id,nombre\nnorte,CENTRO NORTE\nnorte,La Norteña\n",
)


@pytest.fixture(scope="module", name="busy")
def _busy():
    """Villa Serena with works, queues and other names of its centres."""
    text, rows = invented.CENTRES
    centres = (text.replace("plural: centros}", "plural: centros, aliases: nombres}"), rows)
    return invented.build(centres, *invented.VILLA[1:], WORKS, QUEUES, NAMES)


def placed(entity, made):
    """Return the sections of an entity's page, the figures before the lists."""
    main, more = sections.of_entity(entity, made)
    return [*main, *more]


def ids(found):
    """Return the anchors of sections."""
    return [section.id for section in found]


def test_an_entity_has_a_section_for_each_dataset_that_points_to_it(busy):
    """Figures, those that lead the page first, and lists apart, once for each key; other names make no section."""
    main, more = sections.of_entity(busy.entities["centros"]["norte"], busy)

    assert ["visitas-centro-id", "oferta-centro-id", "filas-centro-id"] == ids(main)
    assert [("obras-centro-id", 2)] == [(section.id, section.count) for section in more]


def test_a_dataset_that_points_twice_has_a_section_for_each_key(busy):
    """An entity's rows by one key are told apart from those by another."""
    found = ids(placed(busy.entities["centros"]["sur"], busy))

    assert "obras-vecino-id" in found
    assert "obras-centro-id" not in found


def test_no_event_is_no_news(busy):
    """A figure that counts rows says nothing of an entity without any; a figure with a value says that it lacks one."""
    found = ids(placed(busy.entities["centros"]["isla"], busy))

    assert "filas-centro-id" not in found
    assert "visitas-centro-id" in found


def test_figures_appear_where_their_view_says(busy):
    """Of the views of a dataset a page shows those whose `pages` name it, or name none."""
    (offer,) = (s for s in placed(busy.entities["centros"]["norte"], busy) if s.id == "oferta-centro-id")
    (theme,) = (s for s in sections.of_theme("atencion", busy) if s.id == "oferta")

    assert ["oferta-aqui", "oferta-por-centro"] == [figure.id for figure in offer.figures]
    assert ["oferta-por-centro"] == [figure.id for figure in theme.figures]


def test_a_theme_gathers_its_datasets(busy):
    """A theme has a section for each of its datasets, those with figures first."""
    assert ["encuesta", "oferta", "visitas", "obras"] == ids(sections.of_theme("atencion", busy))


def test_a_directory_has_the_figures_that_rank_its_entities(busy):
    """Only views grouped by the key to the kind compare its entities."""
    found = [figure.id for section in sections.of_directory("centros", busy) for figure in section.figures]

    assert ["oferta-por-centro", "visitas-por-centro"] == found


def test_every_section_offers_the_editor_s_file(busy):
    """A section leads to the CSV of its dataset and says how large it is."""
    (works,) = (s for s in sections.of_theme("atencion", busy) if s.id == "obras")

    assert Download("data/obras/obras.csv", "CSV", "download.csv", len(WORKS[1].encode())) == works.download


@pytest.fixture(scope="module", name="mirlo")
def _mirlo():
    """Bahía Mirlo, with a branch that has no task and no taking."""
    head, rows = announced.BRANCHES
    return announced.town(replaced=((head, rows + "playa,Sede de la Playa,sí\n"),))


def test_a_list_without_rows_is_no_news(mirlo):
    """An entity without rows lacks a figure, but not a list."""
    found = {name: ids(placed(mirlo.entities["sedes"][name], mirlo)) for name in ("muelle", "playa")}

    assert {"muelle": ["recaudo-sedes-sede-id", "tareas-sede-id"], "playa": ["recaudo-sedes-sede-id"]} == found


def test_an_entity_without_rows_lacks_nothing_where_the_view_says_so():
    """`gap: false` keeps a figure off the pages of the entities that it has no rows of."""
    head, rows = announced.BRANCHES
    takings = announced.TAKINGS[0] + "    gap: false\n"
    made = announced.town(
        replaced=((head, rows + "playa,Sede de la Playa,sí\n"), (takings, announced.TAKINGS[1])),
    )  # fmt: skip

    assert [] == ids(placed(made.entities["sedes"]["playa"], made))
    assert ["recaudo-sedes-sede-id", "tareas-sede-id"] == ids(placed(made.entities["sedes"]["muelle"], made))


def test_what_is_awaited_has_no_section(mirlo):
    """Neither a theme, nor a directory, nor an entity shows figures or rows of what is awaited."""
    everywhere = [
        *sections.of_theme("atencion", mirlo),
        *sections.of_directory("sedes", mirlo),
        *placed(mirlo.entities["sedes"]["loma"], mirlo),
    ]

    assert everywhere
    assert [] == [section.id for section in everywhere if section.id.startswith("podas")]
