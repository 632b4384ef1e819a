"""Files in (YAML, TOML, CSV, iCalendar, JSON) and out, whole or not at all.

Every reader refuses what is wrong with the file's name, the line and the reason.
"""
