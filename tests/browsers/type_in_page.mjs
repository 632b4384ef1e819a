// Opens a page, presses the keys on stdin, a JSON list, and prints, as JSON, what came of them.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const [executablePath, file] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await browser.newPage();
await page.goto(pathToFileURL(file).href);
for (const key of JSON.parse(readFileSync(0, "utf-8"))) await page.keyboard.press(key);
const found = await page.evaluate(() => ({
  address: location.hash,
  status: document.querySelector("[role=status]").textContent,
  isOpen: [...document.querySelectorAll("details")].map((one) => one.open),
  outline: getComputedStyle(document.activeElement).outlineStyle,
}));
await browser.close();
console.log(JSON.stringify(found));
