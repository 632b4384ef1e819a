"""Results put into words: the model of a report, and one module a result with its data."""
