import csv
import hashlib
import io
import shutil

import feedparser
import lxml.html
import pytest

from generator import pipeline
from generator.load import versions as load_versions
from generator.project import Project
from tests import recorded

ATOM = {"id", "title", "updated", "link", "author"}


@pytest.fixture(name="town", scope="module")
def _town(tmp_path_factory):
    """The repository with a past."""
    return recorded.town(tmp_path_factory.mktemp("recorded") / "town")


@pytest.fixture(name="published", scope="module")
def _published(town):
    """All that is published of it, before MkDocs, by path."""
    return recorded.documents(town)


def versions(documents, dataset="lecturas"):
    """Return the names of the versions that have a folder, in order."""
    begin = f"data/{dataset}/v/"
    return sorted({path.removeprefix(begin).split("/")[0] for path in documents if path.startswith(begin)})


def feed(documents, path):
    """Return a feed as a reader of feeds understands it; that it is well-formed is asserted."""
    found = feedparser.parse(documents[path])
    assert not found.bozo
    assert "atom10" == found.version
    return found


def test_each_version_keeps_its_bytes_its_descriptor_and_their_checksums(published):
    """A version's folder holds the CSV and the descriptor as they were, and sums that `sha256sum -c` reads."""
    first = f"data/lecturas/v/{versions(published)[0]}/"

    assert recorded.FIRST.encode() == published[f"{first}lecturas.csv"]
    assert 11 == len(versions(published))
    for name in versions(published):
        for line in published[f"data/lecturas/v/{name}/SHA256SUMS"].decode().splitlines():
            digest, file = line.split("  ")
            assert digest == hashlib.sha256(published[f"data/lecturas/v/{name}/{file}"]).hexdigest()


def test_the_plain_address_is_the_latest_version(published):
    """What stands at the address without a version is the last one."""
    assert recorded.OTHER.encode() == published["data/lecturas/lecturas.csv"]
    assert "data/lecturas/v/" in published["data/lecturas/index.md"].decode().replace("../../", "")


def test_a_citation_leads_to_what_does_not_change(town, tmp_path):
    """Whoever cites a dataset cites its version, at its permanent address; rows that are not recorded, the dataset."""
    folder = shutil.copytree(town, tmp_path / "cited")
    (folder / "site_src").mkdir()
    (folder / "site_src/site.yaml").write_text("url: https://e.org/\n", encoding="utf-8")
    made = recorded.documents(folder)
    cited = f"https://e.org/data/lecturas/v/{load_versions.read(Project(town)).versions('lecturas')[-1].name}/"
    assert cited in made["data/lecturas/lecturas.bib"].decode()
    recorded.write(folder, lecturas=recorded.OTHER.replace("26", "28"))

    assert "https://e.org/data/lecturas/}" in recorded.documents(folder)["data/lecturas/lecturas.bib"].decode()


def test_two_clones_publish_the_same_bytes(town, published, tmp_path):
    """Wherever the repository is cloned to, everything of the past is the same, byte by byte."""
    recorded.git(tmp_path, "clone", "-q", town.as_uri(), "un clon")
    other = recorded.documents(tmp_path / "un clon")

    assert sorted(published) == sorted(other)
    assert [] == [path for path in published if published[path] != other[path]]


def test_more_commits_change_nothing_of_a_version(town, published, tmp_path):
    """The whole folder of a version, its page too, stays as it is when the history grows."""
    folder = shutil.copytree(town, tmp_path / "more")
    recorded.commit(folder, "2024-10-10", lecturas=recorded.MORE)
    recorded.commit(folder, "2024-12-10", lecturas=recorded.OTHER.replace("26", "27"))
    recorded.commit(folder, "2024-12-11", lecturas=None, catalogue={"name": "lirio"})
    later = recorded.documents(folder)
    kept = [path for path in published if "/v/" in path]

    assert 11 * 4 + 4 + 4 == len(kept)
    assert [] == [path for path in kept if published[path] != later.get(path)]


def test_a_version_is_published_however_strict_the_rules_have_become(tmp_path):
    """A version that no rule of today would let through keeps its address, and its bytes."""
    recorded.git(tmp_path, "init", "-q")
    recorded.commit(tmp_path, "2024-01-01", lecturas=({**recorded.READINGS, "unheard-of": 1}, 'pozo,mes\n"a'))
    recorded.commit(tmp_path, "2024-01-02", catalogue=recorded.CATALOGUE, lecturas=(recorded.READINGS, recorded.FIRST),
                    pozos=(recorded.WELLS, "id,nombre\nalto,Alto\nbajo,Bajo\n"))  # fmt: skip
    made = recorded.documents(tmp_path)

    assert b'pozo,mes\n"a' == made[f"data/lecturas/v/{versions(made)[0]}/lecturas.csv"]


