import textwrap

import pytest

from generator.load.schemas import Unit
from generator.load.views import Measure, View, Whole, slots


@pytest.fixture(name="views")
def _views(describe):
    """Return a function that reads the YAML of one view, whose first line is line 6 of the descriptor."""

    def views(text, name="por-especie"):
        head = "name: arboles\ntitle: A\nschema: {fields: [{name: a, type: string}]}\nviews:\n"
        return describe(f"{head}  {name}:\n{textwrap.indent(textwrap.dedent(text), '    ')}")

    return views


def test_a_short_view_has_sensible_ways(views):
    """A title, a group and a measure are enough: a bar for each, in the order of the group, everywhere."""
    found, problems = views("title: Por especie\ngroup: especie\nmeasure: {field: sembrados, aggregate: sum}\n")

    expected = View("por-especie", "Por especie", ("especie",), Measure("sum", "sembrados"))
    assert ([], (expected,)) == (problems, found.views)


def test_everything_a_view_says_is_kept(views):
    """Each key of the documentation has its place in the view."""
    found, problems = views("""
        title: Por especie y barrio
        group: [especie, barrio]
        measure: {field: sembrados, aggregate: value}
        mark: line
        order: -value
        share: true
        whole: {dataset: totales, field: total, where: {fila: total}}
        where: {estado: vivo}
        encode: {x: especie, y: sembrados, color: barrio}
        columns: [barrio_id, barrio_id.zona_id, [a.b, c.d]]
        pages: [home, barrios]
        lead: {whole: "Hay {value}.", entity: "{name} tiene {value}."}
        unit: {one: árbol, other: árboles}
        gap: false
        question: {whole: "¿Cuántos hay?", entity: "¿Cuántos tiene {name}?"}
    """)

    expected = View(
        id="por-especie",
        title="Por especie y barrio",
        group=("especie", "barrio"),
        measure=Measure("value", "sembrados"),
        mark="line",
        order="-value",
        share=True,
        whole=Whole("totales", "total", {"fila": "total"}),
        where={"estado": "vivo"},
        encode={"x": "especie", "y": "sembrados", "color": "barrio"},
        columns=(("barrio_id",), ("barrio_id.zona_id",), ("a.b", "c.d")),
        pages=("home", "barrios"),
        lead={"whole": "Hay {value}.", "entity": "{name} tiene {value}."},
        unit=Unit("árbol", "árboles"),
        gap=False,
        question={"whole": "¿Cuántos hay?", "entity": "¿Cuántos tiene {name}?"},
    )
    assert ([], (expected,)) == (problems, found.views)


def test_everything_a_list_says_is_kept(views):
    """A list keeps its columns, its group, its filters, its state and what its rows are."""
    found, problems = views("""
        title: Tareas
        measure: {aggregate: list}
        unit: {one: tarea, other: tareas}
        group: actividad_id.bloque
        columns: [tarea, [meta, plazo], sembradas.conjunto]
        filter: [tarea, sembradas.conjunto]
        state: sembradas.conjunto
    """)

    expected = View(
        id="por-especie",
        title="Tareas",
        group=("actividad_id.bloque",),
        measure=Measure("list"),
        columns=(("tarea",), ("meta", "plazo"), ("sembradas.conjunto",)),
        unit=Unit("tarea", "tareas"),
        filter=("tarea", "sembradas.conjunto"),
        state="sembradas.conjunto",
    )
    assert ([], (expected,)) == (problems, found.views)
    assert found.views[0].is_list


def test_a_list_needs_no_group(views):
    """Rows may stand one after the other."""
    found, problems = views("title: V\nmeasure: {aggregate: list}\ncolumns: [a]\n")

    assert ([], ()) == (problems, found.views[0].group)


@pytest.mark.parametrize(("text", "expected"), [("", True), ("gap: true\n", True), ("gap: false\n", False)])
def test_a_figure_without_rows_is_a_gap_unless_it_says_otherwise(views, text, expected):
    """What an entity lacks is told, unless the view says that nothing is lacking."""
    found, problems = views(f"title: V\ngroup: a\nmeasure: {{aggregate: count}}\n{text}")

    assert ([], expected) == (problems, found.views[0].gap)


