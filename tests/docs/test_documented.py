import ast
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator import __main__
from generator.load import site, views, yaml_files
from generator.load.nodes import Node
from generator.render import reports

COMMANDS, DESCRIPTORS, GUIDE = "docs/comandos.md", "docs/descriptors.md", "docs/add-a-dataset.md"
REPORTS = "docs/informes.md"
VERB = re.compile(r"^    ([a-z]+)(?: |$)", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MADE = ("build", "expected-changed", "node_modules")
KEY_LISTS = ("KEYS", "FIELD_KEYS", "CONSTRAINTS", "LIMITS", "TYPES", "AGGREGATES", "MARKS", "ORDERS", "CHANNELS")


def help_of(capsys, *verb):
    """Return the help that a command prints."""
    with pytest.raises(SystemExit):
        __main__.main([*verb, "--help"])
    return capsys.readouterr().out


def known_keys(folder) -> Iterator[tuple[str, str]]:
    """Yield, from the source of `load/`, each key and choice of descriptors that it knows, with its module."""
    for file in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for literal in literals(node):
                if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
                    yield file.name, literal.value


def literals(node) -> list[ast.expr]:
    """Return what stands in a list of keys, or in a call of `only` with the keys that are known; else nothing."""
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(target=ast.Name(id=name), value=value)
        ):
            found = value.keys if isinstance(value, ast.Dict) else getattr(value, "elts", [])
            return found if name in KEY_LISTS else []
        case ast.Call(func=ast.Attribute(attr="only"), args=found):
            return found
    return []


def documents(root) -> list[Path]:
    """Return the Markdown files of the repository, without what tools have put into it."""
    found = []
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if name not in MADE and name[0] != "."]
        found += [Path(folder, name) for name in names if name.endswith(".md")]
    return sorted(found)


def anchors(document) -> set[str]:
    """Return the anchors of a Markdown file's headings, as GitHub makes them."""
    titles = HEADING.findall(document.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_verb_has_a_section(root, capsys):
    """Each verb of the command line has a section of its own among the commands."""
    text = (root / COMMANDS).read_text(encoding="utf-8")
    verbs = VERB.findall(help_of(capsys))

    assert {"validate", "build", "serve"} <= set(verbs)
    assert [] == [verb for verb in verbs if f"## `generator {verb}`" not in text]


def test_every_option_is_explained_in_the_section_of_its_verb(root, capsys):
    """Each option of each verb is named in that verb's section, the common ones before all sections."""
    text = (root / COMMANDS).read_text(encoding="utf-8")
    common = text.partition("\n## `generator ")[0]
    missing = []
    for verb in VERB.findall(help_of(capsys)):
        section = text.partition(f"\n## `generator {verb}`")[2].partition("\n## ")[0]
        options = set(OPTION.findall(help_of(capsys, verb)))
        missing += [(verb, option) for option in sorted(options) if option not in section + common]

    assert [] == missing


def test_no_verb_is_documented_that_does_not_exist(root, capsys):
    """The documents call the generator with verbs that it has."""
    verbs = set(VERB.findall(help_of(capsys)))
    called = {
        (document.name, verb)
        for document in documents(root)
        for verb in re.findall(
            r"(?:-m generator|`generator|\$ generator) ([a-z]+)", document.read_text(encoding="utf-8")
        )
    }

    assert set() == {(name, verb) for name, verb in called if verb not in verbs}


def test_every_report_format_is_explained(root):
    """Each format of reports has its line and its example."""
    text = (root / COMMANDS).read_text(encoding="utf-8")

    assert [] == [name for name in reports.FORMATS if f"| `--format {name}` |" not in text]
    examples = (root / REPORTS).read_text(encoding="utf-8")
    assert [] == [name for name in reports.FORMATS if f"$ generator validate --format {name}\n" not in examples]


@pytest.mark.parametrize("name", sorted(reports.FORMATS))
def test_example_of_a_report_is_what_the_command_prints(tmp_path, blocks, capsys, name):
    """The damaged file that the document shows gives exactly the report that it shows, and the exit status 1."""
    (table,), (descriptor,) = blocks(REPORTS, "csv"), blocks(REPORTS, "yaml")
    for folder, text, ending in (("datasets", table, "csv"), ("schemas", descriptor, "yaml")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"talleres.{ending}").write_text(text, encoding="utf-8")
    command = f"$ generator validate --format {name}\n"
    (shown,) = [block for block in blocks(REPORTS, "console") if block.startswith(command)]

    status = __main__.main(["validate", "--format", name, "--project", str(tmp_path)])

    assert shown.removeprefix(command) == capsys.readouterr().out
    assert 1 == status


def test_example_of_an_explanation_is_what_the_command_prints(blocks, capsys):
    """The entry of a code that the document shows is what `explain` prints."""
    command = "$ generator explain type-error\n"
    (shown,) = [block for block in blocks(COMMANDS, "console") if block.startswith(command)]

    assert 0 == __main__.main(["explain", "type-error"])
    assert shown.removeprefix(command) == capsys.readouterr().out


def test_every_key_of_the_json_report_is_explained(root, tmp_path, blocks, capsys):
    """Each key of the object and of its problems has its line in the table."""
    (table,), (descriptor,) = blocks(REPORTS, "csv"), blocks(REPORTS, "yaml")
    for folder, text, ending in (("datasets", table, "csv"), ("schemas", descriptor, "yaml")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"talleres.{ending}").write_text(text, encoding="utf-8")
    __main__.main(["validate", "--format", "json", "--project", str(tmp_path)])
    report = json.loads(capsys.readouterr().out)
    keys = {*report, *(key for problem in report["problems"] for key in problem)}
    cells = re.findall(r"^\| (`[^|]*) \|", (root / REPORTS).read_text(encoding="utf-8"), re.MULTILINE)

    assert keys <= {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}


@pytest.fixture(name="sound")
def _sound(tmp_path, blocks) -> Path:
    """Return a project without a fault: the guide's example, on its own."""
    (table,), (descriptor,) = blocks(GUIDE, "csv"), blocks(GUIDE, "yaml")
    alone = re.sub(r"^(theme:.*|  foreignKeys:\n.*\n.*)\n", "", descriptor, flags=re.MULTILINE)
    for folder, text, ending in (("datasets", table, "csv"), ("schemas", alone, "yaml")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"talleres-ejemplo.{ending}").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("validate --project {sound}", 0),
        ("validate --project {sound} no-such-dataset", 2),
        ("validate --project {sound} --format no-such-format", 2),
        ("validate --project {sound}/no-such-folder", 2),
        ("no-such-verb", 2),
    ],
)
def test_exit_status_is_the_documented_one(root, sound, arguments, status):
    """A sound project ends with 0, a wrong call with 2, and the document lists both."""
    try:
        ended = __main__.main(arguments.format(sound=sound).split())
    except SystemExit as end:
        ended = end.code

    assert status == ended
    assert f"\n| `{status}` | " in (root / COMMANDS).read_text(encoding="utf-8")


