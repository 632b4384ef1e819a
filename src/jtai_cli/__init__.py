"""Every date of a joint targeted area inspection, counted from one known date."""

__version__ = "0.1.0"
