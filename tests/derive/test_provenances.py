import itertools

import pytest
from hypothesis import given, settings, strategies as st

from generator.derive import provenances
from generator.derive.provenances import Citation
from generator.derive.terms import Link
from tests import invented


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["7"], ((7, 7),)),
        (["160-162"], ((160, 162),)),
        (["78;114"], ((78, 78), (114, 114))),
        (["3", "4", "5"], ((3, 5),)),
        (["9", "3-5", "4-7"], ((3, 7), (9, 9))),
        (["10-20", "12"], ((10, 20),)),
        (["", "3"], ((3, 3),)),
        (["nota al pie"], ()),
        (["5-b", "²", "9" * 5000], ()),
    ],
)
def test_lines_are_merged_into_spans(texts, expected):
    """Lines that touch or overlap are one span; what names no line is no span."""
    assert expected == provenances.spans(texts)


SPANS = st.tuples(st.integers(1, 300), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))
TEXTS = st.lists(
    st.lists(SPANS, min_size=1, max_size=3).map(
        lambda found: ";".join(f"{a}-{b}" if a < b else f"{a}" for a, b in found)
    ),
    max_size=12,
)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(texts=TEXTS)
def test_spans_hold_exactly_the_lines_and_are_as_few_as_can_be(texts):
    """Whatever the texts, the spans hold each of their lines once, in order, with a gap between any two."""
    lines = set()
    for part in (part for text in texts for part in text.split(";")):
        first, _, last = part.partition("-")
        lines |= set(range(int(first), int(last or first) + 1))

    spans = provenances.spans(texts)

    assert sorted(lines) == [line for first, last in spans for line in range(first, last + 1)]
    assert all(end + 1 < start for (_, end), (start, _) in itertools.pairwise(spans))


def test_a_figure_cites_the_lines_of_its_rows(villa):
    """The rows read by a figure are counted, and their document cited with its lines."""
    found = invented.figure(villa, "visitas", "por-trimestre", "centros/sur").provenance

    assert (Link("Visitas a los centros", "data/visitas/"), 2) == (found.dataset, found.rows)
    assert (Citation(Link("Informe de visitas 2024", "documentos/informe/"), ((7, 9),)),) == found.citations


def test_a_dataset_without_provenance_is_its_own_source(villa):
    """Where no document is declared only the dataset and the number of rows are told."""
    found = invented.figure(villa, "oferta", "por-centro").provenance

    assert (Link("Qué se puede hacer en cada centro", "data/oferta/"), 9, ()) == (
        found.dataset,
        found.rows,
        found.citations,
    )


def test_a_document_without_pages_is_named_as_written():
    """Where documents are no entities the cell itself names the document; rows without one cite none."""
    schema = """
name: obras
title: Obras
schema:
  fields:
    - {name: obra, title: Obra, type: string}
    - {name: hoja, title: Hoja, type: string}
    - {name: lineas, title: Líneas, type: string}
provenance: {document: hoja, lines: lineas}
"""
    made = invented.build((schema, "obra,hoja,lineas\nPuente,Acta 7,4\nPlaza,,9\n"))

    found = provenances.derive(made.datasets["obras"], (0, 1), made)

    assert (Citation("Acta 7", ((4, 4),)),) == found.citations
