import csv
import re
import sqlite3

import pytest
import yaml

from generator.render import reasons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c", "hay dos puntos donde no deben ir; un texto que lleva dos puntos va entre comillas"),
        ("a: [1", "falta una coma o el corchete que cierra"),
        ("a: 'x", "unas comillas se abren y no cierran"),
        (
            "a:\n\t- x",
            "hay un tabulador u otro signo con el que no se puede empezar; use espacios, o comillas si es un texto",
        ),
    ],
)
def test_what_the_yaml_library_says_is_told_in_spanish(text, expected, spanish):
    """The library's own complaints, as it really makes them, have words."""
    with pytest.raises(yaml.YAMLError) as caught:
        yaml.load(text, Loader=yaml.CSafeLoader)

    assert expected == reasons.translate(caught.value.problem, spanish)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[a-z", "un corchete se abre y no cierra"),
        ("(a", "un paréntesis se abre y no cierra"),
        ("a)", "sobra un paréntesis"),
        ("*a", "antes de *, + o ? no hay nada que repetir"),
        ("a\\", "sobra la barra inversa del final"),
        ("[z-a]", "el intervalo z-a va al revés"),
        (r"\q", r"la barra inversa no va con lo que le sigue (\q)"),
    ],
)
def test_what_the_library_of_patterns_says_is_told_in_spanish(pattern, expected, spanish):
    """The complaints of `re`, as it really makes them, have words, without the position."""
    with pytest.raises(re.error) as caught:
        re.compile(pattern)

    assert expected == reasons.translate(str(caught.value), spanish)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,"b', "se abren y el archivo termina antes de que cierren"),
        ('a,"b"c', "después de las comillas que cierran hay otra cosa antes de la coma"),
    ],
)
def test_what_the_csv_library_says_is_told_in_spanish(text, expected, spanish):
    """The complaints of `csv`, as it really makes them, have words."""
    with pytest.raises(csv.Error) as caught:
        list(csv.reader([text], strict=True))

    assert expected == reasons.translate(str(caught.value), spanish)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT 1 FROM nada", "no hay ningún conjunto de datos «nada»"),
        ("SELECT nada", "no hay ninguna columna «nada»"),
        ("SELEC 1", "no se entiende a partir de «SELEC»"),
    ],
)
def test_what_sqlite_says_is_told_in_spanish(query, expected, spanish):
    """The complaints of SQLite, as it really makes them, have words."""
    with pytest.raises(sqlite3.Error) as caught:
        sqlite3.connect(":memory:").execute(query)

    assert expected == reasons.translate(str(caught.value), spanish)


def test_a_reason_that_nobody_foresaw_stays_as_it_is(spanish):
    """What has no words is told as the library says it, rather than left out."""
    assert "something else" == reasons.translate("something else", spanish)
