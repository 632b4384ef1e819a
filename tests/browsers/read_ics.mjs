// Reads the calendar on standard input with ical.js and prints, as JSON, what it found in it.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
const text = (component, name) => component.getFirstPropertyValue(name);

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    stamp: text(component, "dtstamp").toString(),
    summary: event.summary,
    description: event.description,
    are_dates: event.startDate.isDate && event.endDate.isDate,
    first: event.startDate.toString(),
    end: event.endDate.toString(),
    category: component.getFirstProperty("categories").getValues().join("|"),
    transparent: text(component, "transp"),
    status: text(component, "status"),
    alarms: component.getAllSubcomponents("valarm").map((alarm) => ({
      action: text(alarm, "action"),
      description: text(alarm, "description"),
      hours: text(alarm, "trigger").toSeconds() / 3600,
    })),
  };
});

const header = Object.fromEntries(
  ["version", "prodid", "calscale", "method", "x-wr-calname"].map((name) => [
    name,
    text(calendar, name),
  ]),
);
console.log(JSON.stringify({ header, events }));
