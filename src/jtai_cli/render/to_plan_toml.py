"""The plan to begin with: `jtai.toml`, which explains itself."""

TEMPLATE = """\
# jtai.toml: the inspections of an area, and what is known of each.
#
# jtai finds this file in the directory it is run in, or in one above it.
#   jtai plan set NAME KEY=VALUE ...     adds an inspection, or changes one; comments here stay
#   jtai plan show                       what the plan holds, and its main dates
#   jtai timeline --inspection NAME      every date; so do explain, next and all the others
#   jtai plan accept NAME                keeps the dates as agreed
#   jtai plan check                      tells which have moved since, and why
#
# An inspection stands under a header with its name: lower case, digits and hyphens.
# Dates are written 2025-03-03, without quotes; texts in quotes. What has a # before it is not read.
# `jtai frameworks show` lists the milestones, `jtai themes list` the themes.

#[inspections.kingston-2025]

# One known date, and only one: the first day of fieldwork, the day of the call, or any milestone.
#fieldwork = 2025-03-03
# Where fieldwork is not five working days, its last day too:
#fieldwork_last = 2025-03-07
# In place of fieldwork:  notified = 2025-02-17
# or of both:             known.publication = 2025-04-28

#area = "Kingston upon Thames"
#theme = "front-door"
# The rules to follow; without it, those in force at fieldwork.
#timetable = "jtai-2022"

# Dates that letters gave: kept as they are, and later dates follow them.
#stated.draft-letter = 2025-04-04
# Days that the letters' clock leaves out; the statutory one counts them.
#closures = ["2025-12-24..2025-12-31"]
# Who must make the statement, as the letter names it.
#principal_authority = "Kingston council"

# Who looks after a milestone, and which are done (for `jtai next`).
#owners.comments-due = "Business manager"
#done = ["notification", "set-up-discussion"]

# `jtai plan set` raises it by one whenever a date moves that was known before.
#revision = 1

# A milestone of your own: so many working days from another one (with a minus, before it).
#[inspections.kingston-2025.local.chief-executives-call]
#title = "Call with the chief executives"
#anchor = "fieldwork"
#working_days = 2
# Which day of an anchor of several days: "first" or "last" (the default).
#edge = "last"
#who = "Partnership manager"

# `jtai plan accept` writes [inspections.kingston-2025.accepted]; leave that to it.

# Planning documents that hold dates, for `jtai docs`: patterns of paths, from this directory.
#[docs]
#files = ["plans/*.md"]
# A milestone near a date that is not its own: "warning" (the default), or "error" to fail a check.
#prose = "error"
"""
