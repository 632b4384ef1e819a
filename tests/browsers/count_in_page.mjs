// Opens a page that counts at each of the addresses on stdin, a JSON list of what stands behind #,
// and prints, as JSON, what it shows: dates, remarks and notes, or why it shows none.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const [executablePath, file] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await browser.newPage();
const requests = [];
page.on("request", (request) => requests.push(request.url()));
await page.goto(pathToFileURL(file).href);
const shown = await page.evaluate(async (addresses) => {
  const found = [];
  for (const address of addresses) {
    const changed = new Promise((done) => { addEventListener("hashchange", done, { once: true }); });
    location.hash = address;
    await changed;
    const steps = {};
    for (const row of document.querySelectorAll("[id^=days-]")) {
      const key = row.id.slice("days-".length);
      const days = [...row.querySelectorAll("time")].map((time) => time.dateTime);
      steps[key] = [days, document.getElementById(`remarks-${key}`).textContent];
    }
    found.push({
      steps,
      summary: document.getElementById("summary").textContent,
      isHidden: document.getElementById("result").hidden,
      notes: [...document.querySelectorAll("#notes li")].map((note) => note.className),
      skipped: [...document.querySelectorAll("#skipped time")].map((time) => time.dateTime),
    });
  }
  return found;
}, JSON.parse(readFileSync(0, "utf-8")));
await browser.close();
console.log(JSON.stringify({ shown, requests: requests.length }));
