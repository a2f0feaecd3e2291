from generator.mend.outcomes import Change, Doubt, Mended
from generator.render import mends

CHANGES = tuple(Change(line, f"x{line} ", f"x{line}") for line in range(2, 42))


def test_a_file_is_told_with_its_kinds_its_difference_and_its_doubts(spanish):
    """The kinds of mend come with their count, each line before and after, and each doubt with both readings."""
    doubt = Doubt("date", "03/04/2024", ("2024-04-03", "2024-03-04"), 5, 2, "fecha", 2)
    mended = Mended("datasets/a.csv", b"x ", b"x", {"spaces": 1}, (Change(2, "x\u00a0y ", "x y"),), 1, (doubt,))

    assert (
        "datasets/a.csv\n"
        "  * 1 celda con espacios al comienzo o al final\n"
        "--- datasets/a.csv\n+++ datasets/a.csv\n"
        "@@ línea 2 @@\n-x\\xa0y·\n+x y\n"
        "  ? línea 5, columna B fecha: dice «03/04/2024» (2 celdas), y puede ser «2024-04-03» o «2024-03-04». Escriba la que sea.\n"
        "\n"
    ) == mends.text([mended], spanish)  # fmt: skip


def test_forty_lines_are_shown_and_the_rest_counted(spanish):
    """Of a long difference the first forty lines are shown, and how many lines more would change."""
    told = mends.text([Mended("a.csv", b"x", b"y", {"spaces": 1200}, CHANGES, 1200)], spanish)

    assert 40 == sum(line[:2] in ("-x", "+x") for line in told.split("\n"))
    assert "… y 1.180 líneas más que cambian.\n" in told


def test_a_sound_file_is_not_told(spanish):
    """Of a file that needs nothing there is nothing to say."""
    assert "" == mends.text([Mended("a.csv", b"x", b"x")], spanish)


def test_control_characters_never_reach_the_terminal(spanish):
    """What could write over the screen is shown as its escape."""
    told = mends.text([Mended("a.csv", b"x", b"y", {}, (Change(2, "\x1b[2Jx", "\u202ex"),), 1)], spanish)

    assert "-\\x1b[2Jx\n+\\u202ex\n" in told


def test_the_ending_says_whether_something_was_written(spanish):
    """The last lines say what would be written, what was, or that there is nothing to do."""
    mended = [Mended("a.csv", b"x", b"y")]

    assert "Nada se ha escrito. Para arreglar 1 archivo, agregue --write.\n" == mends.ending(
        mended, spanish, is_written=False
    )
    assert "Se arregló 1 archivo. Esto queda:\n" == mends.ending(mended, spanish, is_written=True)
    assert mends.ending([], spanish, is_written=False).startswith("No hay nada que se pueda arreglar con seguridad.")
