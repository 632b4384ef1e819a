"use strict"; // Counts the dates of this page; a day is the number of days since 1970 began.
const rules = JSON.parse(document.getElementById("rules").textContent);
const steps = new Map(rules.steps.map((step) => [step.key, step]));
const root = steps.get(rules.known_by[0]);
const toDay = (text) => Date.parse(text) / 864e5;
const toDate = (day) => new Date(day * 864e5);
const toText = (day) => toDate(day).toISOString().slice(0, 10);
const weekday = (day) => (toDate(day).getUTCDay() + 6) % 7; // from Monday as 0
const FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
const say = (day) => FORMAT.format(toDate(day)).replace(",", "");
const refuse = (text) => { throw new RangeError(text); };
const [listedFrom, listedTo, published] = [rules.first, rules.last, rules.published_to].map(toDay);
const UNLISTED = `This page knows bank holidays from ${say(listedFrom)} to ${say(listedTo)} only.`;
const bankHolidays = new Map(rules.bank_holidays.map(([day, name]) => [toDay(day), name]));

function whyOff(day, closures = []) {
  if (!(listedFrom <= day && day <= listedTo)) refuse(UNLISTED);
  if (weekday(day) > 4) return "at the weekend";
  if (bankHolidays.has(day)) return `a bank holiday, ${bankHolidays.get(day)}`;
  return closures.some(([first, last]) => first <= day && day <= last) ? "a closed day" : null;
}

function shift(day, number, closures) {
  for (let left = Math.abs(number); left > 0;) {
    day += Math.sign(number);
    if (whyOff(day, closures) === null) left -= 1;
  }
  return day;
}

function between(first, last, closures) {
  const way = Math.sign(last - first);
  const days = Array.from({ length: Math.abs(last - first) }, (_, at) => first + (at + 1) * way);
  return way * days.filter((day) => whyOff(day, closures) === null).length;
}

function move([number, unit, before], from, closures) {
  const day = before ? move(before, from, closures) : from;
  const [y, m, d] = toText(day).split("-").map(Number);
  if (unit === "calendar-days") return day + number;
  if (unit === "working-days") return shift(day, number, closures);
  if (unit === "month-ends") return Date.UTC(y, m + number, 0) / 864e5;
  if (unit !== "calendar-months") refuse(`This page cannot count ${unit}.`);
  return Math.min(Date.UTC(y, m - 1 + number, d), Date.UTC(y, m + number, 0)) / 864e5;
}

// Dates every step. `given` holds first days; an end is `unsure` if counted past `published`.
function dateFrom(start, given, closures) {
  const found = new Map();
  const dated = (key) => found.get(key) ?? found.set(key, date(steps.get(key))).get(key);
  const date = (step) => {
    const off = step.is_for_letters ? closures : [];
    const above = step.anchor && dated(step.anchor);
    const from = above ? above[step.edge] : start;
    const [toFirst, toLast, givenToLast] = step.offsets;
    const counted = toFirst && move(toFirst, from, off);
    const first = given.get(step.key) ?? counted;
    const takesLast = given.has(step.key) && givenToLast !== null;
    const last = takesLast ? move(givenToLast, first, off) : move(toLast, from, off);
    if (last < first) refuse(`${step.title} would end on ${say(last)}, before it begins.`);
    const passes = ([number, unit, before], day) => {
      const latest = number > 0 ? day : (before ? move(before, from, off) : from) - 1;
      const isPast = unit === "working-days" && number !== 0 && latest > published;
      return isPast || (above ? above.unsure[step.edge] : start > published);
    };
    const unsure = {
      first: !given.has(step.key) && toFirst !== null && passes(toFirst, first),
      last: takesLast ? last !== first && last > published : passes(toLast, last),
    };
    return { step, off, from, counted, first, last, unsure };
  };
  return rules.steps.map((step) => dated(step.key));
}

// Dates every step from the first day of fieldwork, or of a step that is counted from it.
function dateAll({ key, day, stated, closures }) {
  if (Number.isNaN(day)) refuse("Type the date that you know.");
  if (whyOff(day) !== null) {
    refuse(`${say(day)} is ${whyOff(day)}. Try ${say(shift(day, -1))} or ${say(shift(day, 1))}.`);
  }
  const { edge, offsets: [[number]] } = steps.get(key);
  const start = shift(shift(day, -number), edge === "last" ? -root.offsets[1][0] : 0);
  return dateFrom(start, new Map([...stated, [key, day]]), closures);
}

