import json

from hypothesis import given, settings, strategies as st

from generator.derive import records
from generator.render import linked
from tests import invented


def test_search_engines_read_what_a_dataset_is():
    """The page of a dataset tells its name, its dates, its columns and its files, as schema.org has them."""
    made = invented.villa()
    record = records.of_dataset(made.datasets["visitas"], made, records.whole(made))

    found = linked.dataset(record, "Oficina de Cuentas. «Visitas».", lambda path: f"/{path}")

    assert ("Dataset", "Visitas a los centros", "2025-03-09") == (found["@type"], found["name"], found["dateModified"])
    assert "2024-01-01/2024-12-31" == found["temporalCoverage"]
    assert ("Oficina de Cuentas. «Visitas».", "Atención a la ciudadanía") == (found["citation"], found["about"])
    assert "https://example.org/licencia" == found["license"]
    assert {"visita", "visitas"} & {column.get("unitText") for column in found["variableMeasured"]}
    assert "/data/visitas/visitas.csv" in [file["contentUrl"] for file in found["distribution"]]
    assert ["centro_id", "periodo", "visitas", "documento_id", "lineas"] == [
        column["name"] for column in found["variableMeasured"]
    ]


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_no_text_ends_the_script(text):
    """Whatever a title holds, the script has no mark of HTML, stands in one line and says the same text."""
    script = linked.script({"name": f"{text}</script><script>alert(1)//"})

    assert not set("<>&") & set(script)
    assert 1 == len(script.splitlines())
    assert f"{text}</script><script>alert(1)//" == json.loads(script)["name"]
