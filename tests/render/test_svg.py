import json
import pickle
import re
import subprocess
import sys

import pytest
from hypothesis import Phase, given, settings, strategies as st
from lxml import etree

from generator.derive import shapes
from generator.derive.charts import Bar, Chart
from generator.derive.palettes import FAINT, MARKED
from generator.derive.terms import Link, Missing, Period, Quantity
from generator.load.schemas import Unit
from generator.load.site import Site
from generator.render import svg, words

SVG = "{http://www.w3.org/2000/svg}"
DRAW = "import pickle, sys; from generator.render import svg; sys.stdout.buffer.write(svg.draw(pickle.load(sys.stdin.buffer)))"


def bar(label, value, **more):
    """Return a bar with its value told in visits."""
    text = Missing() if value is None else Quantity(value, Unit("visita", "visitas"), 0)
    return Bar(label, value, text, **more)


RANKING = Chart(
    "rows",
    (
        bar(Link("Centro Norte", "centros/norte/"), 2500, shade=FAINT, rank=1),
        bar(Link("Isla", "i/"), 500, shade=MARKED, rank=2),
    ),
    "Visitas por centro",
)
SERIES = Chart("columns", tuple(bar(Period(f"2024-Q{n}"), 100 * n) for n in range(1, 5)), "Visitas por trimestre")
LINE = Chart("line", tuple(bar(Period(f"20{n}"), n) for n in range(18, 25)), "Visitas por año")
STACK = Chart(
    "stack",
    tuple(
        bar(channel, value, series=answer)
        for channel in ("Ventanilla", "Internet")
        for answer, value in (("buena", 80), ("mala", 20))
    ),
    "Calificación",
)
GAPS = Chart("rows", (bar("Norte", None), bar("Sur", 0), bar("Isla", 7)), "Con vacíos")
EVERY = {chart.shape if chart is not GAPS else "gaps": chart for chart in (RANKING, SERIES, LINE, STACK, GAPS)}


def draw(chart, spanish):
    """Return the bytes of a chart's SVG and the tree of it."""
    data = svg.draw(svg.prepare(chart, spanish))
    return data, etree.fromstring(data)


@pytest.fixture(params=EVERY, name="drawn")
def _drawn(request, spanish):
    """Return each kind of chart, its bytes and its tree."""
    return EVERY[request.param], *draw(EVERY[request.param], spanish)


def test_a_chart_is_an_image_named_by_its_title(drawn):
    """The root is an image, labelled by the Spanish title and description that stand first in it."""
    chart, _, tree = drawn
    title, description = tree[0], tree[1]

    assert ("img", f"{title.get('id')} {description.get('id')}") == (tree.get("role"), tree.get("aria-labelledby"))
    assert (f"{SVG}title", f"{SVG}desc", chart.title) == (title.tag, description.tag, title.text)


def test_a_chart_is_described_by_its_values(spanish):
    """The description tells every bar with its value, as the table does; a gap is told as one."""
    _, tree = draw(GAPS, spanish)

    assert "Norte: sin dato; Sur: 0\u00a0visitas; Isla: 7\u00a0visitas" == tree[1].text


def test_a_described_bar_says_its_series(spanish):
    """In stacked bars each piece is described with its bar and its series."""
    _, tree = draw(STACK, spanish)

    assert tree[1].text.startswith("Ventanilla, buena: 80\u00a0visitas; Ventanilla, mala: 20\u00a0visitas; ")


def test_texts_stay_texts(drawn, spanish):
    """Every label stands in the drawing as text, not as curves."""
    chart, _, tree = drawn
    shown = " ".join(text for element in tree.iter(f"{SVG}text") for text in element.itertext())
    labels = {
        spanish.formatter.period(b.label.text, spanish.say, "short")
        if isinstance(b.label, Period)
        else spanish.term(b.label)
        for b in chart.bars
    }

    assert labels <= {label for label in labels if label in shown} or chart.shape == "line"
    assert any(label in shown for label in labels)


def test_values_stand_beside_their_bars(spanish):
    """Each value is told in the drawing as in the table, and a gap says so."""
    _, tree = draw(GAPS, spanish)
    shown = ["".join(element.itertext()) for element in tree.iter(f"{SVG}text")]

    assert {"sin dato", "0\u00a0visitas", "7\u00a0visitas"} <= set(shown)


def test_the_engine_s_own_english_is_not_spoken(drawn):
    """No description that the drawing library makes by itself, in English, is left for a screen reader."""
    _, data, _ = drawn

    assert not re.search(rb"aria-(?!labelledby)|graphics-(object|symbol)", data)