def test_the_table_of_changes_says_what_happened(published):
    """One line for each value, row or column, from version to version, the newest first; reasons as recorded."""
    rows = list(csv.DictReader(io.StringIO(published["data/lecturas/changes/changes.csv"].decode())))
    told = [(row["dia"], row["cambio"], row["llave"], row["columna"], row["antes"], row["ahora"]) for row in rows]

    assert [
        ("2024-10-10", "cifra corregida", "alto, 2024-01", "metros", "21.5", "26"),
        ("2024-10-10", "cifra corregida", "alto, 2024-01", "metros", "26", "21.5"),
        ("2024-10-10", "cifra corregida", "alto, 2024-01", "metros", "21.5", "26"),
        ("2024-08-10", "columnas", "", "nota", "", "nota"),
        ("2024-07-10", "redondeo", "bajo, 2024-01", "metros", "7.25", "7.3"),
        ("2024-07-10", "retirada", "alto, 2024-02", "", '{"mes": "2024-02", "pozo": "alto", "metros": "13"}', ""),
        ("2024-06-10", "columnas", "", "metros", "nivel", "metros"),
        ("2024-05-10", "solo formato", "", "", "", ""),
        ("2024-04-10", "solo formato", "", "", "", ""),
        ("2024-03-10", "cifra corregida", "alto, 2024-01", "nivel", "12.5", "21.5"),
        ("2024-02-10", "nueva", "bajo, 2024-02", "", "", '{"pozo": "bajo", "mes": "2024-02", "nivel": "7.5"}'),
        ("2024-01-10", "primera", "", "", "", ""),
    ] == told  # fmt: skip
    assert ["Se leyó al revés."] == [row["motivo"] for row in rows if row["dia"] == "2024-03-10"]


@pytest.mark.parametrize(
    "path",
    ["changes/atom.xml", "data/lecturas/changes/atom.xml", "data/visitas/changes/atom.xml", "pozos/alto/atom.xml"],
)
def test_feeds_have_what_the_standard_asks_for(published, path):
    """Feed and entries have id, title and date (RFC 4287), ids that differ, and a link to where more is told."""
    found = feed(published, path)

    assert set(found.feed) >= ATOM
    assert found.entries
    assert all(set(entry) >= {"id", "title", "updated", "link", "summary"} for entry in found.entries)
    assert len(found.entries) == len({entry.id for entry in found.entries} - {found.feed.id})
    assert all(entry.id.startswith("urn:uuid:") for entry in found.entries)
    assert found.feed.updated == max(entry.updated for entry in found.entries)


def test_titles_of_entries_count(published):
    """What changed stands in the title, the gravest first."""
    titles = [entry.title for entry in feed(published, "data/lecturas/changes/atom.xml").entries]

    assert [
        *["Lecturas: 1 cifra corregida"] * 3, "Lecturas: 1 cambio de columnas",
        "Lecturas: 1 fila retirada, 1 valor cambiado", "Lecturas: 1 cambio de columnas",
        *["Lecturas: las mismas filas, escritas de otra manera"] * 2, "Lecturas: 1 cifra corregida",
        "Lecturas: 1 fila nueva", "Lecturas: primera versión, con 3 filas",
    ] == titles  # fmt: skip


def test_the_feed_of_an_entity_counts_what_is_about_it(published):
    """A well's feed has the changes of its own rows and of those that point to it, and no others."""
    titles = [entry.title for entry in feed(published, "pozos/bajo/atom.xml").entries]

    assert ["Lecturas: 1 valor cambiado", "Lecturas: 1 fila nueva"] == titles[:2]
    assert 4 == len(titles)


def test_ids_and_dates_of_entries_stay(town, published, tmp_path):
    """More commits, another address of the site and another title leave the ids of entries as they are."""
    folder = shutil.copytree(town, tmp_path / "moved")
    (folder / "site_src").mkdir()
    (folder / "site_src/site.yaml").write_text("name: Otro\nurl: https://otro.example.org/\n", encoding="utf-8")
    recorded.commit(
        folder,
        "2024-12-10",
        lecturas=recorded.FIRST.replace("nivel", "metros,nota")
        .replace("\nal", ",\nal")
        .replace("\nba", ",\nba")
        .replace("7.25\n", "7.25,\n")
        .replace("metros,nota,", "metros,nota"),
    )
    later = recorded.documents(folder)
    for path in ("changes/atom.xml", "data/lecturas/changes/atom.xml", "pozos/alto/atom.xml"):
        before, after = (
            [(entry.id, entry.updated) for entry in feed(some, path).entries] for some in (published, later)
        )
        assert before == after[1:]
        assert feed(published, path).feed.id == feed(later, path).feed.id
        assert feed(later, path).entries[0].link.startswith("https://otro.example.org/")


