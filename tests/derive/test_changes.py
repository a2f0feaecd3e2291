import pytest

from generator.derive import changes, history_pages
from generator.load import package, versions
from generator.model import catalog
from generator.project import Project, survey
from tests import recorded


def made(folder):
    """Return the catalogue of a repository."""
    where = Project(folder)
    return catalog.build(package.load(where, survey(where)), versions.read(where))


def reasons(tmp_path, *told):
    """Return the reasons given for two later revisions of a figure, on the 10th and on the 20th of January."""
    recorded.git(tmp_path, "init", "-q")
    wells = (recorded.WELLS, "id,nombre\nalto,Alto\nbajo,Bajo\n")
    explained = {**recorded.READINGS, "revisions": list(told)}
    recorded.commit(
        tmp_path, "2024-01-01", catalogue=recorded.CATALOGUE, pozos=wells, lecturas=(explained, recorded.FIRST)
    )
    recorded.commit(tmp_path, "2024-01-10", lecturas=recorded.FIRST.replace("12.5", "15"))
    recorded.commit(tmp_path, "2024-01-20", lecturas=recorded.FIRST.replace("12.5", "18"))
    return [list(change.reasons) for change in changes.ledger(made(tmp_path))["lecturas"][1:]]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], [[""], [""]]),
        ([{"date": "2024-01-09", "reason": "uno"}], [["uno"], [""]]),
        ([{"date": "2024-01-10", "reason": "uno"}, {"date": "2024-01-11", "reason": "dos"}], [["uno"], ["dos"]]),
        ([{"date": "2024-01-21", "reason": "tarde"}], [[""], [""]]),
        ([{"date": "2024-01-05", "reason": "otra", "key": "bajo, 2024-01"}], [[""], [""]]),
        ([{"date": "2024-01-05", "reason": "una", "key": "alto, 2024-01"}, {"date": "2024-01-05", "reason": "toda"}], [["una"], ["toda"]]),
        ([{"date": "2024-01-05", "reason": "esta", "field": "nivel"}], [["esta"], [""]]),
    ],
    ids=["none", "before", "each", "after", "other-row", "nearest", "column"],
)  # fmt: skip
def test_a_reason_is_of_the_first_version_it_fits(tmp_path, told, expected):
    """The first version on its day or later that has what it speaks of; the most exact one wins."""
    assert expected == reasons(tmp_path, *told)


def test_the_reasons_of_a_dataset_that_is_gone_stay(tmp_path):
    """Its last descriptor still says why its figures were revised."""
    recorded.git(tmp_path, "init", "-q")
    wells = (recorded.WELLS, "id,nombre\nalto,Alto\nbajo,Bajo\n")
    explained = {**recorded.READINGS, "revisions": [{"date": "2024-01-02", "reason": "Se leyó mal."}]}
    recorded.commit(
        tmp_path, "2024-01-01", catalogue=recorded.CATALOGUE, pozos=wells, lecturas=(recorded.READINGS, recorded.FIRST)
    )
    recorded.commit(tmp_path, "2024-01-02", lecturas=(explained, recorded.FIRST.replace("12.5", "15")))
    recorded.commit(tmp_path, "2024-01-03", lecturas=None)
    _, revised, gone = changes.ledger(made(tmp_path))["lecturas"]

    assert ("Se leyó mal.",) == revised.reasons
    assert (("gone", 1),) == gone.parts


def test_the_home_page_tells_what_changed_last(tmp_path):
    """The latest changes of what was published already; of a new site, what was published."""
    recorded.git(tmp_path, "init", "-q")
    recorded.commit(
        tmp_path, "2024-01-01", catalogue=recorded.CATALOGUE, pozos=(recorded.WELLS, "id,nombre\nalto,Alto\n")
    )
    assert ["pozos"] == [one.change.dataset for one in history_pages.latest(made(tmp_path)).changes]
    recorded.commit(tmp_path, "2024-01-02", lecturas=(recorded.READINGS, "pozo,mes,nivel\nalto,2024-01,1\n"))
    recorded.commit(tmp_path, "2024-01-03", pozos="id,nombre\nalto,Arriba\n")

    assert [(("values", 1),)] == [one.change.parts for one in history_pages.latest(made(tmp_path)).changes]


def test_a_first_version_keeps_no_rows_in_memory(tmp_path):
    """What a dataset brought with it is counted, and about whom it is; its rows are in its file."""
    folder = recorded.town(tmp_path / "town")
    first = changes.ledger(made(folder))["lecturas"][0]

    assert (3, ()) == (first.tally.added, first.difference.added)
    assert {("pozos", "alto"): 2, ("pozos", "bajo"): 1} == {
        entity: tally.added for entity, tally in first.about.items()
    }