def test_nothing_is_asked_of_another_file(drawn):
    """A chart is whole: no script, no style sheet, no image, no font from elsewhere."""
    _, data, tree = drawn

    assert not {element.tag for element in tree.iter()} & {
        f"{SVG}{name}" for name in ("script", "image", "foreignObject", "a", "use")
    }
    assert not re.search(rb"url\((?!#)|@import|href", data)


def test_a_chart_fits_a_small_phone(drawn):
    """The drawing is no wider than a small screen, so that its text need not be shrunk."""
    _, _, tree = drawn

    assert float(tree.get("width").removesuffix("px")) <= 360


def test_two_drawings_of_a_chart_are_the_same_bytes(drawn):
    """Drawn again in the same process, a chart is the same file."""
    chart, data, _ = drawn

    assert data == svg.draw(svg.prepare(chart, words.load(Site())))


def test_another_process_draws_the_same_bytes(spanish):
    """Drawn in another process, with another hash seed and another locale, a chart is the same file."""
    drawing = svg.prepare(STACK, spanish)
    run = subprocess.run(
        [sys.executable, "-c", DRAW],
        input=pickle.dumps(drawing),
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONPATH": ":".join(sys.path)},
    )

    assert svg.draw(drawing) == run.stdout


def test_the_name_follows_from_the_contents(spanish):
    """Equal charts have one name; any difference in what is seen or told makes another."""
    names = {svg.prepare(chart, spanish).name for chart in (RANKING, SERIES, LINE, STACK, GAPS)}
    titled = Chart(RANKING.shape, RANKING.bars, "Otro título")

    assert 5 == len(names)
    assert svg.prepare(RANKING, spanish).name == svg.prepare(RANKING, words.load(Site())).name
    assert svg.prepare(titled, spanish).name not in names


def test_the_longest_label_is_cut(spanish):
    """A label longer than the drawing is wide ends in an ellipsis; its description keeps it whole."""
    name = "Centro de Atención Integral de la Ribera del Río y sus Veredas"
    _, tree = draw(Chart("rows", (bar(name, 3), bar("Sur", 2)), "Visitas"), spanish)

    assert name in tree[1].text
    assert any("".join(element.itertext()).endswith("…") for element in tree.iter(f"{SVG}text"))


@pytest.mark.parametrize("shape", sorted(shapes.SHAPES))
def test_shapes_speak_the_dialect_that_is_drawn(shape):
    """The specification is of the version of Vega-Lite that the drawing library is told to take."""
    version = shapes.compiled(shape)["$schema"].rpartition("/v")[2]

    assert version.startswith(svg.VEGA_LITE)


@pytest.mark.parametrize("shape", sorted(shapes.SHAPES))
def test_shapes_speak_only_of_what_bars_have(shape, spanish):
    """Every field that a shape draws is one that each of its rows has: a misspelt one would draw nothing."""
    rows = json.loads(svg.prepare(Chart(shape, STACK.bars, "x"), spanish).rows)
    found = {
        part["field"]
        for layer in shapes.compiled(shape)["layer"]
        for part in layer["encoding"].values()
        if "field" in part
    }

    assert found <= set(rows[0])


HOSTILE = st.text(alphabet="<>\"'&{}|[]()*_#`\\;:/=$ĀāaZ9 ", min_size=1, max_size=12)


@settings(derandomize=True, deadline=None, max_examples=30, phases=[Phase.explicit, Phase.generate])
@given(name=HOSTILE, series=HOSTILE)
def test_no_text_becomes_markup_in_a_chart(name, series):
    """Whatever the texts of a chart, its elements are the same, and the texts stand in it and in its words."""
    spanish = words.load(Site())
    data, tree = draw(
        Chart("stack", (bar(f"M{name}W", 3, series=f"M{series}W"), bar("Sur", 2, series="x")), f"M{name}W"), spanish
    )
    _, plain = draw(Chart("stack", (bar("MaW", 3, series="MbW"), bar("Sur", 2, series="x")), "MaW"), spanish)

    assert [element.tag for element in plain.iter()] == [element.tag for element in tree.iter()]
    assert f"M{name}W" == tree[0].text
    shown = ["".join(element.itertext()) for element in tree.iter(f"{SVG}text")]
    assert f"M{name}W" in shown[0]
    assert f"M{name}W" in shown[1:]
    assert any(f"M{series}W" in text for text in shown)
    assert b"<script" not in data
