from generator.derive.dates import Due
from generator.load.site import Site
from generator.render import times, words

SPANISH = words.load(Site())


def test_a_date_stands_as_a_date():
    """Without scripts a day is read in words; with them, the machine-readable day is compared with today."""
    assert '<time datetime="2025-01-15" data-ago>15 de enero de 2025</time>' == times.updated(SPANISH, "2025-01-15")


def test_a_day_that_is_expected_says_who_expects_it():
    """An announced day is told apart from one that a frequency implies; what to say when it is past is in the page."""
    late = 'data-late="atrasado: se esperaba {ago}"'
    time = f'<time datetime="2025-06-30" data-due="2025-06-30" {late}>30 de junio de 2025</time>'

    assert f"{time}, según la fuente." == times.expected(SPANISH, Due("2025-06-30", is_announced=True))
    assert f"Si se cumple esa frecuencia, se publica a más tardar el {time}." == times.expected(
        SPANISH, Due("2025-06-30", is_announced=False)
    )
    assert f'data-due="2025-06-30" {late}' in times.updated(SPANISH, "2025-01-15", Due("2025-06-30", is_announced=True))