LISTS = [
    ({"columns": ""}, [("missing-key", None)]),
    ({"columns": "columns: []"}, [("missing-key", None)]),
    ({"columns": "columns: [[]]"}, [("wrong-type", "columns")]),
    ({"group": "group: [a, b]"}, [("view-group", "group")]),
    ({"measure": "measure: {aggregate: list, field: n}"}, [("view-measure", "measure")]),
    ({"filter": "filter: tarea"}, [("wrong-type", "filter")]),
    ({"filter": "filter: [1]"}, [("wrong-type", "filter")]),
    ({"state": "state: [a]"}, [("wrong-type", "state")]),
    ({"state": "estado: a"}, [("unknown-key", "estado")]),
    ({"unit": "unit: {one: tarea}"}, [("missing-key", "unit")]),
    ({"unit": "unit: 5"}, [("wrong-type", "unit")]),
    ({"gap": "gap: 'no'"}, [("wrong-type", "gap")]),
]


@pytest.mark.parametrize(("changes", "expected"), LISTS, ids=[str(changes) for changes, _ in LISTS])
def test_a_broken_list_is_told_where_it_stands(views, changes, expected):
    """A list has columns and at most one group, measures no field, and its keys are each of their kind."""
    sound = {"title": "title: V", "measure": "measure: {aggregate: list}", "columns": "columns: [a]"}

    _, problems = views("\n".join(filter(None, {**sound, **changes}.values())) + "\n")

    prefix = "views.por-especie"
    assert expected == sorted(
        (p.code, p.field.removeprefix(f"{prefix}.") if p.field != prefix else None) for p in problems
    )


def test_views_left_empty_ask_for_none(describe):
    """`views: {}` is no views, and no problem."""
    found, problems = describe("name: arboles\ntitle: A\nschema: {fields: [{name: a, type: string}]}\nviews: {}\n")

    assert ([], ()) == (problems, found.views)


@pytest.mark.parametrize(
    ("pages", "page", "expected"),
    [
        ((), "dataset", True),
        ((), "theme", True),
        ((), "barrios", True),
        ((), "home", False),
        (("home",), "home", True),
        (("home",), "dataset", False),
        (("barrios",), "barrios", True),
        (("barrios",), "calles", False),
    ],
)
def test_a_view_appears_where_it_says(pages, page, expected):
    """A view appears on the pages it names; without any, everywhere but on the home page."""
    view = View("v", "V", ("a",), Measure("count"), pages=pages)

    assert expected is view.appears_on(page)


