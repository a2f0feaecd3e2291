import pytest
from hypothesis import given, settings, strategies as st

from generator.draft.outcomes import Draft, DraftField, Pointer, Question
from generator.load import descriptors, yaml_files
from generator.render import drafts

DRAFT = Draft(
    "visitas",
    (
        DraftField("barrio_id", "string", is_required=True, pattern="^[a-z]+$"),
        DraftField("periodo", "string", is_required=True, is_period=True, pattern="^[0-9]{4}$"),
        DraftField("clase", "string", enum=("sí", "no", "a: b", "it's", "1")),
        DraftField(
            "total", "integer", is_count=True, questions=(Question("ask_pointer", {"dataset": "x", "value": "a\nb"}),)
        ),
    ),
    ("barrio_id", "periodo"),
    (("barrio_id",),),
    (Pointer("barrio_id", "barrios", "id"),),
    ("", "no aplica"),
)


@pytest.fixture(name="parsed")
def _parsed(spanish):
    """Return the descriptor that is read from the written draft, without a problem but what is left blank."""
    problems = []
    found = descriptors.parse(
        yaml_files.parse(drafts.text(DRAFT, spanish).encode(), "visitas.yaml"), "visitas", problems
    )
    assert {"metadata-missing"} == {problem.code for problem in problems}
    return found


def test_what_is_certain_is_read_back(parsed):
    """Types, keys, constraints, periods and what is missing are written as the reader understands them."""
    schema = parsed.schema

    assert ["string", "string", "string", "integer"] == [field.type for field in schema.fields]
    assert {"required": True, "pattern": "^[a-z]+$"} == schema.get("barrio_id").constraints
    assert {"enum": ["sí", "no", "a: b", "it's", "1"]} == schema.get("clase").constraints
    assert {"minimum": 0} == schema.get("total").constraints
    assert schema.get("periodo").is_period
    assert ("barrio_id", "periodo") == schema.primary_key
    assert ("barrios", ("id",)) == (schema.foreign_keys[0].target, schema.foreign_keys[0].target_fields)
    assert {"": "", "no aplica": "no aplica"} == schema.missing_values


def test_titles_come_from_names(parsed):
    """A name becomes a title to begin with."""
    assert ("Visitas", "Barrio") == (parsed.title, parsed.schema.get("barrio_id").title)


def test_what_only_a_person_knows_is_asked_in_words(spanish):
    """Each key that no table answers is a comment, below the question that it answers."""
    lines = drafts.text(DRAFT, spanish).split("\n")
    places = [
        lines.index(line)
        for line in ("# description:", "# temporal: {start: , end: }", "      # unit: {one: , other: }")
    ]

    assert [True] * 3 == [lines[place - 1].lstrip().startswith("# ? ¿") for place in places]


def test_questions_are_counted(spanish):
    """The number of questions is that of the lines that ask."""
    written = drafts.text(DRAFT, spanish)

    assert written.count("# ? ¿") == drafts.questions(written)


@settings(derandomize=True, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn")))
    | st.sampled_from(["null", "yes", "1", "-", "a\nb", "- a", "~"])
)
def test_any_text_is_read_back_as_it_is(text):
    """Whatever a cell holds, it is the same text when YAML has read it."""
    written = f"a: {drafts.scalar(text)}\nb: [{drafts.scalar(text)}]\n"

    assert {"a": text, "b": [text]} == yaml_files.parse(written.encode(), "x.yaml").value