def test_every_make_target_is_listed(root):
    """Each target that `make help` shows is among the commands."""
    targets = re.findall(r"^([a-z]+):.*## ", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    text = (root / COMMANDS).read_text(encoding="utf-8")

    assert {"site", "test"} <= set(targets)
    assert [] == [name for name in targets if f"\n| `make {name}` |" not in text]


def test_every_descriptor_key_is_documented(root):
    """Each key, type, mark or other choice that `load/` knows is named in the page of descriptors."""
    keys = set(known_keys(root / "generator" / "load"))
    text = (root / DESCRIPTORS).read_text(encoding="utf-8")
    missing = [
        (file, key) for file, key in sorted(keys) if not re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text)
    ]

    assert {"views.py", "schemas.py", "descriptors.py", "package.py", "site.py"} <= {file for file, _ in keys}
    assert [] == missing


def test_example_of_site_yaml_is_understood(blocks):
    """The example of `site.yaml` has every key, and none that is refused."""
    (example,) = [block for block in blocks(DESCRIPTORS, "yaml") if "\nlocale:" in block]
    problems = []
    parsed = yaml_files.parse(example.encode(), "site.yaml")

    site.parse(parsed, problems)

    assert [] == problems
    assert set(site.KEYS) == set(parsed.value)


def test_examples_of_views_are_understood(blocks):
    """The examples of views have every key between them, and none that is refused."""
    examples = [block for block in blocks(DESCRIPTORS, "yaml") if block.startswith("views:")]
    problems, keys = [], set()
    for example in examples:
        parsed = yaml_files.parse(example.encode(), "x.yaml")
        (view,) = views.parse(Node(parsed, parsed.value, problems))
        keys |= set(parsed.value["views"][view.id])

    assert [] == problems
    assert set(views.KEYS) == keys


def test_every_relative_link_leads_to_a_file(root):
    """Each link between the documents leads to a file or folder of the repository, and each anchor to a heading."""
    broken = []
    for document in documents(root):
        if {"expected", "project", "pages"} & set(document.relative_to(root).parts):
            continue  # pages of sites: their addresses are those of the site, and the site builder checks them
        text = CODE.sub("", document.read_text(encoding="utf-8"))
        for target in (unquote(one or other) for one, other in LINK.findall(text)):
            path, _, anchor = target.partition("#")
            file = document.parent / path if path else document
            if re.match(r"[a-z]+:", target):
                continue
            if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
                broken.append(f"{document.relative_to(root)}: {target}")

    assert [] == broken


def test_pictures_are_light_enough_for_a_phone(root):
    """No picture of the documents is heavier than 200 KB."""
    pictures = list((root / "docs" / "images").glob("*.png"))

    assert 2 <= len(pictures)
    assert [] == [file.name for file in pictures if file.stat().st_size > 200 * 1024]
