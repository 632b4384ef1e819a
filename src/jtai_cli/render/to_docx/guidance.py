"""What the briefing says of every inspection: planning guidance in our own words.

It stands here until it is data: `frameworks.yaml` has no place for texts about an inspection as
such, and none of these moves a date.
"""

WHAT = (
    "A joint targeted area inspection (JTAI) looks at how children's services, police, health and "
    "other partners work together in one local area in England, on one theme. It is made under "
    "section 20 of the Children Act 2004. Inspectors look at about the last six months of work and "
    "follow the journeys of individual children. It ends in a letter of findings, not a grade: "
    "strengths, areas for improvement and areas for priority action."
)
WHO = (
    "Inspectors come from Ofsted, the Care Quality Commission (CQC) and His Majesty's "
    "Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS). His Majesty's Inspectorate "
    "of Probation joins for some themes. The theme is not given here."
)
STAFF = {
    "What staff may be asked to do": (
        "Prepare the data and information that Annex A asks for.",
        "Take part in case audits and in a multi-agency audit workshop.",
        "Be observed at work.",
        "Meet inspectors, or support children and families to meet them.",
        "Give feedback on their part in the inspection.",
    ),
    "The support they are owed": (
        "The chance to take part, where it applies to them.",
        (
            "Regular, coordinated messages on the timetable, the lines of enquiry, emerging themes "
            "and feedback."
        ),
        "Support from line managers and senior leaders.",
    ),
}
