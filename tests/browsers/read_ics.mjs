// Reads the calendar on stdin with ical.js and prints, as JSON, its events.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    description: event.description,
    first: event.startDate.toString(),
    end: event.endDate.toString(),
    alarms: component.getAllSubcomponents("valarm").map((alarm) => (
      alarm.getFirstPropertyValue("trigger").toSeconds() / 3600)),
  };
});
console.log(JSON.stringify(events));
