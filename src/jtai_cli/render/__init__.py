"""Text out: one module a format, each with functions from a result to a text."""
