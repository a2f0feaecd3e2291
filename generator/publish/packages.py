"""Data Packages: one per dataset, closed over its foreign keys, and one for the whole catalogue."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact
from generator.problems import Problem, Refused

if TYPE_CHECKING:
    from generator.load.package import PackageMetadata
    from generator.model.catalog import Catalog, Dataset
    from generator.project import Project

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
"""Without it at the root, Frictionless reads a package by the rules of version 1."""

OLDEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip: the oldest one that the format knows, so that equal contents are equal bytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input file as it was checked: its bytes may not have changed since."""

    path: Path
    sha256: str

    def read(self) -> bytes:
        """Return the bytes that were checked.

        Raises:
            Refused: the file has changed since it was read.
        """
        data = self.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise Refused([Problem("file-changed", file=f"datasets/{self.path.name}")])
        return data


def artifacts(project: Project, catalog: Catalog) -> Iterator[Artifact]:
    """Yield the CSVs as their editors wrote them, the zips, and the description of the whole catalogue."""
    sources = {name: source(project, dataset) for name, dataset in catalog.datasets.items()}
    for name, dataset in catalog.datasets.items():
        closure = catalog.closure(name)
        parts = {other: sources[other] for other in closure}
        text = _json(describe(catalog, closure, name=name))
        path = catalog.path(name)
        origin = dataset.descriptor.file
        yield Artifact(f"{path}{name}.csv", sources[name].read, origin)
        yield Artifact(f"{path}{name}.zip", partial(pack, text, parts), origin)
    everything = tuple(catalog.datasets)
    text = _json(describe(catalog, everything, name=catalog.metadata.name))
    folder = catalog.path("").removesuffix("/")
    yield Artifact(f"{folder}{catalog.metadata.name}.zip", partial(pack, text, sources), "schemas/datapackage.yaml")
    paths = {name: f"{catalog.path(name)}{name}.csv" for name in everything}
    root = _json(describe(catalog, everything, name=catalog.metadata.name, paths=paths))
    yield Artifact("datapackage.json", partial(str.encode, root), "schemas/datapackage.yaml")


def source(project: Project, dataset: Dataset) -> Source:
    """Return the file of a dataset as it was checked."""
    return Source(project.datasets / f"{dataset.name}.csv", dataset.table.sha256)


def describe(
    catalog: Catalog, names: Iterable[str], *, name: str, paths: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the `datapackage.json` of some datasets; their files stand beside it unless `paths` says where."""
    listed = list(names)
    single = catalog.datasets[name].descriptor if name in catalog.datasets else None
    package: dict[str, Any] = {"$schema": PROFILE, "name": name, **_common(catalog.metadata)}
    if single is not None:
        package |= {"title": single.title}
        if single.description:
            package |= {"description": single.description}
    package["resources"] = [
        _resource(catalog.datasets[other], (paths or {}).get(other, f"{other}.csv")) for other in listed
    ]
    return package


def _common(metadata: PackageMetadata) -> dict[str, Any]:
    own = ("name", "themes", "withdrawn")
    return {key: value for key, value in metadata.raw.items() if key not in own and value is not None}


def _resource(dataset: Dataset, path: str) -> dict[str, Any]:
    """Return a dataset as a Frictionless resource: what its descriptor says, and how its file is to be read."""
    raw = {key: value for key, value in dataset.descriptor.raw.items() if value is not None}
    schema = dict(raw.pop("schema"))
    if "foreignKeys" in schema:
        schema["foreignKeys"] = [_foreign_key(key, dataset.name) for key in schema["foreignKeys"]]
    raw.pop("dialect", None)
    return {
        **raw,
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": dataset.descriptor.delimiter, "quoteChar": '"', "skipInitialSpace": False},
        "bytes": dataset.table.size,
        "hash": f"sha256:{dataset.table.sha256}",
        "schema": schema,
    }


def _foreign_key(key: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a foreign key; one to its own dataset is written without the resource, as version 2 asks."""
    reference = dict(key["reference"])
    if reference.get("resource") == name:
        reference["resource"] = ""
    return {**key, "reference": reference}


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def pack(descriptor: str, parts: Mapping[str, Source]) -> bytes:
    """Return a zip with `datapackage.json` and the CSVs, the same bytes for the same contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        _add(archive, "datapackage.json", descriptor.encode())
        for name in sorted(parts):
            _add(archive, f"{name}.csv", parts[name].read())
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, OLDEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)
