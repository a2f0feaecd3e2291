import csv
import io

from generator.load.site import Site
from generator.publish import dictionary_files
from generator.render import words
from tests import invented


def read(path):
    """Return a file of the dictionary of Villa Serena as dictionaries by its header."""
    made = invented.villa()
    found = {one.path: one.make for one in dictionary_files.artifacts(made, words.load(Site()))}
    return list(csv.DictReader(io.StringIO(found[path]().decode())))


def test_the_dictionary_holds_every_column():
    """One line per column of every dataset, in the order of the files."""
    fields = [(schema.split("name: ")[1].split("\n")[0], name) for schema, text in sorted(invented.VILLA, key=lambda x: x[0].split("name: ")[1])
              for name in text.split("\n")[0].split(",")]  # fmt: skip

    assert fields == [(row["conjunto"], row["campo"]) for row in read("data/dictionary/dictionary.csv")]


def test_a_column_is_told_with_its_rules():
    """Its type, unit, key, choices, target, missing values and blanks stand in columns of their own."""
    visits = {row["campo"]: row for row in read("data/visitas/visitas-dictionary.csv")}
    survey = {row["campo"]: row for row in read("data/encuesta/encuesta-dictionary.csv")}

    assert ("número entero", "visitas", "1", "5") == tuple(
        visits["visitas"][key] for key in ("tipo", "unidad", "en_blanco", "filas")
    )
    assert ("centros.id", "sí", "no", "(vacía)") == tuple(
        visits["centro_id"][key] for key in ("apunta_a", "obligatorio", "único", "valores_que_faltan")
    )
    assert "ventanilla; teléfono; internet" == survey["canal"]["valores_admitidos"]
