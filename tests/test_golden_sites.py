"""What the generator writes for invented towns, before MkDocs, against what it wrote when somebody last read it.

Each `tests/sites/<case>/` holds a `project` and the `expected` tree. To accept a change, read `expected-changed`, which
the failed test wrote beside it, and put it in the place of `expected`.

Everything is compared byte for byte, but
- zips, told as `archives.txt`: the names in each and the SHA-256 of each file;
- files copied from the engine's defaults, told as `engine-files.txt`: a change of style is no change of any town;
- the pages of problem codes, told as `problems.txt`: they are the same in every town;
- sizes and checksums of zips and of files whose bytes say which version of a library wrote them, told as `?`;
- `mkdocs.yml`, without the folder of this run;
- charts that differ: vl-convert measures text with the Roboto it carries, so that the fonts of a machine change nothing,
  except where another Roboto is installed, or for signs that Roboto lacks; then the place of a legend moves by some
  pixels. So charts are equal when their texts are, and their bars and points within half a pixel.
"""

import hashlib
import io
import json
import os
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from generator import pipeline
from generator.project import DEFAULTS, Project

SITES = Path(__file__).parent / "sites"
CASES = sorted(path.name for path in SITES.iterdir() if (path / "project").is_dir())
BUNDLES = ("docs/assets/site.css", "docs/assets/site.js")
PLACES = ("INHERIT", "docs_dir", "custom_dir")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
TOLERANCE = 0.5
MAX_DEPTH = 3
MARKS = ("mark-rect role-mark", "mark-symbol role-mark", "mark-line role-mark")

BOUND = (".parquet", ".sqlite", ".xlsx", ".png", "vega/vega.js")
"""Formats whose bytes say which version of a library wrote them: of these the names are kept, and other tests read them."""

PACKED = (*BOUND, ".zip")
SIZES = (
    re.compile(rb'(data-file="[^"]+\.(?:parquet|sqlite|xlsx|zip)">)[^<]+'),
    re.compile(rb'("bytes": )\d+'),
    re.compile(rb'(xsd:nonNegativeInteger",\s+"@value": )"\d+"'),
    re.compile(rb'(dcat:byteSize )"\d+"'),
)
"""Where other files tell how large those are."""

Tree = dict[str, bytes]


def written(project: Path, folder: Path) -> Tree:
    """Return what the generator writes for a project, in a form that is the same on every machine."""
    town, work = folder / "project", folder / "work"
    shutil.copytree(project, town)
    work.mkdir()
    where = Project(town)
    pipeline.write(where, pipeline.prepare(where), work, jobs=1)
    found = {path.relative_to(work).as_posix(): path.read_bytes() for path in sorted(work.rglob("*")) if path.is_file()}
    archives = "".join(_members(name, data) for name, data in found.items() if name.endswith(".zip"))
    copied = [name for name, data in found.items() if _is_engine_file(name, data)]
    codes = [name for name in found if name.endswith(".md") and _is_code(found[name])]
    bound = [name for name in found if name.endswith(BOUND)]
    left_out = {*copied, *codes, *bound}
    kept = {name: data for name, data in found.items() if name not in left_out and not name.endswith(".zip")}
    kept["mkdocs.yml"] = _placeless(kept["mkdocs.yml"])
    sums = [hashlib.sha256(data).hexdigest().encode() for name, data in found.items() if name.endswith(PACKED)]
    kept = {name: _unbound(data, sums) for name, data in kept.items()}
    return kept | {
        "archives.txt": archives.encode(), "engine-files.txt": "".join(f"{name}\n" for name in copied).encode(),
        "bound.txt": "".join(f"{name}\n" for name in bound).encode(),
        "problems.txt": "".join(f"{name}\n" for name in codes if name.count("/") < MAX_DEPTH).encode(),
    }  # fmt: skip


