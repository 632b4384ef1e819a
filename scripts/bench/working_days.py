"""England's working days from 2022 to 2028, printed one a line, for what is to be measured."""

from datetime import date, timedelta

from jtai_cli import bankholidays

FIRST, LAST = date(2022, 1, 4), date(2028, 12, 29)


def working_days(first: date, last: date) -> list[date]:
    """List the working days from one day to another, both included."""
    calendar = bankholidays.table().calendar()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if calendar.is_working_day(day)]


if __name__ == "__main__":
    print("\n".join(map(str, working_days(FIRST, LAST))))
