import pytest

from generator.load import acceptances, yaml_files
from generator.load.acceptances import Acceptance
from generator.load.nodes import Node


def _read(text):
    """Return the acceptances of a descriptor whose first one is `text`, and the problems of reading them."""
    problems = []
    source = yaml_files.parse(f"accepted:\n  - {text}\n".encode(), "schemas/arboles.yaml")
    found = acceptances.parse(Node(source, source.value, problems))
    return found, [(problem.code, problem.field) for problem in problems]


def test_an_acceptance_is_read():
    """What it does not say fits anything."""
    expected = Acceptance("small-count", "Revisado.", "2025-02-01", field="n", value="3")

    assert ((expected,), []) == _read(
        "{code: small-count, field: n, value: '3', reason: Revisado., date: '2025-02-01'}"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{code: small-count, date: '2025-02-01'}", [("missing-key", "accepted.0")]),
        ("{code: small-count, reason: R., date: ''}", [("missing-key", "accepted.0")]),
        ("{code: small-count, reason: R., date: 01/02/2025}", [("wrong-shape", "accepted.0.date")]),
        ("{code: small-count, reason: R., date: '20250201'}", [("wrong-shape", "accepted.0.date")]),
        ("{code: small-count, reason: R., date: '2025-02-30'}", [("wrong-shape", "accepted.0.date")]),
        ("{code: small-count, reason: R., date: '2025-02-01', linea: 3}", [("unknown-key", "accepted.0.linea")]),
        ("{code: small-count, reason: R., date: '2025-02-01', line: '3'}", [("wrong-type", "accepted.0.line")]),
        ("{code: small-count, reason: R., date: '2025-02-01', value: 3}", [("wrong-type", "accepted.0.value")]),
    ],
)
def test_a_reason_and_a_day_are_never_optional(text, expected):
    """Whoever accepts something says why and when, in keys that are known."""
    assert expected == _read(text)[1]