def _members(name: str, data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lines = [f"  {hashlib.sha256(archive.read(item)).hexdigest()}  {item}\n" for item in archive.namelist()]
    return "".join([f"{name}\n", *lines])


def _unbound(data: bytes, sums: list[bytes]) -> bytes:
    """Return a file without the sizes and checksums of what says which version of a library wrote it."""
    if b"byteSize" not in data and b"data-file" not in data and b'"bytes"' not in data:
        return data
    for pattern in SIZES:
        data = pattern.sub(rb"\1?", data)
    for sum_ in sums:
        data = data.replace(sum_, b"?")
    return data


def _is_code(data: bytes) -> bool:
    """Tell whether a page is of problem codes: the only ones that are kept from the search."""
    return b"\nsearch: {exclude: true}\n" in data.partition(b"\n---\n")[0] + b"\n"


def _is_engine_file(name: str, data: bytes) -> bool:
    original = DEFAULTS / name.removeprefix("docs/")
    return name in BUNDLES or (original.is_file() and original.read_bytes() == data)


def _placeless(data: bytes) -> bytes:
    settings = json.loads(data)
    for part in (settings, settings["theme"]):
        part.update({key: Path(part[key]).name for key in PLACES if key in part})
    return json.dumps(settings, ensure_ascii=False, indent=1).encode()


def compare(actual: Tree, case: Path, *, in_ci: bool) -> list[str]:
    """Return the names of the files that differ from `expected`; write the whole tree beside it when some do.

    An expectation that does not exist is written, but never in CI: there it fails.
    """
    expected, changed = case / "expected", case / "expected-changed"
    shutil.rmtree(changed, ignore_errors=True)
    if not expected.is_dir():
        if in_ci:
            return ["expected"]
        _save(actual, expected)
    wanted = {
        path.relative_to(expected).as_posix(): path.read_bytes() for path in expected.rglob("*") if path.is_file()
    }
    differing = sorted(
        name for name in {*wanted, *actual} if not _equal(name, wanted.get(name), actual.get(name))
    )  # fmt: skip
    if differing:
        _save(actual, changed)
    return differing


def _save(tree: Tree, folder: Path) -> None:
    for name, data in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _equal(name: str, wanted: bytes | None, actual: bytes | None) -> bool:
    if wanted == actual or wanted is None or actual is None or not name.endswith(".svg"):
        return wanted == actual
    return is_same_drawing(wanted, actual)


def is_same_drawing(one: bytes, other: bytes) -> bool:
    """Tell whether two charts say the same texts and have the same marks in the same places."""
    (texts, shapes, numbers), (other_texts, other_shapes, other_numbers) = _drawn(one), _drawn(other)
    return (
        texts == other_texts
        and shapes == other_shapes
        and all(abs(a - b) <= TOLERANCE for a, b in zip(numbers, other_numbers, strict=True))
    )


def _drawn(svg: bytes) -> tuple[list[str], list[str], list[float]]:
    """Return the texts of a chart, the forms of its marks without their numbers, and these numbers."""
    root = ET.fromstring(svg)  # noqa: S314 -- drawn by us a moment ago, or committed
    shapes = [
        f"{mark.tag} {sorted(mark.attrib.items())}"
        for group in root.iter()
        if group.get("class", "").startswith(MARKS)
        for mark in group.iter()
    ]
    numbers = [float(number) for shape in shapes for number in NUMBER.findall(shape)]
    return list(root.itertext()), [NUMBER.sub("#", shape) for shape in shapes], numbers


@pytest.mark.parametrize("case", CASES)
def test_a_town_is_written_as_expected(case, tmp_path):
    """Every file that the generator writes for an invented town is the one that was last accepted."""
    actual = written(SITES / case / "project", tmp_path)

    differing = compare(actual, SITES / case, in_ci=bool(os.environ.get("CI")))

    assert [] == differing, f"read {SITES / case / 'expected-changed'}"


def test_a_missing_expectation_fails_in_ci(tmp_path):
    """In CI a case without its expected tree fails, and none is made."""
    assert ["expected"] == compare({"a.md": b"a"}, tmp_path, in_ci=True)
    assert [] == list(tmp_path.iterdir())


def test_a_missing_expectation_is_written_locally(tmp_path):
    """On a person's machine a case without its expected tree gets one, to be read and committed."""
    assert [] == compare({"docs/a.md": b"a"}, tmp_path, in_ci=False)
    assert b"a" == (tmp_path / "expected/docs/a.md").read_bytes()


def test_a_difference_is_named_and_written_beside(tmp_path):
    """Changed, missing and new files are named, and the new tree is left to read beside the expected one."""
    compare({"same": b"1", "changed": b"1", "gone": b"1"}, tmp_path, in_ci=False)

    differing = compare({"same": b"1", "changed": b"2", "new": b"1"}, tmp_path, in_ci=True)

    assert ["changed", "gone", "new"] == differing
    assert ["changed", "new", "same"] == sorted(path.name for path in (tmp_path / "expected-changed").iterdir())
    assert b"1" == (tmp_path / "expected/changed").read_bytes()


CHART = b"""<svg xmlns="http://www.w3.org/2000/svg"><g class="mark-rect role-mark marks"><path d="M0,0h257.5v14Z"/></g>
<g class="mark-group role-legend" transform="translate(81,0)"><text>good</text></g></svg>"""


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ((b"81,0", b"91,0"), True),
        ((b"257.5", b"257.6"), True),
        ((b"257.5", b"260"), False),
        ((b"good", b"poor"), False),
        ((b'<path d="M0,0h257.5v14Z"/>', b""), False),
    ],
    ids=["legend", "rounding", "bar", "text", "mark"],
)
def test_charts_are_compared_by_text_and_marks(change, is_same):
    """A chart may place its legend elsewhere, but not change a text, a bar or the number of bars."""
    assert is_same is is_same_drawing(CHART, CHART.replace(*change))
