import dataclasses

import pytest

from generator.derive import qualities, quality_pages
from generator.derive.qualities import CRITERIA, Result
from generator.render import words
from tests import invented


@pytest.fixture(name="made", scope="module")
def _made():
    """Return the catalogue of Villa Serena."""
    return invented.villa()


def results(made, dataset):
    """Return how each criterion came out."""
    return {one.criterion: one.result for one in qualities.derive(made.datasets[dataset], made)}


def test_there_are_seventeen_criteria(made):
    """Each dataset is held against each criterion once."""
    assert 17 == len(CRITERIA)
    assert list(CRITERIA) == [one.criterion for one in qualities.derive(made.datasets["visitas"], made)]


@pytest.mark.parametrize(
    ("dataset", "criterion", "expected"),
    [
        ("visitas", "completeness", Result.PARTLY),
        ("encuesta", "completeness", Result.GOOD),
        ("visitas", "traceability", Result.GOOD),
        ("encuesta", "traceability", Result.POOR),
        ("visitas", "uniqueness", Result.GOOD),
        ("visitas", "clarity", Result.POOR),
        ("visitas", "precision", Result.GOOD),
        ("servicios", "precision", Result.POOR),
        ("oferta", "precision", Result.NONE),
        ("visitas", "timeliness", Result.GOOD),
        ("encuesta", "timeliness", Result.POOR),
        ("visitas", "relevance", Result.UNKNOWN),
        ("encuesta", "credibility", Result.POOR),
    ],
)
def test_what_a_machine_can_judge_is_judged(made, dataset, criterion, expected):
    """Results follow from the rows and from what the descriptor says."""
    assert expected is results(made, dataset)[criterion]


def with_end(made, end):
    """Return the visits of a catalogue as if they told until a day."""
    visits = made.datasets["visitas"]
    descriptor = dataclasses.replace(visits.descriptor, temporal=("2020-01-01", end))
    return dataclasses.replace(visits, descriptor=descriptor)


@pytest.mark.parametrize(
    ("end", "expected"), [("2024-12-31", 0), ("2024-12-09", 1), ("2024-12-10", 0), ("2024-06-30", 2), ("2030-01-01", 0)]
)
def test_periods_without_rows_are_counted(made, end, expected):
    """From the end of the data to the last change of the catalogue, 9 March 2025, by whole quarters."""
    assert expected == qualities.periods_behind(with_end(made, end), made)


def test_every_measure_can_be_told(made):
    """Each finding is a sentence, and each result and criterion has its words."""
    for language in words.languages():
        speech = words.Words(words.read(language), words.load(made.site).formatter)
        for quality in quality_pages.derive(made):
            for one in quality.findings:
                assert speech.sentence(one.measured)
                for part in ("name", "asks", "better"):
                    assert speech.say(f"criterion.{part}.{one.criterion}")
        assert [] == [result for result in Result if not speech.say(f"criterion.result.{result}")]


def test_a_reviewer_s_questions_are_foreseen(made):
    """Few rows, and metadata that nobody wrote, are told."""
    found = {one.name: one.cautions for one in quality_pages.derive(made)}

    assert "few_rows" in found["visitas"]
    assert "metadata" in found["visitas"]
    assert "few_columns" not in found["visitas"]


def test_files_cut_by_period_are_one():
    """Datasets with the same columns whose names differ in a period alone are told."""
    schema, rows = invented.SATISFACTION
    cut = [(schema.replace("name: encuesta", f"name: encuesta-{year}"), rows) for year in (2023, 2024)]
    made = invented.build(*cut, invented.SERVICES)

    found = {one.name: "split_periods" in one.cautions for one in quality_pages.derive(made)}

    assert {"encuesta-2023": True, "encuesta-2024": True, "servicios": False} == found
