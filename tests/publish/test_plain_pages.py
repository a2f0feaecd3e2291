import html

import lxml.html
import markdown
import pytest
from hypothesis import given, settings, strategies as st

from generator.publish import plain_pages

PAGE = (
    "<html><body><nav>Menú</nav><main id=main class=md-typeset><h1>Uno</h1>{}</main><footer>Pie</footer></body></html>"
)


def converted(content):
    """Return what becomes of the content of a page, its title left out."""
    text = plain_pages.convert(PAGE.format(content).encode()).decode()
    assert text.startswith("# Uno\n")
    return text.removeprefix("# Uno\n").strip("\n")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<h2 id=x>Dos</h2><p>Texto <strong>fuerte</strong>.</p>", "## Dos\n\nTexto **fuerte**."),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n\n  - c"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n1. b"),
        ('<a href="../x/index.html#y">X</a>', "[X](../x/index.html.md#y)"),
        ('<a href="https://example.org/index.html">X</a>', "[X](https://example.org/index.html)"),
        ('<img src="a.svg" alt="Gráfico: uno">', "![Gráfico: uno](a.svg)"),
        (
            "<table><caption>T</caption><tr><th>a<th>b</tr><tr class=group><th colspan=2>g</tr><tr><td>1<td>x|y</tr></table>",
            "**T**\n\n| a | b |\n| --- | --- |\n| g |  |\n| 1 | x\\|y |",
        ),
        ("<details><summary>Ver</summary><p>Más</p></details>", "**Ver**\n\nMás"),
        ("<dl><dt>Filas</dt><dd>12</dd></dl>", "- **Filas**\n  - 12"),
        ("<pre><code>a = 1\n\nb = '`'</code></pre>", "```\na = 1\n\nb = '`'\n```"),
        ("<pre>```</pre>", "````\n```\n````"),
        (
            '<span aria-hidden="true">—</span><span class="sr">no aplica</span><script>x</script><nav>y</nav>',
            "no aplica",
        ),
        ("<details class=toc><summary>Aquí</summary><ul><li>x</li></ul></details><p>y</p>", "y"),
        ("<p>1. uno</p><p># dos</p><p>- tres</p>", "1\\. uno\n\n\\# dos\n\n\\- tres"),
    ],
    ids=range(14),
)
def test_a_page_is_told_as_markdown(content, expected):
    """Headings, lists, links, tables, terms and lines to copy stand as Markdown has them; the frame is left out."""
    assert expected == converted(content)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(alphabet="<>\"'&[]()*_#`\\!~|-+=.1: \naZñ", min_size=1, max_size=30))
def test_no_text_of_a_page_becomes_markup(text):
    """Whatever a paragraph says, read as Markdown it is one paragraph without elements in it."""
    told = converted(f"<p>x{html.escape(text)}</p><p>{html.escape(text)}y</p>")
    tree = lxml.html.fragment_fromstring(markdown.markdown(told), create_parent="div")

    assert ["p", "p"] == [element.tag for element in tree.iterdescendants()]
    assert "".join(f"x{text}{text}y".split()) == "".join(tree.text_content().split())
