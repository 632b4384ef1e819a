"""What programs call, by the names that `jtai_cli` gives: see `docs/library.md`.

Nothing is printed, neither the clock nor the environment is asked, and no file is opened but
those named and jtai's own.
"""
