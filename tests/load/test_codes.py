from generator.load import codes, yaml_files
from generator.project import DEFAULTS


def test_every_language_has_the_same_codes():
    """The codes are those of any language's words, in alphabetical order."""
    for path in sorted((DEFAULTS / "words").glob("*.yaml")):
        entries = yaml_files.parse(path.read_bytes(), path.name).value["problem"]
        whole = {code for code, entry in entries.items() if isinstance(entry, dict) and "message" in entry}

        assert sorted(whole) == list(codes.known())


def test_what_reports_say_around_problems_is_no_code():
    """The words of tables, groups and pages stand beside the codes, and are none."""
    assert "type-error" in codes.known()
    assert set() == {"table", "group", "page", "entry", "severity"} & set(codes.known())