def test_what_comes_and_goes_on_one_day_is_told_each_time(tmp_path):
    """Two withdrawals on a day have names of their own: no anchor and no entry of a feed stands for both."""
    recorded.git(tmp_path, "init", "-q")
    recorded.commit(
        tmp_path, "2024-01-01", catalogue=recorded.CATALOGUE, pozos=(recorded.WELLS, "id,nombre\nalto,Alto\n")
    )
    for told in ((recorded.VISITS, "dia,cuantas\n"), None, (recorded.VISITS, "dia,cuantas\n"), None):
        recorded.commit(tmp_path, "2024-01-02", visitas=told)
    made = recorded.documents(tmp_path)
    entries = feed(made, "data/visitas/changes/atom.xml").entries

    assert 4 == len(entries) == len({entry.id for entry in entries}) == len({entry.link for entry in entries})
    assert all(
        f"{{#{entry.link.partition('#')[2]}}}" in made["data/visitas/changes/index.md"].decode() for entry in entries
    )


def test_what_was_withdrawn_says_why(published):
    """The page of a dataset that is gone gives the day, the reason and its versions."""
    page = published["data/visitas/index.md"].decode()

    assert "Estos datos se retiraron el 10 de septiembre de 2024. La fuente dejó de publicarlas." in page
    assert f"v/{versions(published, 'visitas')[0]}/index.html" in page
    assert "se retiró" in published["data/visitas/changes/index.md"].decode()


def test_a_withdrawal_without_a_reason_says_so(town, tmp_path):
    """Nobody recorded why: that is told too."""
    folder = shutil.copytree(town, tmp_path / "silent")
    recorded.commit(folder, "2024-11-10", catalogue=recorded.CATALOGUE)

    assert "No se registró el motivo." in recorded.documents(folder)["data/visitas/index.md"].decode()


def test_corrections_of_figures_come_first(published):
    """The page of all changes begins with figures that were corrected, with the recorded reason or its absence."""
    page = published["changes/index.md"].decode()

    assert page.index("Cifras corregidas") < page.index("#d-2024-10-10")
    assert "Se leyó al revés." in page
    assert "sin motivo registrado" in page


@pytest.mark.parametrize(("depth", "said"), [("1", "copia recortada"), ("", "sin la historia")])
def test_without_its_past_a_site_has_one_version_and_says_so(town, tmp_path, depth, said):
    """In a shallow clone, or outside of git, no address is called permanent, there are no feeds, and the pages say why."""
    recorded.git(tmp_path, "clone", "-q", *(["--depth", depth] if depth else []), town.as_uri(), "copy")
    if not depth:
        shutil.rmtree(tmp_path / "copy/.git")
    made = recorded.documents(tmp_path / "copy")

    assert [] == [path for path in made if "/v/" in path or path.endswith(".xml")]
    for path in ("data/lecturas/index.md", "data/lecturas/changes/index.md", "changes/index.md"):
        assert said in made[path].decode()
        assert "una sola versión" in made[path].decode()


def test_rows_that_are_not_committed_are_no_version_yet(town, tmp_path):
    """While somebody edits, the plain address has the new rows, and the page says that they are not recorded."""
    folder = shutil.copytree(town, tmp_path / "edited")
    recorded.write(folder, lecturas=recorded.OTHER.replace("26", "28"))
    made = recorded.documents(folder)

    assert 11 == len(versions(made))
    assert "no están registradas como versión" in made["data/lecturas/index.md"].decode()


def test_hostile_cells_of_the_past_are_texts(tmp_path):
    """Markup, scripts and signs that XML cannot hold, in an old version, become nothing else than text."""
    evil = "<script>x</script>&{{ x }}`\x07"
    recorded.git(tmp_path, "init", "-q")
    visits = {
        **recorded.VISITS,
        "title": evil,
        "schema": {"fields": [{"name": "dia", "type": "string"}], "primaryKey": ["dia"]},
    }
    recorded.commit(tmp_path, "2024-01-01", catalogue=recorded.CATALOGUE, visitas=(visits, f'dia\n"{evil}"\n'))
    recorded.commit(tmp_path, "2024-01-02", visitas=({**visits, "title": "x"}, "dia\nb\n"))
    made = recorded.documents(tmp_path)

    for path in (path for path in made if path.endswith("index.md") and "data/visitas" in path):
        assert "<script>x" not in made[path].decode()
    assert feed(made, "data/visitas/changes/atom.xml").entries


def test_a_built_site_holds_together(town, tmp_path):
    """MkDocs takes the pages of the past, every link leads somewhere, and building again changes nothing."""
    folder = shutil.copytree(town, tmp_path / "built")
    where = Project(folder)

    assert pipeline.build(where, folder / "build/site", jobs=1, notify=lambda _: None)
    assert not pipeline.build(where, folder / "build/site", jobs=1, notify=lambda _: None)
    pages = [path for path in (folder / "build/site").rglob("index.html") if "problems" not in path.parts]
    assert 12 + 3 + 1 <= len([path for path in pages if {"v", "changes"} & set(path.parts)])
    for path in pages:
        tree = lxml.html.parse(path).getroot()
        ids = tree.xpath("//@id")
        assert (1, sorted(set(ids))) == (len(tree.xpath("//main//h1")), sorted(ids)), path
    recorded.commit(folder, "2024-12-10")
    assert pipeline.build(where, folder / "build/site", jobs=1, notify=lambda _: None)
