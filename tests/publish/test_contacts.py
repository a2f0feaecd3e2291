import datetime

from generator.publish import contacts
from tests import invented

DATE = 1_763_700_000
CONTACT = 'contact: {title: Datos abiertos, path: "mailto:datos@example.org"}\n'
SECURITY = 'security: {title: Sistemas, path: "mailto:seguridad@example.org"}\n'


def told(site, date=DATE):
    """Return the fields of the file of a site, by name; None when it has no such file."""
    found = list(contacts.artifacts(invented.villa(site), date))
    if not found:
        return None
    assert [".well-known/security.txt"] == [artifact.path for artifact in found]
    return dict(line.split(": ", 1) for line in found[0].make().decode().splitlines())


def test_a_fault_of_security_has_an_address():
    """RFC 9116: a contact, and a day less than a year after the build on which it expires."""
    found = told(f"url: https://datos.example.org/\n{CONTACT}{SECURITY}")
    left = datetime.datetime.fromisoformat(found["Expires"]).timestamp() - DATE

    assert "mailto:seguridad@example.org" == found["Contact"]
    assert "https://datos.example.org/.well-known/security.txt" == found["Canonical"]
    assert 300 < left / 86400 < 365


def test_who_answers_for_the_data_is_asked_when_nobody_else_is_named():
    """Without an address of its own, faults of security go to the site's contact."""
    assert "mailto:datos@example.org" == told(CONTACT)["Contact"]


def test_nobody_is_invented():
    """Without a contact, or in a build without a date, there is no such file."""
    assert told("") is None
    assert told(CONTACT, contacts.NO_DATE) is None
