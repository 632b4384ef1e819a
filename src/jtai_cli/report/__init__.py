"""Results put into words: the model of a report, and a module for each result with its data."""
