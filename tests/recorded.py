"""A repository with a past: readings of wells, revised, renamed and reformatted, and a dataset that was withdrawn.

Every commit has a fixed date, so that every version has a fixed address.
"""

import os
import subprocess
from pathlib import Path

import yaml

from generator import pipeline
from generator.project import Project

CLEAN = {"PATH": os.environ["PATH"], "HOME": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
AUTHOR = {
    "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org", "GIT_COMMITTER_NAME": "x",
    "GIT_COMMITTER_EMAIL": "x@example.org",
}  # fmt: skip

WELLS = {
    "name": "pozos", "title": "Pozos", "label": "nombre",
    "entity": {"singular": "pozo", "plural": "pozos"},
    "schema": {
        "fields": [{"name": "id", "type": "string"}, {"name": "nombre", "type": "string"}], "primaryKey": ["id"],
    },
}  # fmt: skip
READINGS = {
    "name": "lecturas", "title": "Lecturas", "theme": "agua",
    "schema": {
        "fields": [
            {"name": "pozo", "type": "string"}, {"name": "mes", "type": "string"},
            {"name": "nivel", "type": "number", "title": "Nivel"},
        ],
        "primaryKey": ["pozo", "mes"],
        "foreignKeys": [{"fields": ["pozo"], "reference": {"resource": "pozos", "fields": ["id"]}}],
    },
}  # fmt: skip
VISITS = {
    "name": "visitas", "title": "Visitas",
    "schema": {"fields": [{"name": "dia", "type": "date"}, {"name": "cuantas", "type": "integer"}]},
}  # fmt: skip
CATALOGUE = {"name": "lirio", "title": "Puerto Lirio", "themes": {"agua": {"title": "Agua"}}}

FIRST = "pozo,mes,nivel\nalto,2024-01,12.5\nalto,2024-02,13.0\nbajo,2024-01,7.25\n"
ADDED = FIRST + "bajo,2024-02,7.5\n"
REVISED = ADDED.replace("12.5", "21.5")
MOVED = "pozo,mes,nivel\nbajo,2024-02,7.5\nalto,2024-01,21.5\nalto,2024-02,13.0\nbajo,2024-01,7.25\n"
REFORMATTED = '"mes","pozo","nivel"\n"2024-02","bajo",7.50\n2024-01,alto,21.5\n2024-02,alto,13\n2024-01,bajo,7.25\n'
RENAMED = REFORMATTED.replace('"nivel"', "metros")
FEWER = RENAMED.replace("2024-02,alto,13\n", "").replace("7.25", "7.3")
MORE = "pozo,mes,metros,nota\nalto,2024-01,21.5,\nbajo,2024-01,7.3,turbia\nbajo,2024-02,7.50,\n"
OTHER = MORE.replace("21.5", "26")


def git(folder: Path, *arguments: str, date: str = "2024-01-01") -> str:
    """Run git in a folder, reading no settings but the repository's own, at noon of a day."""
    when = {f"GIT_{who}_DATE": f"{date}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    run = subprocess.run(
        ["git", *arguments], cwd=folder, env={**CLEAN, **AUTHOR, **when}, check=True, capture_output=True, text=True
    )
    return run.stdout


def described(descriptor: dict, **fields: dict) -> dict:
    """Return a descriptor with the named fields changed, and those that it does not have added."""
    names = [field["name"] for field in descriptor["schema"]["fields"]]
    known = [{**field, **fields.get(field["name"], {})} for field in descriptor["schema"]["fields"]]
    more = [{"name": name, "type": "string", **told} for name, told in fields.items() if name not in names]
    return {**descriptor, "schema": {**descriptor["schema"], "fields": [*known, *more]}}


def write(folder: Path, **files: object) -> None:
    """Write the files of datasets: a text as its CSV, a mapping as its descriptor; None takes both away.

    `catalogue` is the description of the whole.
    """
    for name, told in files.items():
        for part in told if isinstance(told, tuple) else (told,):
            is_csv = isinstance(part, str)
            file = "datapackage" if name == "catalogue" else name
            path = folder / (f"datasets/{file}.csv" if is_csv else f"schemas/{file}.yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            if part is None:
                path.unlink()
                (folder / f"datasets/{file}.csv").unlink()
            else:
                text = part if is_csv else yaml.safe_dump(part, allow_unicode=True, sort_keys=False)
                path.write_text(text, encoding="utf-8", newline="")


def commit(folder: Path, date: str, **files: object) -> str:
    """Write files and commit all there is; return the id of the commit."""
    write(folder, **files)
    git(folder, "add", "-A", date=date)
    git(folder, "commit", "-q", "--allow-empty", "-m", "x", date=date)
    return git(folder, "rev-parse", "HEAD").strip()


def town(folder: Path) -> Path:
    """Make a repository with eleven versions of readings and one of visits, which were withdrawn."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    visits = "dia,cuantas\n2024-01-02,3\n"
    commit(folder, "2024-01-10", catalogue=CATALOGUE, pozos=(WELLS, "id,nombre\nalto,Alto\nbajo,Bajo\n"),
           lecturas=(READINGS, FIRST), visitas=(VISITS, visits))  # fmt: skip
    commit(folder, "2024-02-10", lecturas=ADDED)
    reasons = [{"date": "2024-03-08", "key": "alto, 2024-01", "field": "nivel", "reason": "Se leyó al revés."}]
    explained = {**READINGS, "revisions": reasons}
    commit(folder, "2024-03-10", lecturas=(explained, REVISED))
    commit(folder, "2024-04-10", lecturas=MOVED)
    fields = [READINGS["schema"]["fields"][place] for place in (1, 0, 2)]
    turned = {**explained, "schema": {**READINGS["schema"], "fields": fields}}
    commit(folder, "2024-05-10", lecturas=(turned, REFORMATTED))
    renamed = {**turned, "schema": {**turned["schema"], "fields": [*fields[:2], {**fields[2], "name": "metros"}]}}
    commit(folder, "2024-06-10", lecturas=(renamed, RENAMED))
    commit(folder, "2024-07-10", lecturas=FEWER)
    straight = {
        **renamed,
        "schema": {
            **READINGS["schema"],
            "fields": [*READINGS["schema"]["fields"][:2], {**fields[2], "name": "metros"}],
        },
    }
    commit(folder, "2024-08-10", lecturas=(described(straight, nota={}), MORE))
    gone = {"visitas": {"date": "2024-09-10", "reason": "La fuente dejó de publicarlas.", "title": "Visitas"}}
    commit(folder, "2024-09-10", visitas=None, catalogue={**CATALOGUE, "withdrawn": gone})
    commit(folder, "2024-10-10", lecturas=OTHER)
    commit(folder, "2024-10-10", lecturas=MORE)
    commit(folder, "2024-10-10", lecturas=OTHER)
    return folder


def documents(folder: Path) -> dict[str, bytes]:
    """Return all that a project publishes, before MkDocs, by path."""
    return {document.path: document.make() for document in pipeline.prepare(Project(folder)).documents}
