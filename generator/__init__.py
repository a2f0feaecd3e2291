"""Publish a city's CSV files as a validated, static, accessible open-data site."""

__version__ = "0.1.0"
