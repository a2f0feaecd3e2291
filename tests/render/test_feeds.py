import feedparser

from generator.derive.changes import Change
from generator.load.site import Site
from generator.render import feeds, words
from generator.render.feeds import Entry, Feed

SPEECH = words.load(Site())


def feed(*entries, url=""):
    """Return a feed of some entries as its reader sees it."""
    made = Feed(("lirio", "all"), "Qué cambió", "changes/atom.xml", "changes/", "Puerto Lirio", url, entries)
    return feedparser.parse(feeds.atom(made, SPEECH))


def test_a_feed_without_entries_is_still_a_feed():
    """Nothing has happened yet: the feed says who it is, and has a date."""
    found = feed()

    assert (False, "atom10", 0) == (bool(found.bozo), found.version, len(found.entries))
    assert "1970-01-01T00:00:00Z" == found.feed.updated


def test_ids_are_made_of_names_alone():
    """The id of an entry is that of catalogue, dataset and version: no address, title or date is in it."""
    assert "urn:uuid:b194394a-199f-516e-848b-0630436df713" == feeds.identifier(
        "lirio", "all", "lecturas", "2024-01-10-x"
    )


def test_what_xml_cannot_hold_is_marked():
    """A control character, or half a sign, in an old title does not break the feed."""
    change = Change("x", "x", 0, "1970-01-01", "1970-01-01-x", "1970-01-01-x")
    found = feed(Entry(change, "a\x00b\ud800 <c>&", "x/"))

    assert not found.bozo
    assert found.entries[0].title.startswith("a\ufffdb\ufffd")


def test_addresses_are_whole_where_the_site_knows_its_own():
    """Without an address links are seen from the feed, so that a folder works too; with one they are whole."""
    entry = Entry(Change("x", "x", 0, "1970-01-01", "v", "v"), "x", "data/x/changes/#v-v")

    assert "../data/x/changes/index.html#v-v" == feed(entry).entries[0].link
    assert "https://e.org/data/x/changes/index.html#v-v" == feed(entry, url="https://e.org/").entries[0].link
