// Opens a page in Chromium and prints, as JSON, what a reader would meet: how wide it is, what it
// asks for, what axe-core says, how many A4 sheets it prints on, how long it takes the keyboard.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, file, pdf] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const address = pathToFileURL(file).href;
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});

async function look(width) {
  // The page forbids every script, and axe-core is one.
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run());
  const seen = {
    width: await page.evaluate(() => document.documentElement.scrollWidth),
    charts: await page.locator("svg:visible").count(),
    violations: found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
  };
  await context.close();
  return seen;
}

async function print() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const asked = [];
  const told = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("dialog", (dialog) => told.push(dialog.message()));
  page.on("console", (message) => told.push(message.text()));
  await page.goto(address);
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const others = asked.filter((url) => url !== address && !url.startsWith("data:"));
  return { others, told, outline };
}

const seen = { small: await look(320), large: await look(1280), printed: await print() };
await browser.close();
console.log(JSON.stringify(seen));