SOUND = {"title": "title: V", "group": "group: a", "measure": "measure: {aggregate: count}"}
BROKEN = [
    ("title", "titulo: V", [("missing-key", None), ("unknown-key", "titulo")]),
    ("title", "title: 5", [("wrong-type", "title")]),
    ("group", "", [("view-group", None)]),
    ("group", "group: []", [("view-group", "group")]),
    ("group", "group: [a, b, c]", [("view-group", "group")]),
    ("group", "group: {a: b}", [("view-group", "group"), ("wrong-type", "group")]),
    ("measure", "", [("missing-key", None)]),
    ("measure", "measure: comunicaciones", [("missing-key", None), ("wrong-type", "measure")]),
    ("measure", "measure: {aggregate: sum}", [("view-measure", "measure")]),
    ("measure", "measure: {field: n, aggregate: count}", [("view-measure", "measure")]),
    ("measure", "measure: {field: n, aggregate: mean}", [("wrong-choice", "measure.aggregate")]),
    ("measure", "measure: {field: n, agregate: sum}", [("unknown-key", "measure.agregate")]),
    ("mark", "mark: pie", [("wrong-choice", "mark")]),
    ("order", "order: nombre", [("wrong-choice", "order")]),
    ("order", "order: [value]", [("wrong-type", "order")]),
    ("share", "share: yes", [("wrong-type", "share")]),
    ("whole", "whole: totales", [("wrong-type", "whole")]),
    ("whole", "whole: {field: total}", [("missing-key", "whole")]),
    ("whole", "whole: {dataset: t, field: f, were: {}}", [("unknown-key", "whole.were")]),
    ("whole", "whole: {dataset: t, field: f, where: {anio: 2024}}", [("wrong-type", "whole.where.anio")]),
    ("where", "where: estado", [("wrong-type", "where")]),
    ("where", "where: {anio: 2024}", [("wrong-type", "where.anio")]),
    ("encode", "encode: {colour: a}", [("unknown-key", "encode.colour")]),
    ("encode", "encode: {x: 1}", [("wrong-type", "encode.x")]),
    ("columns", "columns: barrio_id", [("wrong-type", "columns")]),
    ("columns", "columns: [1]", [("wrong-type", "columns")]),
    ("columns", "columns: [{a: b}]", [("wrong-type", "columns")]),
    ("columns", "columns: [[a, [b]]]", [("wrong-type", "columns")]),
    ("columns", "columns: null", [("wrong-type", "columns")]),
    ("pages", "pages: home", [("wrong-type", "pages")]),
    ("lead", "lead: Hay {value}.", [("wrong-type", "lead")]),
    ("lead", "lead: {total: x}", [("unknown-key", "lead.total")]),
    ("lead", "lead: {whole: '{name} tiene {value}'}", [("unknown-slot", "lead.whole")]),
    ("lead", "lead: {entity: '{valor}'}", [("unknown-slot", "lead.entity")]),
    ("lead", "lead: {whole: 'Hay {value'}", [("unknown-slot", "lead.whole")]),
    ("lead", "lead: {whole: '{value.__class__}'}", [("unknown-slot", "lead.whole")]),
    ("lead", "lead: {whole: '{value:>9999999}'}", [("unknown-slot", "lead.whole")]),
    ("lead", "lead: {whole: '{value!r}'}", [("unknown-slot", "lead.whole")]),
    ("lead", "lead: {whole: '{}'}", [("unknown-slot", "lead.whole")]),
    ("lead", "lead: {whole: '{names}'}", [("unknown-slot", "lead.whole")]),
    ("question", "question: ¿Qué hay?", [("wrong-type", "question")]),
    ("question", "question: {all: x}", [("unknown-key", "question.all")]),
    ("question", "question: {whole: '¿Qué hay en {name}?'}", [("unknown-slot", "question.whole")]),
    ("question", "question: {entity: '¿Qué es {value}?'}", [("unknown-slot", "question.entity")]),
    ("group-by", "group-by: a", [("unknown-key", "group-by")]),
]


@pytest.mark.parametrize(("key", "text", "expected"), BROKEN, ids=[text or key for key, text, _ in BROKEN])
def test_a_broken_view_is_told_where_it_stands(views, key, text, expected):
    """The keys of a view are a closed set, each of its kind; what is wrong is told by its path."""
    _, problems = views("\n".join({**SOUND, key: text}.values()))

    prefix = "views.por-especie"
    assert expected == sorted(
        (p.code, p.field.removeprefix(f"{prefix}.") if p.field != prefix else None) for p in problems
    )


def test_the_line_of_a_view_s_problem_is_its_own(views):
    """A problem inside a view is told at the line of its key."""
    _, (problem,) = views("title: V\ngroup: a\nmeasure:\n  aggregate: count\n  fild: n\n")

    assert ("unknown-key", 10, "views.por-especie.measure.fild", "field") == (
        problem.code,
        problem.line,
        problem.field,
        problem.details["near"],
    )


@pytest.mark.parametrize("name", ["Por-especie", "por especie", "por_especie", "../x", "'<b>'"])
def test_the_name_of_a_view_is_an_address(views, name):
    """A view's name becomes an anchor and a file's name, so it is one that can."""
    _, (problem,) = views("title: V\ngroup: a\nmeasure: {aggregate: count}\n", name)

    assert ("wrong-shape", name.strip("'")) == (problem.code, problem.value)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("Hay {value}.", {"value"}),
        ("{name}: {value}", {"name", "value"}),
        ("sin nada", set()),
        ("{{value}}", set()),
        ("{value", {"{"}),
        ("value}", {"{"}),
        ("{}", {"{"}),
        ("{value!r}", {"{"}),
        ("{value:5}", {"{"}),
        ("{value[0]}", {"value[0]"}),
        ("{value.x}", {"value.x"}),
    ],
)
def test_the_slots_of_a_sentence(pattern, expected):
    """The slots of a pattern are its plain names; anything more than a name is no known slot."""
    assert expected == slots(pattern)
