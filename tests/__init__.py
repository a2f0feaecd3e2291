"""The tests, and what they share. A package, for a library that the tests use brings a package of the same name."""