function* notesOn(all, stated) {
  if (all.some(({ unsure }) => unsure.first || unsure.last)) {
    yield ["provisional", `Provisional: bank holidays are published up to ${say(published)}.`];
  }
  for (const { step, from, counted, first, last } of all) {
    if (first < from && from <= counted) {
      yield ["stated-before-anchor", `${step.title} is before ${say(from)}, from which it counts.`];
    }
    const expected = first - weekday(first) + step.weekday;
    if (step.weekday !== null && first !== expected) {
      const is = bankHolidays.has(expected) ? `, which is ${bankHolidays.get(expected)}` : "";
      yield ["weekday", `${step.title} falls on ${say(first)}, not on ${say(expected)}${is}.`];
    }
    for (const [day, name] of step === root ? bankHolidays : []) {
      if (first <= day && day <= last) yield ["off", `${step.title}: ${say(day)} is ${name}.`];
    }
  }
  const came = new Set(stated.keys());
  for (const key of came) came.add(steps.get(key)?.anchor); // the loop also visits keys added here
  for (const [code, first, last, text, keys, isMet, endedBy] of rules.spells) {
    const crosses = ({ off, from, first: day }) => {
      const begin = Math.max(toDay(first), isMet ? day : Math.min(from + 1, day));
      const end = Math.min(toDay(last), isMet ? day : Math.max(from - 1, day));
      return begin <= end && between(begin - 1, end, off) > 0;
    };
    const meant = all.filter(({ step: { key } }) => keys.includes(key) && !came.has(key));
    if (!endedBy.some((key) => came.has(key)) && meant.some(crosses)) yield [code, text];
  }
}

function* remarksOn({ step, off, counted, first, unsure }, stated) {
  if (stated.has(step.key)) {
    yield `Calculated: ${say(counted)}. Working days late: ${between(counted, first, off)}.`;
  }
  if (step.is_task && whyOff(first) !== null) yield `It is ${whyOff(first)}.`;
  if (unsure.first || unsure.last) yield "Provisional.";
}

// The page: its fields, its dates, and its address.
const [form, result] = [document.getElementById("form"), document.getElementById("result")];
const fill = (id, ...children) => document.getElementById(id).replaceChildren(...children);
const made = (name, facts, ...children) => {
  const element = Object.assign(document.createElement(name), facts);
  element.append(...children);
  return element;
};
const short = (day) => say(day).replace(/([A-Z]..)[a-z]+/g, "$1");
const time = (day) => made("time", { dateTime: toText(day) }, short(day));

function read() {
  const fields = new FormData(form);
  const key = fields.get("known");
  const says = rules.steps.map((step) => [step.key, toDay(fields.get(`says-${step.key}`))]);
  const [from, to] = ["closed-from", "closed-to"].map((name) => fields.getAll(name).map(toDay));
  const closures = from.map((day, at) => [day || to[at], to[at] || day]).filter(([day]) => day);
  if (closures.some(([first, last]) => last < first)) refuse("Closed days end before they begin.");
  const stated = new Map(says.filter(([other, day]) => other !== key && day));
  return { key, day: toDay(fields.get("day")), stated, closures };
}

function show({ key, day, stated, closures }) {
  const all = dateAll({ key, day, stated, closures });
  for (const one of all) {
    const before = one.first === null ? ["up to "] : [time(one.first), " to "];
    fill(`days-${one.step.key}`, ...(one.first === one.last ? [] : before), time(one.last));
    fill(`remarks-${one.step.key}`, [...remarksOn(one, stated)].join(" "));
  }
  const days = all.filter(({ step }) => step.is_counted).flatMap((one) => [one.first, one.last]);
  const isSkipped = ([off]) => Math.min(...days) <= off && off <= Math.max(...days);
  const skipped = [...bankHolidays].filter(isSkipped);
  fill("skipped", ...skipped.map(([off, name]) => made("li", {}, `${name}, `, time(off))));
  const lines = [...notesOn(all, stated)];
  fill("notes", ...lines.map(([code, text]) => made("li", { className: code }, text)));
  const { first, last } = all.find(({ step }) => step === root);
  fill("summary", `${root.title}: ${say(first)} to ${say(last)}.`);
  const words = [[key, day], ...stated].map(([name, date]) => `${name}=${toText(date)}`);
  const closed = closures.map((ends) => `closure=${ends.map(toText).join("..")}`);
  history.replaceState(null, "", `#${[...words, ...closed].join("&")}`);
}

function open() {
  form.reset();
  const given = [...new URLSearchParams(location.hash.slice(1))];
  const known = rules.known_by.find((key) => given.some(([name]) => name === key));
  if (known) form.elements.known.value = known;
  const [faults, closed] = [[], [...form.querySelectorAll("[name^=closed]")]];
  for (const [name, text] of given) {
    const boxes = ["closure", "closed"].includes(name) ? closed.splice(0, 2)
      : [form.elements[name === known ? "day" : `says-${name}`]];
    if (!boxes[0]) faults.push(`This page has no field for ${name}=${text}. `);
    boxes.filter(Boolean).forEach((box, at) => {
      box.value = boxes.length > 1 ? text.split("..")[at] ?? text : text;
      if (box.value === "") faults.push(`${text} is not a date such as 2026-11-30. `);
      box.closest("details")?.setAttribute("open", "");
    });
  }
  update();
  document.getElementById("summary").prepend(...faults);
}

function update() {
  try {
    show(read());
    result.hidden = false;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    fill("summary", error.message);
    result.hidden = true;
  }
}

form.hidden = false;
form.addEventListener("input", update);
addEventListener("hashchange", open);
open();
